using System.Data.Common;
using Dapper;
using LiveDashboard.Jobs;
using LiveDashboard.Storage;

namespace LiveDashboard.Initiatives.Readings;

/// <summary>
/// Combines all readings again, from their versions, and compares that with the tables that figures are read from. Reads
/// one snapshot and writes nothing. As a job it raises an alarm when anything differs.
/// </summary>
public sealed class RecountReadings(Database database) : IJob, IProof
{
    private const int MostNamed = 20;
    private const long Migration = 30;

    /// <exception cref="JobAlarmException">Something differs; names the first of it.</exception>
    public async Task Run(CancellationToken ct)
    {
        var differences = await Differences(database, ct);
        if (differences.Count > 0)
            throw new JobAlarmException(
                $"The metrics are not what the readings say, in {differences.Count} places or more: {differences[0]}");
    }

    public async Task<IReadOnlyList<string>> Differences(Database stored, CancellationToken ct)
    {
        await using var snapshot = await stored.ReadSnapshot(ct);
        if (!await IProof.Has(snapshot.Connection, Migration)) return [];
        var differences = new List<string>(await Periods(snapshot.Connection));
        differences.AddRange(await Last(snapshot.Connection));
        differences.AddRange(await Totals(snapshot.Connection));
        return [.. differences.Take(MostNamed)];
    }

    public async Task<string> Contents(Database stored, CancellationToken ct)
    {
        await using var snapshot = await stored.ReadSnapshot(ct);
        var n = await IProof.Has(snapshot.Connection, Migration)
            ? await snapshot.Connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM metric_reading") : 0;
        return FormattableString.Invariant($"{n:N0} readings");
    }

    // The newest version of each, by its number and not by the table of values, so that a mistake there shows too.
    private static async Task<IEnumerable<string>> Periods(DbConnection db) =>
        (await db.QueryAsync<(string Id, long Period, long Readings, long Sum, long Weight)>(
            """
            SELECT d.metric_id, d.period, CAST(SUM(d.readings) AS BIGINT), CAST(SUM(d.sum_milli) AS BIGINT),
                   CAST(SUM(d.weight) AS BIGINT)
              FROM (SELECT r.metric_id, r.period, COUNT(*) AS readings, CAST(SUM(r.value_milli * r.weight) AS BIGINT) AS sum_milli,
                           CAST(SUM(r.weight) AS BIGINT) AS weight
                      FROM metric_reading r
                     WHERE r.withdrawn = 0
                       AND NOT EXISTS (SELECT 1 FROM metric_reading n
                                        WHERE n.metric_id = r.metric_id AND n.period = r.period AND n.part = r.part
                                          AND n.version = r.version + 1)
                     GROUP BY r.metric_id, r.period
                     UNION ALL
                    SELECT p.metric_id, p.period, -p.readings, -p.sum_milli, -p.weight FROM metric_period p) d
             GROUP BY d.metric_id, d.period
            HAVING SUM(d.readings) <> 0 OR SUM(d.sum_milli) <> 0 OR SUM(d.weight) <> 0
             LIMIT 20
            """)).Select(row => $"metric {row.Id}, period {InitiativeStore.Day(row.Period):yyyy-MM-dd}: the readings say "
                + $"{row.Sum} thousandths, {row.Readings} readings and a weight of {row.Weight} more than the table");

    // Of readings that were entered in the same moment any may be the last.
    private static async Task<IEnumerable<string>> Last(DbConnection db) =>
        (await db.QueryAsync<(string Id, long Period)>(
            """
            WITH standing AS (
                SELECT r.metric_id, r.period, r.value_milli, r.entered_at
                  FROM metric_reading r
                 WHERE r.withdrawn = 0
                   AND NOT EXISTS (SELECT 1 FROM metric_reading n
                                    WHERE n.metric_id = r.metric_id AND n.period = r.period AND n.part = r.part
                                      AND n.version = r.version + 1)),
            newest AS (
                SELECT metric_id, period, MAX(entered_at) AS entered_at
                  FROM standing
                 GROUP BY metric_id, period),
            right_ones AS (
                SELECT p.metric_id, p.period
                  FROM metric_period p
                  JOIN newest n ON n.metric_id = p.metric_id AND n.period = p.period
                  JOIN standing s ON s.metric_id = p.metric_id AND s.period = p.period
                   AND s.entered_at = n.entered_at AND s.value_milli = p.last_milli)
            SELECT p.metric_id, p.period
              FROM metric_period p
              LEFT JOIN right_ones o ON o.metric_id = p.metric_id AND o.period = p.period
             WHERE p.readings > 0 AND o.period IS NULL
             LIMIT 20
            """)).Select(row => $"metric {row.Id}, period {InitiativeStore.Day(row.Period):yyyy-MM-dd}: the last reading "
                + "is another than the table says");

    private static async Task<IEnumerable<string>> Totals(DbConnection db) =>
        (await db.QueryAsync<(string Id, long Sum)>(
            """
            SELECT d.metric_id, CAST(SUM(d.sum_milli) AS BIGINT)
              FROM (SELECT p.metric_id, p.readings, p.sum_milli, p.weight FROM metric_period p
                     UNION ALL
                    SELECT t.metric_id, -t.readings, -t.sum_milli, -t.weight FROM metric_total t) d
             GROUP BY d.metric_id
            HAVING SUM(d.readings) <> 0 OR SUM(d.sum_milli) <> 0 OR SUM(d.weight) <> 0
             LIMIT 20
            """)).Select(row => $"metric {row.Id}: the periods say {row.Sum} thousandths more than the total");
}
