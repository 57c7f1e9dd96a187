using LiveDashboard.Figures;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Projector;
using LiveDashboard.Forums.Promises;
using LiveDashboard.Forums.RoomCodes;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Accounts;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Forums.Hosting;

/// <summary>A forum as its host has it in the hand: the run sheet, and the remote with one next step.</summary>
[Authorize(StaffPolicy.View)]
public sealed partial class ConsoleModel(
    ForumStore forums, PollStore polls, StageStore stages, SeenScenes scenes, MemberStore members, RoomActs rooms, PollActs acts,
    PollDrafts drafts, HostActs hosts, HandCounts hands, PromiseStore promises, RoomCodeStore codes, Database database, PublicationRules rules, ForumClock clock,
    StaffClock staff) : PageModel
{
    public Stage Stage { get; private set; } = null!;
    public Forum Forum => Stage.Forum;
    public IReadOnlyList<Poll> Polls { get; private set; } = [];
    public NextStep Next { get; private set; } = null!;

    /// <summary>What earlier forums were promised: it opens this one.</summary>
    public IReadOnlyList<Promise> Promises { get; private set; } = [];

    /// <summary>Who steers that is not the one who looks; null: nobody else.</summary>
    public string? Steering { get; private set; }

    /// <summary>What became of an act that was not done.</summary>
    public ActAnswer? Answer { get; private set; }

    /// <summary>The end of the key of what is wrong with a poll; null: nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>A result that is not revealed, which was asked for; null: none.</summary>
    public ShownResult? Peeked { get; private set; }

    /// <summary>Earlier forums, for their polls.</summary>
    public IReadOnlyList<Forum> Earlier { get; private set; } = [];

    /// <summary>Of the hall's screen, where polls ask for the room's code; "" elsewhere.</summary>
    public string ScreenKey { get; private set; } = "";

    public (ScreenState State, DateTimeOffset At) Screen { get; private set; }

    public bool MayHost => StaffPolicy.Roles[StaffPolicy.Host].Contains(StaffSession.Of(HttpContext).Role);
    public bool Steers => MayHost && Steering is null && Forum.State != ForumState.Ended;

    /// <summary>Whether a reveal can still be taken back.</summary>
    public bool CanHide => Stage.Poll is { State: PollState.Revealed, RevealedAt: { } at } && Now - at <= (long)PollActs.TakeBack.TotalMilliseconds;

    /// <summary>Seconds left of the countdown; null: none runs.</summary>
    public long? Left => Stage.Poll is { State: PollState.Open, ClosesAt: { } at } ? Math.Max(0, (at - Now + 999) / 1000) : null;

    private long Now => clock.NowMs;

    public async Task<IActionResult> OnGet(string id, CancellationToken ct) => await Show(id, ct);

    private async Task<IActionResult> Show(string id, CancellationToken ct)
    {
        if (await forums.Find(id, ct) is not { } forum) return NotFound();
        Stage = await stages.Read(forum.Id, ct);
        Polls = await polls.List(forum.Id, ct);
        Promises = await promises.Opening(Forum, ct);
        if (MayHost) ScreenKey = RoomCode.ScreenKey(await codes.Key(forum.Id, ct));
        Next = NextStep.Of(Forum, Polls, Promises.Count > 0);
        Screen = scenes.Of(forum.Id, Stage.Scene);
        if (Forum.SteeredBy is { } by && by != StaffSession.Of(HttpContext).MemberId && Forum.SteeredUntil >= staff.NowMs)
            Steering = (await members.Find(by, ct))?.Name;
        if (MayHost && Forum.State != ForumState.Ended)
            Earlier = [.. (await forums.List(20, ct)).Where(one => one.Id != forum.Id)];
        return Page();
    }
}
