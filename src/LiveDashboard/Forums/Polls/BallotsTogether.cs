using System.Data.Common;
using Dapper;
using LiveDashboard.Storage;

namespace LiveDashboard.Forums.Polls;

/// <summary>A ballot as it waits to be stored.</summary>
/// <param name="Sent">Made by the phone for each sending.</param>
/// <param name="Received">Unix milliseconds.</param>
public sealed record WaitingBallot(string PollId, string ParticipantId, string Sent, SentBallot Ballot, long Received);

/// <summary>What became of a ballot, and in which forum; "" when there is no such poll.</summary>
public sealed record StoredBallot(BallotAnswer Answer, string ForumId);

/// <summary>
/// Stores the first ballots of all who vote in the same moment with a few statements: a room does. Whatever is not as
/// simple as that, such as a changed ballot, a late one or one of words, is left out and stored alone.
/// </summary>
public sealed class BallotsTogether : ITogether<WaitingBallot, StoredBallot>
{
    public async Task<IReadOnlyList<StoredBallot?>> Write(WriteTurn turn, IReadOnlyList<WaitingBallot> items)
    {
        var answers = new StoredBallot?[items.Count];
        foreach (var waiting in Enumerable.Range(0, items.Count).GroupBy(i => items[i].PollId).OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            if (await BallotStore.Hold(turn.Connection, waiting.Key) is not { } poll || PollKind.IsWritten(poll.Kind)) continue;
            var first = waiting.DistinctBy(i => items[i].ParticipantId)
                .Where(i => BallotStore.IsInTime(poll, items[i].Received)).ToArray();
            var fresh = await Fresh(turn.Connection, poll, [.. first.Select(i => items[i].ParticipantId)]);
            var stored = new List<(WaitingBallot Ballot, IReadOnlyList<Mark> Marks)>();
            foreach (var i in first.Where(i => fresh.Contains(items[i].ParticipantId)))
            {
                if (BallotRules.Read(poll, items[i].Ballot) is not { } marks) continue;
                stored.Add((items[i], marks));
                answers[i] = new StoredBallot(BallotAnswer.Counted, poll.ForumId);
            }
            if (stored.Count > 0) await Store(turn.Connection, poll, stored);
        }
        return answers;
    }

    /// <summary>Those who may vote and have not.</summary>
    private static async Task<HashSet<string>> Fresh(DbConnection db, Poll poll, string[] participants) =>
        participants.Length == 0 ? [] : [.. await db.QueryAsync<string>(EngineText.WithLists(db,
            """
            SELECT p.id
              FROM participant p
              JOIN forum f ON f.id = p.forum_id
             WHERE p.id IN @participants AND p.forum_id = @ForumId AND p.banned_at IS NULL AND f.state = 'open'
               AND NOT EXISTS (SELECT 1
                                 FROM ballot b
                                WHERE b.poll_id = @Id AND b.round = @Round AND b.participant_id = p.id)
               AND NOT EXISTS (SELECT 1
                                 FROM poll_voter v
                                WHERE v.poll_id = @Id AND v.round = @Round AND v.participant_id = p.id)
            """),
            new { participants, poll.Id, poll.ForumId, poll.Round })];

    private static async Task Store(
        DbConnection db, Poll poll, IReadOnlyList<(WaitingBallot Ballot, IReadOnlyList<Mark> Marks)> ballots)
    {
        await using var insert = new PreparedCommand(db,
            """
            INSERT INTO ballot (poll_id, round, participant_id, id, revision, sent)
            VALUES (@pollId, @round, @participantId, @id, 1, @sent)
            """,
            "pollId", "round", "participantId", "id", "sent");
        await using var choose = new PreparedCommand(db,
            "INSERT INTO ballot_choice (ballot_id, choice, amount, words) VALUES (@id, @choice, @amount, '')",
            "id", "choice", "amount");
        var ids = ballots.Select(_ => BallotId.New()).ToArray();
        for (var i = 0; i < ids.Length; i++)
            await insert.Run(poll.Id, poll.Round, ballots[i].Ballot.ParticipantId, ids[i], ballots[i].Ballot.Sent);
        await insert.Finish();
        for (var i = 0; i < ids.Length; i++)
            foreach (var mark in ballots[i].Marks) await choose.Run(ids[i], mark.Choice, mark.Amount);
        await choose.Finish();
        await PollTally.Add(db, poll, ids, +1);
    }
}
