using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Jobs;
using LiveDashboard.Storage;

namespace LiveDashboard.Forums.Recounts;

/// <summary>
/// Counts all ballots again and compares them with the tallies, and with the results as they were revealed. Reads one
/// snapshot and writes nothing. As a job it raises an alarm when anything differs.
/// </summary>
public sealed class RecountBallots(Database database) : IJob, IProof
{
    private const int MostNamed = 20;
    private const long Ballots = 12; // the migrations that bring them
    private const long Results = 15;

    /// <exception cref="JobAlarmException">Something differs; names the first of it.</exception>
    public async Task Run(CancellationToken ct)
    {
        var differences = await Differences(database, ct);
        if (differences.Count > 0)
            throw new JobAlarmException(
                $"The polls are not what the ballots say, in {differences.Count} places or more: {differences[0]}");
    }

    public async Task<IReadOnlyList<string>> Differences(Database stored, CancellationToken ct)
    {
        await using var snapshot = await stored.ReadSnapshot(ct);
        var db = snapshot.Connection;
        var differences = new List<string>();
        if (await IProof.Has(db, Ballots)) differences.AddRange(await Tallies(db));
        if (await IProof.Has(db, Results)) differences.AddRange(await Revealed(db));
        return [.. differences.Take(MostNamed)];
    }

    public async Task<string> Contents(Database stored, CancellationToken ct)
    {
        await using var snapshot = await stored.ReadSnapshot(ct);
        var n = await IProof.Has(snapshot.Connection, Ballots)
            ? await snapshot.Connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM ballot") : 0;
        return FormattableString.Invariant($"{n:N0} ballots");
    }

    // What people write is only counted as ballots.
    private static async Task<IEnumerable<string>> Tallies(DbConnection db) =>
        (await db.QueryAsync<(string PollId, long Round, long Choice, long N, long Amount)>(
            """
            SELECT v.poll_id, v.round, v.choice, CAST(SUM(v.n) AS BIGINT) AS n, CAST(SUM(v.amount) AS BIGINT) AS amount
              FROM (SELECT t.poll_id, t.round, t.choice, -t.n AS n, -t.amount AS amount
                      FROM poll_tally t
                     WHERE t.source = 'phones'
                     UNION ALL
                    SELECT b.poll_id, b.round, CAST(0 AS BIGINT), COUNT(*), COUNT(*)
                      FROM ballot b
                     GROUP BY b.poll_id, b.round
                     UNION ALL
                    SELECT b.poll_id, b.round, CAST(-1 AS BIGINT), COUNT(*), COUNT(*)
                      FROM ballot b
                     WHERE NOT EXISTS (SELECT 1 FROM ballot_choice c WHERE c.ballot_id = b.id)
                     GROUP BY b.poll_id, b.round
                     UNION ALL
                    SELECT b.poll_id, b.round, c.choice, COUNT(*), CAST(SUM(c.amount) AS BIGINT)
                      FROM ballot b
                      JOIN poll p ON p.id = b.poll_id AND p.kind NOT IN ('text', 'words')
                      JOIN ballot_choice c ON c.ballot_id = b.id
                     GROUP BY b.poll_id, b.round, c.choice) v
             GROUP BY v.poll_id, v.round, v.choice
            HAVING SUM(v.n) <> 0 OR SUM(v.amount) <> 0
             ORDER BY v.poll_id, v.round, v.choice
             LIMIT @MostNamed
            """,
            new { MostNamed }))
        .Select(row => string.Create(
            CultureInfo.InvariantCulture,
            $"poll {row.PollId}, round {row.Round}, choice {row.Choice}: the ballots say {row.N:+0;-0;0} ballots "
            + $"and {row.Amount:+0;-0;0} points against the tally"));

    // Words may have been withheld since; what was counted is the same.
    private static async Task<IEnumerable<string>> Revealed(DbConnection db)
    {
        var differences = new List<string>();
        foreach (var (pollId, round, frozen) in (await db.QueryAsync<(string, long, string)>(
            """
            SELECT r.poll_id, r.round, r.frozen
              FROM poll_round r
             WHERE r.frozen <> ''
             ORDER BY r.poll_id, r.round
            """)).AsList())
        {
            var poll = (await PollStore.Read(db, pollId))!;
            var now = await PollResult.Measure(db, poll, round);
            var isSame = PollKind.IsWritten(poll.Kind)
                ? FrozenResult.Read(frozen) is { } then && (then.Ballots, then.Abstained) == (now.Ballots, now.Abstained)
                : JsonSerializer.Serialize(now, FrozenResult.Json) == frozen;
            if (!isSame)
                differences.Add(FormattableString.Invariant(
                    $"poll {pollId}, round {round}: what was revealed is not what the ballots say"));
        }
        return differences;
    }
}
