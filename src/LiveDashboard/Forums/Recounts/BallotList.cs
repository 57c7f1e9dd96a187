using System.Data.Common;
using Dapper;
using LiveDashboard.Figures;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Storage;

namespace LiveDashboard.Forums.Recounts;

/// <summary>One ballot without who gave it: its random id, and what it says; nothing is an abstention.</summary>
public sealed record ListedBallot(string Id, IReadOnlyList<Mark> Marks);

/// <summary>All ballots of a round, so that anybody can count again.</summary>
public sealed record ListedRound(Forum Forum, Poll Poll, long Round, IReadOnlyList<ListedBallot> Ballots);

/// <summary>
/// Lists the ballots of polls that were opened as recountable, once the result is revealed: anonymous ones, of no text, of
/// no rehearsal and not of few people (features.md N6). By their random ids, from which neither order nor time can be read.
/// </summary>
public sealed class BallotList(Database database, PublicationRules rules)
{
    /// <summary>The fewest ballots that are ever listed.</summary>
    public const long Fewest = 10;

    /// <summary>Null where there is nothing to be listed.</summary>
    public async Task<ListedRound?> Read(string pollId, long round, CancellationToken ct)
    {
        await using var snapshot = await database.ReadSnapshot(ct);
        var db = snapshot.Connection;
        if (await PollStore.Read(db, pollId) is not { Recountable: 1, Named: 0 } poll) return null;
        if (PollKind.IsWritten(poll.Kind)) return null;
        if (await db.ExecuteScalarAsync<long>(
            """
            SELECT COUNT(*)
              FROM poll_round r
             WHERE r.poll_id = @pollId AND r.round = @round AND r.rehearsal = 0 AND r.revealed_at IS NOT NULL AND r.frozen <> ''
               AND (SELECT COUNT(*) FROM ballot b WHERE b.poll_id = r.poll_id AND b.round = r.round) >= @fewest
            """,
            new { pollId, round, fewest = Math.Max(Fewest, rules.K) }) == 0) return null;
        return new ListedRound((await ForumStore.Read(db, poll.ForumId))!, poll, round, await Ballots(db, pollId, round));
    }

    private static async Task<IReadOnlyList<ListedBallot>> Ballots(DbConnection db, string pollId, long round) =>
    [
        .. (await db.QueryAsync<(string Id, long? Choice, long? Amount)>(
            """
            SELECT b.id, c.choice, c.amount
              FROM ballot b
              LEFT JOIN ballot_choice c ON c.ballot_id = b.id
             WHERE b.poll_id = @pollId AND b.round = @round
             ORDER BY b.id, c.choice
            """,
            new { pollId, round }))
        .GroupBy(row => row.Id)
        .Select(rows => new ListedBallot(
            rows.Key,
            [.. rows.Where(row => row.Choice is not null).Select(row => new Mark(row.Choice!.Value, row.Amount!.Value, ""))])),
    ];
}
