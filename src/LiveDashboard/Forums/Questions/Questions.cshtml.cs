using LiveDashboard.Forums.Bans;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Web.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Forums.Questions;

/// <summary>A forum's questions for its moderators, on a phone as on a desk.</summary>
[Authorize(StaffPolicy.Moderate)]
public sealed class QuestionsModel(
    ForumStore forums, QuestionStore questions, QuestionActs acts, FinishQuestions finish, BanActs bans, ForumClock clock)
    : PageModel
{
    public Forum Forum { get; private set; } = new();
    public IReadOnlyList<AskedQuestion> All { get; private set; } = [];

    /// <summary>Who may no longer send.</summary>
    public IReadOnlyList<Banned> Banned { get; private set; } = [];

    /// <summary>The end of the key of what is said at the top; null: nothing.</summary>
    public string? Note { get; private set; }

    /// <summary>What can still be taken back.</summary>
    public IEnumerable<AskedQuestion> Undoable => All.Where(one => one.Was.Length > 0 && one.CaseReference.Length == 0
        && clock.NowMs - one.MovedAt <= (long)QuestionActs.TakeBack.TotalMilliseconds);

    /// <summary>Those that others can be merged into.</summary>
    public IEnumerable<AskedQuestion> Mains => All.Where(one => QuestionState.IsSeen(one.State) && one.State != QuestionState.Answered);

    public async Task<IActionResult> OnGet(string id, string? note, CancellationToken ct)
    {
        if (await forums.Find(id, ct) is not { } forum) return NotFound();
        (Forum, All) = (forum, await questions.List(id, ct));
        Banned = await bans.List(id, ct);
        Note = note is "stale" or "finished" or "reason" or "banned" or "lifted" ? note : null;
        return Page();
    }

    /// <param name="act">A state to move to, <c>merge</c>, <c>edit</c> or <c>undo</c>.</param>
    public async Task<IActionResult> OnPost(
        string id, string? question, string? was, string? act, string? reason, string? into, string? body, CancellationToken ct)
    {
        var actor = StaffSession.Of(HttpContext).Actor;
        if (question is null or "" || was is null) return Back(id, "stale");
        if (act == QuestionState.Declined && !DeclineReason.All.Contains(reason ?? "")) return Back(id, "reason");
        var answer = act switch
        {
            "undo" => await acts.Undo(actor, id, question, ct),
            "merge" => await acts.Merge(actor, id, question, was, into ?? "", ct),
            "edit" => await acts.Edit(actor, id, question, was, FormText.Line(body), ct),
            _ => await acts.Move(
                actor, id, question, was, act ?? "", act == QuestionState.Declined ? reason! : "", ct),
        };
        return Back(id, answer == ActAnswer.Done ? null : "stale");
    }

    /// <param name="participant">Who asked it, as the page says; nobody's name.</param>
    public async Task<IActionResult> OnPostBan(string id, string? participant, string? reason, CancellationToken ct) =>
        Back(id, await bans.Ban(StaffSession.Of(HttpContext).Actor, id, participant ?? "", reason ?? "", ct) == ActAnswer.Done
            ? "banned" : "stale");

    public async Task<IActionResult> OnPostLift(string id, string? participant, CancellationToken ct) =>
        Back(id, await bans.Lift(StaffSession.Of(HttpContext).Actor, id, participant ?? "", ct) == ActAnswer.Done
            ? "lifted" : "stale");

    public async Task<IActionResult> OnPostFinish(string id, CancellationToken ct) =>
        Back(id, await finish.Finish(StaffSession.Of(HttpContext).Actor, id, ct) is null ? "stale" : "finished");

    private RedirectResult Back(string id, string? note) =>
        Redirect($"/staff/forums/{Uri.EscapeDataString(id)}/questions{(note is null ? "" : $"?note={note}")}");
}
