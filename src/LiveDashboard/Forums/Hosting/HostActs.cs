using LiveDashboard.Forums.Rooms;

namespace LiveDashboard.Forums.Hosting;

/// <summary>What hosts do that changes nothing in the room: it is recorded all the same.</summary>
public sealed class HostActs(ForumActs acts)
{
    /// <summary>Takes the control from another host, who can take it back the same way.</summary>
    public Task<ActAnswer> TakeOver(HostAct act, CancellationToken ct) => acts.Do(
        act with { Control = Control.Taken }, "steering", "", (_, forum, _) => Task.FromResult(forum.State != ForumState.Ended), ct);

    /// <summary>Records that somebody looks at a result before it is revealed.</summary>
    public Task<ActAnswer> Peek(HostAct act, string pollId, CancellationToken ct) => acts.Do(
        act with { Control = Control.Aside }, "peeked", pollId,
        async (db, forum, _) => (await Polls.PollStore.Read(db, pollId))?.ForumId == forum.Id, ct);
}
