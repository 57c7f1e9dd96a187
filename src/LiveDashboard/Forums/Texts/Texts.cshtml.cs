using LiveDashboard.Forums.Bans;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Forums.Texts;

/// <summary>What people wrote in a forum's open polls, for its moderators: nothing of it is seen before they say so.</summary>
[Authorize(StaffPolicy.Moderate)]
public sealed class TextsModel(ForumStore forums, TextStore texts, TextActs acts, BanActs bans) : PageModel
{
    public Forum Forum { get; private set; } = new();
    public IReadOnlyList<WrittenText> All { get; private set; } = [];

    /// <summary>The end of the key of what is said at the top; null: nothing.</summary>
    public string? Note { get; private set; }

    public async Task<IActionResult> OnGet(string id, string? note, CancellationToken ct)
    {
        if (await forums.Find(id, ct) is not { } forum) return NotFound();
        (Forum, All) = (forum, await texts.List(id, ct));
        Note = note is "stale" or "banned" ? note : null;
        return Page();
    }

    public async Task<IActionResult> OnPost(
        string id, string? poll, long round, string? words, string? was, string? to, CancellationToken ct) =>
        Back(id, await acts.Decide(
            StaffSession.Of(HttpContext).Actor, id, poll ?? "", round, words ?? "", was ?? "", to ?? "", ct) == ActAnswer.Done
            ? null : "stale");

    public async Task<IActionResult> OnPostBan(string id, string? participant, string? reason, CancellationToken ct) =>
        Back(id, await bans.Ban(StaffSession.Of(HttpContext).Actor, id, participant ?? "", reason ?? "", ct) == ActAnswer.Done
            ? "banned" : "stale");

    private RedirectResult Back(string id, string? note) =>
        Redirect($"/staff/forums/{Uri.EscapeDataString(id)}/texts{(note is null ? "" : $"?note={note}")}");
}
