using System.Globalization;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Publication.Deciding;
using LiveDashboard.Feedback.Publication.Review;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Feedback.Publication.Queue;

/// <summary>Carries out what the queue's forms ask: several decisions at once, and taking them back.</summary>
[Authorize(StaffPolicy.Moderate)]
public sealed class DecideModel(Decisions decisions, DecisionLog log) : PageModel
{
    public IActionResult OnGet() => Redirect("/staff/moderation");

    public async Task<IActionResult> OnPost(
        string[] pick, string? surface, string? ruling, string? reason, string? note, CancellationToken ct)
    {
        string[] surfaces = surface == "both" ? [.. Surface.All] : [.. Surface.All.Where(one => one == surface)];
        if (ruling is not (Ruling.Approved or Ruling.Refused) || surfaces.Length == 0) return Back("note=nobody");
        var rulings = surfaces.ToDictionary(one => one, _ => ruling);
        var said = ReviewForm.Line(note, PublicLimits.Note);
        var verdicts = pick.Take(QueuedCases.Most).Select(token => token.Split('.'))
            .Where(parts => parts.Length == 3)
            .Select(parts => new Verdict(
                GivenId.Read(parts[0]), Number(parts[1]), Number(parts[2]), null, rulings, reason ?? "", said, false)).ToArray();
        if (verdicts.Length == 0) return Back("note=nobody");
        var batch = CaseId.New();
        var came = await decisions.Decide(StaffSession.Of(HttpContext).Actor, verdicts, batch, ct);
        return Back($"batch={batch}&results={BulkResults.Write(came)}");
    }

    public async Task<IActionResult> OnPostUndo(string? batch, CancellationToken ct) =>
        Back(await log.Undo(StaffSession.Of(HttpContext).Actor, GivenId.Read(batch), ct) > 0
            ? "note=undone" : "note=late");

    private RedirectResult Back(string query) => Redirect($"/staff/moderation?{query}");

    private static long Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
