using LiveDashboard.Staff;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Statistics.Importing;
using LiveDashboard.Web.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Statistics.Editing;

/// <summary>The lines in the charts of a statistic.</summary>
[Authorize(StaffPolicy.View)]
public sealed class StatisticNotesModel(StatisticStore store, NoteStore notes) : PageModel
{
    public const int Longest = 300;

    public Statistic Statistic { get; private set; } = new();
    public IReadOnlyList<StatisticNote> Notes { get; private set; } = [];
    public IReadOnlyList<StatisticPart> Categories { get; private set; } = [];

    /// <summary>What was sent and not taken.</summary>
    public string Month { get; private set; } = "";
    public string NoteEn { get; private set; } = "";
    public string NoteFr { get; private set; } = "";
    public string? Problem { get; private set; }

    public bool MayEdit => StatisticListModel.MayPublish(HttpContext);

    public async Task<IActionResult> OnGet(string slug, CancellationToken ct) => await Show(slug, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAdd(
        string slug, string? note, string? month, string? of, string? noteEn, string? noteFr, CancellationToken ct)
    {
        if (!MayEdit) return StatusCode(StatusCodes.Status403Forbidden);
        if (!await Show(slug, ct)) return NotFound();
        (Month, NoteEn, NoteFr) = (FormText.Line(month), FormText.Line(noteEn), FormText.Line(noteFr));
        var at = Series.MonthOf(Month);
        Problem = NoteEn.Length + NoteFr.Length == 0 ? "words"
            : !FormText.Fits(NoteEn, Longest) || !FormText.Fits(NoteFr, Longest) ? "text"
            : at is null || at < Statistic.FirstMonth || at > Statistic.LastMonth ? "notemonth"
            : of is { Length: > 0 } && Categories.All(part => part.Name != of) ? "stale"
            : note is not { Length: > 0 and <= 40 } ? "stale" : null;
        if (Problem is null)
        {
            await notes.Add(
                StaffSession.Of(HttpContext).Actor, Statistic, new StatisticNote(note!, at!.Value, of ?? "", NoteEn, NoteFr), ct);
            return Redirect($"/staff/statistics/{slug}");
        }
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    public async Task<IActionResult> OnPostRemove(string slug, string? note, CancellationToken ct)
    {
        if (!MayEdit) return StatusCode(StatusCodes.Status403Forbidden);
        if (!await Show(slug, ct)) return NotFound();
        await notes.Remove(StaffSession.Of(HttpContext).Actor, Statistic, note ?? "", ct);
        return Redirect($"/staff/statistics/{slug}");
    }

    private async Task<bool> Show(string slug, CancellationToken ct)
    {
        if (await store.Find(slug, ct) is not { } found) return false;
        Statistic = found;
        Notes = await store.Notes(found.Id, ct);
        Categories = [.. (await store.Parts(found.Id, ct)).Where(part => part.Dimension == StatisticPart.Category)];
        return true;
    }
}
