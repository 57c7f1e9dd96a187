using System.Data.Common;
using Dapper;
using LiveDashboard.Storage;

namespace LiveDashboard.Forums.Polls;

/// <summary>How often something was chosen. Choice 0 counts ballots, -1 those that abstain.</summary>
public sealed record TallyRow
{
    public string Source { get; init; } = "";
    public long Choice { get; init; }
    public long N { get; init; }
    /// <summary>Points, or Borda points.</summary>
    public long Amount { get; init; }
}

/// <summary>Counts ballots by SQL, in the transaction of the ballot; counted again they must come out the same.</summary>
public static class PollTally
{
    /// <summary>Added to a number in a ballot, so that 0 and less are not taken for the two below.</summary>
    public const long NumberBase = 1_000_000_000;

    public const long Ballots = 0;
    public const long Abstained = -1;

    public const string Phones = "phones";

    /// <summary>Counts stored ballots in (+1) or out (-1). What people write is only counted as ballots.</summary>
    public static async Task Add(DbConnection db, Poll poll, string[] ballots, int sign)
    {
        var given = new { poll.Id, poll.Round, ballots, sign, written = PollKind.IsWritten(poll.Kind) ? 1L : 0L };
        // In the order of the choices, so that two nodes that count at once do not wait for each other.
        await db.ExecuteAsync(EngineText.WithLists(db,
            """
            INSERT INTO poll_tally (poll_id, round, source, choice, n, amount)
            SELECT @Id, @Round, 'phones', v.choice, @sign * COUNT(*), @sign * CAST(SUM(v.amount) AS BIGINT)
              FROM (SELECT CAST(-1 AS BIGINT) AS choice, CAST(1 AS BIGINT) AS amount
                      FROM ballot b
                     WHERE b.id IN @ballots AND NOT EXISTS (SELECT 1 FROM ballot_choice c WHERE c.ballot_id = b.id)
                     UNION ALL
                    SELECT CAST(0 AS BIGINT), CAST(1 AS BIGINT) FROM ballot b WHERE b.id IN @ballots
                     UNION ALL
                    SELECT c.choice, c.amount FROM ballot_choice c WHERE c.ballot_id IN @ballots AND @written = 0) v
             WHERE true
             GROUP BY v.choice
             ORDER BY v.choice
                ON CONFLICT (poll_id, round, source, choice) DO UPDATE
               SET n = poll_tally.n + excluded.n, amount = poll_tally.amount + excluded.amount
            """),
            given);
    }

    public static async Task<IReadOnlyList<TallyRow>> Read(DbConnection db, string pollId, long round) =>
        (await db.QueryAsync<TallyRow>(
            "SELECT source, choice, n, amount FROM poll_tally WHERE poll_id = @pollId AND round = @round AND n <> 0",
            new { pollId, round })).AsList();

    /// <summary>Whether the phones' tallies are what the ballots say, counted again by other statements.</summary>
    /// <param name="written">What people write is only counted as ballots.</param>
    public static async Task<bool> IsRight(DbConnection db, string pollId, long round, bool written)
    {
        var ballots = (await db.QueryAsync<(long Choice, long N, long Amount)>(
            """
            SELECT CAST(0 AS BIGINT) AS choice, COUNT(*) AS n, COUNT(*) AS amount
              FROM ballot b
             WHERE b.poll_id = @pollId AND b.round = @round
             UNION ALL
            SELECT CAST(-1 AS BIGINT), COUNT(*), COUNT(*)
              FROM ballot b
             WHERE b.poll_id = @pollId AND b.round = @round
               AND NOT EXISTS (SELECT 1 FROM ballot_choice c WHERE c.ballot_id = b.id)
             UNION ALL
            SELECT c.choice, COUNT(*), CAST(SUM(c.amount) AS BIGINT)
              FROM ballot b
              JOIN ballot_choice c ON c.ballot_id = b.id
             WHERE b.poll_id = @pollId AND b.round = @round AND @written = 0
             GROUP BY c.choice
            """,
            new { pollId, round, written = written ? 1L : 0L })).Where(row => row.N != 0);
        return ballots.ToHashSet().SetEquals((await Read(db, pollId, round))
            .Where(row => row.Source == Phones).Select(row => (row.Choice, row.N, row.Amount)));
    }
}
