using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Rooms;

namespace LiveDashboard.Forums.Demo;

/// <summary>
/// Holds a forum on a recorded conversation, one statement after the other: votes come in as they came then, each the
/// normal way. When all are through it ends, and another one begins with the same code. What is next follows from what
/// the database says, so it goes on after a stop; while somebody of staff steers, it only votes.
/// </summary>
public sealed class DemoForum(
    DemoForumStore kept, ForumStore forums, PollStore polls, DemoDeeds deeds, ForumClock clock)
{
    /// <summary>How many ended forums stay readable.</summary>
    public const int KeptForums = 2;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(45); // between two: who looks reads the way to the results
    private static readonly TimeSpan Welcome = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(5); // after the last vote
    private static readonly TimeSpan Suspense = TimeSpan.FromSeconds(3); // between closing and the result
    private static readonly TimeSpan Reading = TimeSpan.FromSeconds(14); // of a result

    private readonly Conversation _talk = Conversation.Read();

    /// <summary>Does what is due now. Safe to call at any time, and again.</summary>
    public async Task Step(CancellationToken ct)
    {
        if (await kept.Newest(Conversation.Origin, ct) is not { } forum) await Make(null, ct);
        else if (forum.State == ForumState.Planned) await Prepare(forum, ct);
        else if (forum.State == ForumState.Open) await Lead(forum, ct);
        else if (IsOver(forum.EndedAt, Pause)) await Make(forum.EndedCode, ct);
    }

    private async Task Make(string? code, CancellationToken ct)
    {
        var made = await forums.Make(
            ForumActs.Program, Conversation.Topic, "en", clock.GetUtcNow(), ct, Conversation.Origin, code is "" ? null : code);
        await kept.Forget(Conversation.Origin, KeptForums, ct);
        await Prepare(made, ct);
    }

    // The run sheet, or what a stop has left to write of it.
    private async Task Prepare(Forum forum, CancellationToken ct)
    {
        var sheet = await polls.List(forum.Id, ct);
        foreach (var (i, statement) in _talk.Statements.Index())
            if (sheet.All(poll => poll.Title != statement.Words))
                // Every other result can be watched as it grows; the others are a surprise.
                await deeds.Add(forum.Id, statement.Words, live: i % 2 == 1, ct);
        await deeds.Begin(forum.Id, ct);
    }

    private async Task Lead(Forum forum, CancellationToken ct)
    {
        var sheet = await polls.List(forum.Id, ct);
        if (sheet.FirstOrDefault(poll => poll.State == PollState.Open) is { } open)
        {
            var statement = _talk.Statements.FirstOrDefault(one => one.Words == open.Title);
            await deeds.Vote(open, statement?.Until(Since(open.OpenedAt)) ?? [], ct);
            if (IsOver(open.OpenedAt, (statement?.Length ?? Reading) + Linger)) await deeds.Close(forum.Id, open.Id, ct);
            return;
        }
        if (forum.Rehearsal == 1) // somebody tried, and went
        {
            await deeds.EndRehearsal(forum.Id, ct);
            return;
        }
        var shown = sheet.FirstOrDefault(poll => poll.Id == forum.ShownPoll);
        if (shown?.State == PollState.Closed)
        {
            if (IsOver(shown.ClosedAt, Suspense)) await deeds.Reveal(forum.Id, shown.Id, ct);
            return;
        }
        if (!IsOver(shown?.RevealedAt ?? forum.OpenedAt, shown is null ? Welcome : Reading)) return;
        if (sheet.FirstOrDefault(poll => poll.State == PollState.Draft) is { } next) await deeds.Open(forum.Id, next.Id, ct);
        else await deeds.End(forum.Id, ct);
    }

    private TimeSpan Since(long? at) => TimeSpan.FromMilliseconds(clock.NowMs - (at ?? clock.NowMs));
    private bool IsOver(long? since, TimeSpan time) => Since(since) >= time;
}
