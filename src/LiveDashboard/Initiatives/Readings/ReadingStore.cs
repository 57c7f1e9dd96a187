using System.Data.Common;
using Dapper;
using LiveDashboard.Storage;

namespace LiveDashboard.Initiatives.Readings;

/// <summary>Reads what was entered: for staff, and the public log of corrections.</summary>
public sealed class ReadingStore(Database database)
{
    /// <summary>Readings as they now stand, the newest period first.</summary>
    public async Task<IReadOnlyList<ReadingVersion>> Newest(string metricId, int most, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<ReadingVersion>(
            """
            SELECT r.metric_id, r.period, r.part, r.version, r.value_milli, r.weight, r.source, r.note, r.reason, r.withdrawn,
                   r.entered_by, r.entered_at, r.way
              FROM metric_value v
              JOIN metric_reading r
                ON r.metric_id = v.metric_id AND r.period = v.period AND r.part = v.part AND r.version = v.version
             WHERE v.metric_id = @metricId
             ORDER BY v.period DESC, v.part DESC
             LIMIT @most
            """,
            new { metricId, most })).AsList();
    }

    /// <summary>The reading of a period as it stands; null when there is none.</summary>
    public async Task<ReadingVersion?> Find(string metricId, DateOnly period, string part, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await db.QuerySingleOrDefaultAsync<ReadingVersion>(
            """
            SELECT metric_id, period, part, version, value_milli, weight, source, note, reason, withdrawn, entered_by,
                   entered_at, way
              FROM metric_reading
             WHERE metric_id = @metricId AND period = @period AND part = @part
             ORDER BY version DESC
             LIMIT 1
            """,
            new { metricId, period = InitiativeStore.Number(period), part });
    }

    /// <summary>The value of the last period before one, in thousandths, to compare with; null when there is none.</summary>
    public async Task<long?> Before(string metricId, DateOnly period, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await db.ExecuteScalarAsync<long?>(
            """
            SELECT last_milli
              FROM metric_period
             WHERE metric_id = @metricId AND period < @period AND readings > 0
             ORDER BY period DESC
             LIMIT 1
            """,
            new { metricId, period = InitiativeStore.Number(period) });
    }

    /// <summary>
    /// What was corrected of a metric's published readings, the newest first. Numbers of people are not told: only that
    /// it was. What came before is looked up line by line: joined, PostgreSQL expects so few of them that it reads and
    /// sorts all corrections of the metric, instead of the newest by their index.
    /// </summary>
    public async Task<IReadOnlyList<ReadingVersion>> Corrections(string metricId, int most, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<ReadingVersion>(
            """
            SELECT r.metric_id, r.period, r.part, r.version, r.value_milli, r.weight, r.source, r.note, r.reason, r.withdrawn,
                   r.entered_at,
                   (SELECT CASE WHEN b.withdrawn = 1 THEN NULL ELSE b.value_milli END
                      FROM metric_reading b
                     WHERE b.metric_id = r.metric_id AND b.period = r.period AND b.part = r.part
                       AND b.version = r.version - 1) AS was_milli
              FROM metric_reading r
             WHERE r.metric_id = @metricId AND r.version > 1
               AND EXISTS (SELECT 1
                             FROM metric m
                             JOIN initiative i ON i.id = m.initiative_id
                            WHERE m.id = @metricId AND m.people = 0 AND i.state <> 'draft')
               AND (SELECT CASE WHEN r.value_milli <> b.value_milli OR r.weight <> b.weight OR r.withdrawn <> b.withdrawn
                                THEN 1 ELSE 0 END
                      FROM metric_reading b
                     WHERE b.metric_id = r.metric_id AND b.period = r.period AND b.part = r.part
                       AND b.version = r.version - 1) <> 0
             ORDER BY r.entered_at DESC, r.period DESC
             LIMIT @most
            """,
            new { metricId, most })).AsList();
    }

    /// <summary>The same of all metrics.</summary>
    public static async Task<IReadOnlyList<ReadingVersion>> Corrections(DbConnection db, int most) =>
        (await db.QueryAsync<ReadingVersion>(
            """
            SELECT r.metric_id, r.period, r.part, r.version, r.value_milli, r.weight, r.source, r.note, r.reason, r.withdrawn,
                   r.entered_at, CASE WHEN b.withdrawn = 1 THEN NULL ELSE b.value_milli END AS was_milli
              FROM metric_reading r
              JOIN metric_reading b
                ON b.metric_id = r.metric_id AND b.period = r.period AND b.part = r.part AND b.version = r.version - 1
              JOIN metric m ON m.id = r.metric_id
              JOIN initiative i ON i.id = m.initiative_id
             WHERE r.version > 1 AND i.state <> 'draft' AND m.people = 0
               AND (r.value_milli <> b.value_milli OR r.weight <> b.weight OR r.withdrawn <> b.withdrawn)
             ORDER BY r.entered_at DESC, r.metric_id, r.period DESC
             LIMIT @most
            """,
            new { most })).AsList();
}
