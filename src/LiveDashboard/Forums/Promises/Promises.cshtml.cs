using System.Globalization;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Web;
using LiveDashboard.Web.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Forums.Promises;

/// <summary>What a forum was promised, and what became of it.</summary>
[Authorize(StaffPolicy.View)]
public sealed class PromisesModel(
    ForumStore forums, PromiseStore promises, PromiseActs acts, StationTime station, ForumClock clock) : PageModel
{
    public Forum Forum { get; private set; } = new();
    public IReadOnlyList<Promise> All { get; private set; } = [];

    /// <summary>The end of the key of what is said at the top; null: nothing.</summary>
    public string? Note { get; private set; }

    /// <summary>What was sent and not taken; null: nothing.</summary>
    public PromiseForm? Typed { get; private set; }

    public long Now => clock.NowMs;

    /// <summary>Whether who looks may record promises: hosts and moderators.</summary>
    public bool MayAct => MayRecord(HttpContext);

    public static bool MayRecord(HttpContext http) =>
        StaffPolicy.Roles[StaffPolicy.Host].Concat(StaffPolicy.Roles[StaffPolicy.Moderate]).Contains(StaffSession.Of(http).Role);

    public async Task<IActionResult> OnGet(string id, string? note, CancellationToken ct)
    {
        Note = note is "stale" or "made" ? note : null;
        return await Show(id, ct);
    }

    /// <param name="due">A day, as a field writes it.</param>
    public async Task<IActionResult> OnPostMake(
        string id, string? promise, string? body, string? owner, string? due, CancellationToken ct)
    {
        if (!MayAct) return StatusCode(StatusCodes.Status403Forbidden);
        var (text, office) = (FormText.Line(body), (owner ?? "").Trim());
        var isDay = DateOnly.TryParseExact(due, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        Note = PromiseActs.Problem(text, office)
            ?? (!isDay || day.Year is < 2000 or > 2999 ? "due" : promise is not { Length: > 0 and <= 60 } ? "stale" : null);
        if (Note is null)
        {
            var answer = await acts.Add(
                StaffSession.Of(HttpContext).Actor, id, promise!, text, office,
                station.StartOf(day.AddDays(1)).ToUnixTimeMilliseconds(), ct);
            return Back(id, answer == ActAnswer.Done ? "made" : "stale");
        }
        Typed = new PromiseForm(id, text, office, due ?? "");
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await Show(id, ct);
    }

    public async Task<IActionResult> OnPostSettle(
        string id, string? promise, string? was, string? to, string? reason, CancellationToken ct)
    {
        if (!MayAct) return StatusCode(StatusCodes.Status403Forbidden);
        var why = FormText.Line(reason);
        Note = to != PromiseState.Open && why.Length is 0 or > PromiseActs.LongestReason ? "reason" : null;
        if (Note is null)
            return Back(id, await acts.Settle(
                StaffSession.Of(HttpContext).Actor, id, promise ?? "", was ?? "", to ?? "",
                to == PromiseState.Open ? "" : why, ct) == ActAnswer.Done ? null : "stale");
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await Show(id, ct);
    }

    /// <summary>The day by which a promise is to be kept, station time.</summary>
    public DateOnly Day(Promise promise) => PromiseDay.Of(station, promise);

    private async Task<IActionResult> Show(string id, CancellationToken ct)
    {
        if (await forums.Find(id, ct) is not { } forum) return NotFound();
        (Forum, All) = (forum, await promises.Of(id, withdrawn: true, ct));
        return Page();
    }

    private RedirectResult Back(string id, string? note) =>
        Redirect($"/staff/forums/{Uri.EscapeDataString(id)}/promises{(note is null ? "" : $"?note={note}")}");
}

/// <summary>The form of a promise, with what it holds; <c>_Make.cshtml</c> shows it.</summary>
public sealed record PromiseForm(string ForumId, string Body, string Owner, string Due)
{
    /// <summary>An empty one: two weeks are a promise that is remembered.</summary>
    public static PromiseForm New(string forumId, StationTime station, ForumClock clock) => new(
        forumId, "", "", station.DayOf(clock.GetUtcNow()).AddDays(14).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}

/// <summary>Days of promises.</summary>
public static class PromiseDay
{
    public static DateOnly Of(StationTime station, Promise promise) =>
        station.DayOf(DateTimeOffset.FromUnixTimeMilliseconds(promise.DueAt - 1));
}
