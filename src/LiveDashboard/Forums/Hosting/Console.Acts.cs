using System.Globalization;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Projector;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Staff.Sessions;
using Microsoft.AspNetCore.Mvc;

namespace LiveDashboard.Forums.Hosting;

/// <summary>What the console's buttons do: each names the version that its page showed.</summary>
public sealed partial class ConsoleModel
{
    private static readonly int[] Countdowns = [30, 60, 120];

    public IActionResult OnPost(string id) => Redirect($"/staff/forums/{id}");

    public Task<IActionResult> OnPostBegin(string id, long version, CancellationToken ct) => Act(id, version, act => rooms.Begin(act, ct), ct);
    public Task<IActionResult> OnPostEnd(string id, long version, CancellationToken ct) => Act(id, version, act => rooms.End(act, ct), ct);

    public Task<IActionResult> OnPostNext(string id, long version, string? poll, CancellationToken ct) =>
        Act(id, version, act => rooms.Show(act, ProjectorView.Poll, poll, ct), ct);

    public Task<IActionResult> OnPostShow(string id, long version, string? view, string? poll, CancellationToken ct) =>
        Act(id, version, act => rooms.Show(act, view ?? "", poll, ct), ct);

    public Task<IActionResult> OnPostPromises(string id, long version, CancellationToken ct) =>
        Act(id, version, act => rooms.Show(act, ProjectorView.Promises, null, ct), ct);

    public Task<IActionResult> OnPostOpen(string id, long version, string? poll, int seconds, CancellationToken ct) =>
        Act(id, version, act => acts.Open(act, poll ?? "", Countdowns.Contains(seconds) ? seconds : null, ct), ct);

    public Task<IActionResult> OnPostExtend(string id, long version, string? poll, CancellationToken ct) =>
        Act(id, version, act => acts.Extend(act, poll ?? "", 30, ct), ct);

    public Task<IActionResult> OnPostClose(string id, long version, string? poll, CancellationToken ct) =>
        Act(id, version, act => acts.Close(act, poll ?? "", ct), ct);

    public Task<IActionResult> OnPostReveal(string id, long version, string? poll, CancellationToken ct) =>
        Act(id, version, act => acts.Reveal(act, poll ?? "", ct), ct);

    public Task<IActionResult> OnPostHide(string id, long version, string? poll, CancellationToken ct) =>
        Act(id, version, act => acts.Hide(act, poll ?? "", ct), ct);

    public Task<IActionResult> OnPostAgain(string id, long version, string? poll, CancellationToken ct) =>
        Act(id, version, act => acts.Again(act, poll ?? "", ct), ct);

    public Task<IActionResult> OnPostCover(string id, long version, string? cover, CancellationToken ct) =>
        Act(id, version, act => rooms.CoverUp(act, cover ?? "", ct), ct);

    public Task<IActionResult> OnPostNotice(string id, long version, string? notice, CancellationToken ct) =>
        Act(id, version, act => rooms.Notice(act, (notice ?? "").Trim(), ct), ct);

    public Task<IActionResult> OnPostAsk(string id, long version, string? asking, CancellationToken ct) =>
        Act(id, version, act => rooms.Ask(act, asking ?? "", ct), ct);

    public Task<IActionResult> OnPostRehearse(string id, long version, bool on, CancellationToken ct) =>
        Act(id, version, act => rooms.Rehearse(act, on, ct), ct);

    public Task<IActionResult> OnPostTakeOver(string id, long version, CancellationToken ct) => Act(id, version, act => hosts.TakeOver(act, ct), ct);

    public Task<IActionResult> OnPostRemove(string id, long version, string? poll, CancellationToken ct) =>
        Act(id, version, act => drafts.Remove(act, poll ?? "", ct), ct);

    public Task<IActionResult> OnPostAdd(string id, long version, CancellationToken ct)
    {
        var draft = PollForm.Read(Request.Form);
        Problem = PollDrafts.Problem(draft);
        return Act(id, version, act => Problem is null
            ? drafts.Add(act, BallotId.New(), draft, ct) : Task.FromResult(ActAnswer.NotNow), ct);
    }

    public Task<IActionResult> OnPostCopy(string id, long version, string? from, CancellationToken ct) =>
        Act(id, version, async act => await drafts.Copy(act, await polls.List(from ?? "", ct), ct), ct);

    public Task<IActionResult> OnPostCount(string id, long version, string? poll, string? source, CancellationToken ct)
    {
        var counts = new Dictionary<long, long>();
        foreach (var (name, value) in Request.Form)
            if (name.StartsWith("n-", StringComparison.Ordinal)
                && long.TryParse(name.AsSpan(2), CultureInfo.InvariantCulture, out var choice)
                && long.TryParse(value, CultureInfo.InvariantCulture, out var n)) counts[choice] = n;
        return Act(id, version, act => hands.Enter(act, poll ?? "", source ?? "", counts, ct), ct);
    }

    /// <summary>Shows a result before it is revealed, to this host alone, and records it.</summary>
    public async Task<IActionResult> OnPostPeek(string id, long version, string? poll, CancellationToken ct)
    {
        var answer = await Act(id, version, act => hosts.Peek(act, poll ?? "", ct), ct);
        if (answer is not RedirectResult) return answer;
        await using (var snapshot = await database.ReadSnapshot(ct))
            if (await PollStore.Read(snapshot.Connection, poll!) is { } read)
                Peeked = await ShownResult.Of(
                    snapshot.Connection, read, read.Round, await PollResult.Measure(snapshot.Connection, read, read.Round), rules);
        return await Show(id, ct);
    }

    private async Task<IActionResult> Act(string id, long version, Func<HostAct, Task<ActAnswer>> work, CancellationToken ct)
    {
        if (!MayHost) return StatusCode(StatusCodes.Status403Forbidden);
        if (await forums.Find(id, ct) is null) return NotFound();
        Answer = await work(new HostAct(StaffSession.Of(HttpContext).Actor, id, version));
        if (Answer == ActAnswer.Done) return Redirect($"/staff/forums/{id}");
        Response.StatusCode = Problem is null ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
        return await Show(id, ct);
    }
}
