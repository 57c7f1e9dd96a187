using System.Data.Common;
using Dapper;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Forums.Texts;
using LiveDashboard.Storage;

namespace LiveDashboard.Forums.Polls;

/// <summary>What became of a ballot that was sent.</summary>
public enum BallotAnswer
{
    /// <summary>It is in, as it was sent.</summary>
    Counted,
    /// <summary>This participant's ballot is in, and can no longer be changed: the first stands.</summary>
    Stands,
    /// <summary>Voting had closed before it came.</summary>
    TooLate,
    /// <summary>It is against the poll's rules; nothing was stored.</summary>
    Refused,
    /// <summary>There is no such poll, or this participant may not vote in it.</summary>
    Unknown,
}

/// <summary>
/// Takes ballots: one for a participant and a round, by database key. What it says is counted by SQL in its own
/// transaction, so a count and its ballots are never apart.
/// </summary>
public sealed class BallotStore(
    WriteLane lane, BallotsTogether together, ForumSignal signal, IHeldWords lists, ForumClock clock)
{
    /// <summary>A ballot that was on its way when the countdown ended still counts (ux.md 5.5).</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    /// <summary>Stores a ballot, durably, and says what became of it.</summary>
    /// <param name="sent">Made by the phone for each sending: the same again is the same ballot.</param>
    public async Task<BallotAnswer> Vote(string pollId, string participantId, string sent, SentBallot ballot, CancellationToken ct) =>
        (await Vote(pollId, sent, _ => new ReadBallot(participantId, ballot), ct)).Answer;

    /// <summary>The same of what must be read before it is a ballot.</summary>
    /// <param name="read">See <see cref="WaitingBallot"/>.</param>
    public async Task<StoredBallot> Vote(string pollId, string sent, Func<HeldPoll, ReadBallot> read, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        var waiting = new WaitingBallot(pollId, sent, clock.NowMs, read);
        var stored = await lane.Write(together, waiting, turn => Vote(turn.Connection, waiting), ct);
        if (stored is { Answer: BallotAnswer.Counted, Poll: { } poll }) signal.Changed(poll.ForumId);
        return stored;
    }

    /// <summary>
    /// Reads a poll and holds it until the commit, so that closing comes before or after a ballot, and never beside it.
    /// </summary>
    internal static async Task<HeldPoll?> Hold(DbConnection db, string pollId)
    {
        await db.ExecuteAsync("UPDATE poll SET round = round WHERE id = @pollId", new { pollId });
        return await PollStore.Read(db, pollId) is { } poll
            ? new HeldPoll(poll, (await ForumStore.Read(db, poll.ForumId))!) : null;
    }

    private async Task<StoredBallot> Vote(DbConnection db, WaitingBallot waiting)
    {
        if (await Hold(db, waiting.PollId) is not { } held) return new StoredBallot(BallotAnswer.Unknown, null);
        var (poll, read) = (held.Poll, waiting.Read(held));
        if (read.Ballot is null) return new StoredBallot(read.Otherwise, poll, read.Problem);
        return new StoredBallot(await Vote(db, poll, read.ParticipantId, read.Ballot, waiting), poll);
    }

    private async Task<BallotAnswer> Vote(
        DbConnection db, Poll poll, string participantId, SentBallot ballot, WaitingBallot waiting)
    {
        var sent = waiting.Sent;
        var voter = (await Standing.Read(db, poll, [participantId])).GetValueOrDefault(participantId);
        if (Standing.Decide(poll, voter, waiting) is { } answer) return answer;
        if (BallotRules.Read(poll, ballot) is not { } marks) return BallotAnswer.Refused;

        var id = voter!.Ballot ?? BallotId.New();
        if (voter.Ballot is null)
            await db.ExecuteAsync(
                """
                INSERT INTO ballot (poll_id, round, participant_id, id, revision, sent)
                VALUES (@Id, @Round, @participantId, @ballotId, 1, @sent)
                """,
                new { poll.Id, poll.Round, participantId, ballotId = id, sent });
        else
        {
            await PollTally.Add(db, poll, [id], -1);
            await db.ExecuteAsync("DELETE FROM ballot_text WHERE ballot_id = @id", new { id }); // other words are decided on anew
            await db.ExecuteAsync("DELETE FROM ballot_choice WHERE ballot_id = @id", new { id });
            await db.ExecuteAsync("UPDATE ballot SET revision = revision + 1, sent = @sent WHERE id = @id", new { id, sent });
        }
        foreach (var mark in marks)
            await db.ExecuteAsync(
                "INSERT INTO ballot_choice (ballot_id, choice, amount, words) VALUES (@id, @Choice, @Amount, @Words)",
                new { id, mark.Choice, mark.Amount, mark.Words });
        if (poll.Kind == PollKind.Words) await Hold(db, id, marks, waiting.Received);
        await PollTally.Add(db, poll, [id], +1);
        return BallotAnswer.Counted;
    }

    // A word that makes a person look twice waits for one.
    private async Task Hold(DbConnection db, string ballotId, IReadOnlyList<Mark> marks, long now)
    {
        var held = await lists.Held(db, marks.Select(mark => mark.Words));
        foreach (var mark in marks.Where(mark => held.Contains(mark.Words)))
            await db.ExecuteAsync(
                "INSERT INTO ballot_text (ballot_id, choice, state, decided_at) VALUES (@ballotId, @Choice, 'held', @now)",
                new { ballotId, mark.Choice, now });
    }
}
