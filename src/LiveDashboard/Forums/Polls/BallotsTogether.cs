using System.Data.Common;
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
/// Stores the first ballots of all who vote in the same moment with a few statements: a room does. What needs no storing,
/// such as a late ballot or the same one sent again, is answered with them; a changed ballot, or one of words, is left out
/// and stored alone.
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
            var again = new List<(int At, int First)>();
            foreach (var i in waiting)
            {
                var read = items[i].Read(held);
                if (read.Ballot is null) answers[i] = new StoredBallot(read.Otherwise, poll, read.Problem);
                else if (!first.TryAdd(read.ParticipantId, (i, read.Ballot))) again.Add((i, first[read.ParticipantId].At));
            }
            var stored = new List<FirstBallot>();
            var standings = await Standing.Read(turn.Connection, poll, [.. first.Keys]);
            foreach (var (participant, (at, ballot)) in first)
            {
                var standing = standings.GetValueOrDefault(participant);
                var answer = Standing.Decide(poll, standing, items[at]);
                if (answer is null && standing is { Ballot: null } && !PollKind.IsWritten(poll.Kind))
                {
                    var marks = BallotRules.Read(poll, ballot);
                    answer = marks is null ? BallotAnswer.Refused : BallotAnswer.Counted;
                    if (marks is not null) stored.Add(new FirstBallot(participant, items[at].Sent, marks));
                }
                if (answer is { } told) answers[at] = new StoredBallot(told, poll);
            }
            foreach (var (at, earlier) in again)
                if (items[at].Sent == items[earlier].Sent) answers[at] = answers[earlier];
            if (stored.Count > 0) await Store(turn.Connection, poll, stored);
        }
        return answers;
    }

    private sealed record FirstBallot(string ParticipantId, string Sent, IReadOnlyList<Mark> Marks);

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
