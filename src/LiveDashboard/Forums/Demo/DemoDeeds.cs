using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Rooms;

namespace LiveDashboard.Forums.Demo;

/// <summary>
/// What the demonstration does in its forum, each the way a host or a phone does it. Who steers comes first: then an act
/// is not done, and tried again with the next step.
/// </summary>
public sealed class DemoDeeds(
    ForumStore forums, PollDrafts drafts, PollActs acts, RoomActs rooms, DemoVoters voters)
{
    public async Task Add(string forumId, string title, bool live, CancellationToken ct) => await drafts.Add(
        await Act(forumId, ct), BallotId.New(),
        new PollDraft(
            PollKind.One, title, Conversation.Options, 0, 1, "", Named: false, Changeable: true, live, SmallRoom: false), ct);

    public async Task Begin(string forumId, CancellationToken ct) => await rooms.Begin(await Act(forumId, ct), ct);
    public async Task End(string forumId, CancellationToken ct) => await rooms.End(await Act(forumId, ct), ct);

    public async Task EndRehearsal(string forumId, CancellationToken ct) =>
        await rooms.Rehearse(await Act(forumId, ct), false, ct);

    public async Task Open(string forumId, string pollId, CancellationToken ct) =>
        await acts.Open(await Act(forumId, ct), pollId, null, ct);

    public async Task Close(string forumId, string pollId, CancellationToken ct) =>
        await acts.Close(await Act(forumId, ct), pollId, ct);

    public async Task Reveal(string forumId, string pollId, CancellationToken ct) =>
        await acts.Reveal(await Act(forumId, ct), pollId, ct);

    /// <summary>Sends what is due and was not sent since the start; what was sent before it is the same ballot.</summary>
    public Task Vote(Poll poll, IEnumerable<RecordedVote> due, CancellationToken ct) => voters.Vote(poll, due, ct);

    private async Task<HostAct> Act(string forumId, CancellationToken ct) =>
        new(ForumActs.Program, forumId, (await forums.Find(forumId, ct))!.Version);
}

/// <summary>The people of the record: each joins before the first vote, and votes as a phone does.</summary>
public sealed class DemoVoters(ParticipantStore participants, BallotStore ballots, ForumSignal signal)
{
    private readonly HashSet<int> _sent = [];
    private string _round = "";

    /// <summary>Sends those votes of a round that were not sent since the start.</summary>
    public async Task Vote(Poll poll, IEnumerable<RecordedVote> due, CancellationToken ct)
    {
        var round = $"{poll.Id} {poll.Round}";
        if (_round != round) _sent.Clear();
        _round = round;
        foreach (var vote in due.Where(vote => !_sent.Contains(vote.Row)))
        {
            var voter = $"{poll.ForumId}-{vote.Voter}";
            await participants.Add(voter, poll.ForumId, "", ct);
            signal.Changed(poll.ForumId);
            // The row is the sending's id: after a restart the same ballot comes again, and is the same ballot.
            await ballots.Vote(poll.Id, voter, $"row {vote.Row}", SentBallot.Of(vote.Choice), ct);
            _sent.Add(vote.Row);
        }
    }
}
