using System.Data.Common;
using Dapper;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Storage;

namespace LiveDashboard.Forums.Polls;

/// <summary>A ballot as it waits to be stored.</summary>
/// <param name="Sent">Made by the phone for each sending.</param>
/// <param name="Received">Unix milliseconds.</param>
/// <param name="Read">
/// Who votes, and what, once the poll is known: it is read once for all who wait together, and by nobody before. May be
/// asked again.
/// </param>
public sealed record WaitingBallot(string PollId, string Sent, long Received, Func<HeldPoll, ReadBallot> Read);

/// <summary>A poll that nobody changes until the commit, and its forum.</summary>
public sealed record HeldPoll(Poll Poll, Forum Forum);

/// <summary>A ballot of somebody, or why what was sent is none.</summary>
/// <param name="Ballot">Null: it is none.</param>
/// <param name="Otherwise">What is answered when it is none.</param>
/// <param name="Problem">The end of the key of what is wrong with it; "" nothing that words were made for.</param>
public sealed record ReadBallot(
    string ParticipantId, SentBallot? Ballot, BallotAnswer Otherwise = BallotAnswer.Refused, string Problem = "")
{
    public static ReadBallot None(BallotAnswer answer, string problem = "") => new("", null, answer, problem);
}

/// <summary>What became of a ballot, and in which poll; null when there is no such poll.</summary>
/// <param name="Problem">See <see cref="ReadBallot"/>.</param>
public sealed record StoredBallot(BallotAnswer Answer, Poll? Poll, string Problem = "");

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
            if (await BallotStore.Hold(turn.Connection, waiting.Key) is not { } held) continue;
            var poll = held.Poll;
            var first = new Dictionary<string, (int At, SentBallot Ballot)>();
            foreach (var i in waiting)
            {
                var read = items[i].Read(held);
                if (read.Ballot is null) answers[i] = new StoredBallot(read.Otherwise, poll, read.Problem);
                else if (BallotStore.IsInTime(poll, items[i].Received)) first.TryAdd(read.ParticipantId, (i, read.Ballot));
            }
            if (PollKind.IsWritten(poll.Kind)) continue;
            var stored = new List<FirstBallot>();
            foreach (var participant in await Fresh(turn.Connection, poll, [.. first.Keys]))
            {
                var (at, ballot) = first[participant];
                if (BallotRules.Read(poll, ballot) is not { } marks) continue;
                stored.Add(new FirstBallot(participant, items[at].Sent, marks));
                answers[at] = new StoredBallot(BallotAnswer.Counted, poll);
            }
            if (stored.Count > 0) await Store(turn.Connection, poll, stored);
        }
        return answers;
    }

    private sealed record FirstBallot(string ParticipantId, string Sent, IReadOnlyList<Mark> Marks);

    /// <summary>Those who may vote and have not.</summary>
    private static async Task<IEnumerable<string>> Fresh(DbConnection db, Poll poll, string[] participants) =>
        participants.Length == 0 ? [] : await db.QueryAsync<string>(EngineText.WithLists(db,
            """
            SELECT p.id
              FROM participant p
              JOIN forum f ON f.id = p.forum_id
             WHERE p.id IN @participants AND p.forum_id = @ForumId AND p.banned_at IS NULL AND f.state = 'open'
               AND (@Tier = 'open' OR p.in_room_at IS NOT NULL)
               AND NOT EXISTS (SELECT 1
                                 FROM ballot b
                                WHERE b.poll_id = @Id AND b.round = @Round AND b.participant_id = p.id)
               AND NOT EXISTS (SELECT 1
                                 FROM poll_voter v
                                WHERE v.poll_id = @Id AND v.round = @Round AND v.participant_id = p.id)
            """),
            new { participants, poll.Id, poll.ForumId, poll.Round, poll.Tier });

    private static async Task Store(DbConnection db, Poll poll, IReadOnlyList<FirstBallot> ballots)
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
            await insert.Run(poll.Id, poll.Round, ballots[i].ParticipantId, ids[i], ballots[i].Sent);
        await insert.Finish();
        for (var i = 0; i < ids.Length; i++)
            foreach (var mark in ballots[i].Marks) await choose.Run(ids[i], mark.Choice, mark.Amount);
        await choose.Finish();
        await PollTally.Add(db, poll, ids, +1);
    }
}
