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
    /// <summary>There is no such poll, or this participant may not vote.</summary>
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
    public async Task<BallotAnswer> Vote(string pollId, string participantId, string sent, SentBallot ballot, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        var waiting = new WaitingBallot(pollId, participantId, sent, ballot, clock.NowMs);
        var (answer, forumId) = await lane.Write(together, waiting, turn => Vote(turn.Connection, waiting), ct);
        if (answer == BallotAnswer.Counted) signal.Changed(forumId);
        return answer;
    }

    /// <summary>
    /// Reads a poll and holds it until the commit, so that closing comes before or after a ballot, and never beside it.
    /// </summary>
    internal static async Task<Poll?> Hold(DbConnection db, string pollId)
    {
        await db.ExecuteAsync("UPDATE poll SET round = round WHERE id = @pollId", new { pollId });
        return await PollStore.Read(db, pollId);
    }

    internal static bool IsInTime(Poll poll, long received) =>
        poll.State == PollState.Open && !(received > poll.ClosesAt + (long)Grace.TotalMilliseconds);

    private async Task<StoredBallot> Vote(DbConnection db, WaitingBallot waiting)
    {
        var (pollId, participantId, sent, ballot, received) = waiting;
        if (await Hold(db, pollId) is not { } poll || await Standing.Read(db, poll, participantId) is not { MayVote: 1 } voter)
            return new(BallotAnswer.Unknown, "");
        if (voter.Sent == sent) return new(BallotAnswer.Counted, poll.ForumId);
        if (!IsInTime(poll, received)) return new(voter.Ballot is null ? BallotAnswer.TooLate : BallotAnswer.Stands, poll.ForumId);
        if (voter.HasVoted > 0 || (voter.Ballot is not null && poll.Changeable == 0)) return new(BallotAnswer.Stands, poll.ForumId);
        if (BallotRules.Read(poll, ballot) is not { } marks) return new(BallotAnswer.Refused, poll.ForumId);

        var id = voter.Ballot ?? BallotId.New();
        if (voter.Ballot is null)
            await db.ExecuteAsync(
                """
                INSERT INTO ballot (poll_id, round, participant_id, id, revision, sent)
                VALUES (@pollId, @Round, @participantId, @id, 1, @sent)
                """,
                new { pollId, poll.Round, participantId, id, sent });
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
        if (poll.Kind == PollKind.Words) await Hold(db, id, marks, received);
        await PollTally.Add(db, poll, [id], +1);
        return new(BallotAnswer.Counted, poll.ForumId);
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

    /// <summary>How somebody stands to a poll before a ballot.</summary>
    private sealed record Standing
    {
        /// <summary>1: in the forum, not banned, and the forum is open.</summary>
        public long MayVote { get; init; }
        /// <summary>Of an anonymous round that was closed once: who voted is known (1), and what, no longer.</summary>
        public long HasVoted { get; init; }
        /// <summary>The ballot that is in; null: none is.</summary>
        public string? Ballot { get; init; }
        public string? Sent { get; init; }

        // One statement, as every ballot of a room asks it on the lane.
        public static Task<Standing> Read(DbConnection db, Poll poll, string participantId) => db.QuerySingleAsync<Standing>(
            """
            SELECT (SELECT COUNT(*)
                      FROM participant p
                      JOIN forum f ON f.id = p.forum_id
                     WHERE p.id = @participantId AND p.forum_id = @ForumId AND p.banned_at IS NULL
                       AND f.state = 'open') AS may_vote,
                   (SELECT COUNT(*)
                      FROM poll_voter v
                     WHERE v.poll_id = @Id AND v.round = @Round AND v.participant_id = @participantId) AS has_voted,
                   b.id AS ballot, b.sent
              FROM (SELECT 1 AS one) o
              LEFT JOIN ballot b ON b.poll_id = @Id AND b.round = @Round AND b.participant_id = @participantId
            """,
            new { poll.Id, poll.ForumId, poll.Round, participantId });
    }
}
