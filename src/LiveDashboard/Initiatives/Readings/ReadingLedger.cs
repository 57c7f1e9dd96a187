using System.Data.Common;
using Dapper;
using LiveDashboard.Initiatives.Metrics;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;

namespace LiveDashboard.Initiatives.Readings;

/// <summary>What became of a reading.</summary>
public enum ReadingAnswer
{
    /// <summary>A first word on its period.</summary>
    Added,
    /// <summary>A further version: a public correction.</summary>
    Corrected,
    /// <summary>It is what was said before.</summary>
    Unchanged,
    /// <summary>Somebody else was quicker, or the initiative is closed.</summary>
    Stale,
}

/// <summary>
/// Adds readings. A version is never changed; the tables that figures are read from are brought up to date in the same
/// transaction, by SQL, from what is stored.
/// </summary>
public sealed class ReadingLedger(WriteLane lane, TimeProvider clock, StaffClock staff)
{
    /// <summary>Adds one, or corrects it.</summary>
    /// <param name="was">The version that the page showed; 0: none.</param>
    /// <exception cref="WriteStoppedException">Nothing is taken from outside now.</exception>
    public Task<ReadingAnswer> Add(Actor actor, Metric metric, Reading reading, long was, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        return lane.Write(turn => Add(turn, actor, metric, reading, ReadingWay.Form, was), ct);
    }

    /// <summary>Adds all, or none when one cannot be.</summary>
    /// <returns>What became of each, in their order.</returns>
    /// <exception cref="WriteStoppedException">Nothing is taken from outside now.</exception>
    public Task<IReadOnlyList<ReadingAnswer>> AddAll(
        Actor actor, Metric metric, IReadOnlyList<Reading> readings, string way, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        return lane.Write(turn => AddAll(turn, actor, metric, readings, way), ct);
    }

    /// <summary>The same inside a transaction.</summary>
    public async Task<IReadOnlyList<ReadingAnswer>> AddAll(
        WriteTurn turn, Actor actor, Metric metric, IReadOnlyList<Reading> readings, string way)
    {
        var answers = new List<ReadingAnswer>();
        foreach (var reading in readings) answers.Add(await Add(turn, actor, metric, reading, way, was: null));
        return answers;
    }

    private async Task<ReadingAnswer> Add(
        WriteTurn turn, Actor actor, Metric metric, Reading reading, string way, long? was)
    {
        var db = turn.Connection;
        var key = new { metricId = metric.Id, period = InitiativeStore.Number(reading.Period), part = reading.Part };
        var now = await db.QuerySingleOrDefaultAsync<ReadingVersion>(
            """
            SELECT version, value_milli, weight, source, note, withdrawn
              FROM metric_reading
             WHERE metric_id = @metricId AND period = @period AND part = @part
             ORDER BY version DESC
             LIMIT 1
            """, key);
        var version = now?.Version ?? 0;
        if (was is { } shown && shown != version) return ReadingAnswer.Stale;
        if (now is null ? reading.Withdrawn : Same(now, reading)) return ReadingAnswer.Unchanged;
        if (await Insert(db, metric, reading, way, actor, version) == 0) return ReadingAnswer.Stale;
        await RollUp(db, new { key.metricId, key.period, key.part, version = version + 1 });
        await AuditStore.Add(
            turn, staff, actor, AuditKind.ReadingEntered, $"{metric.Name(Web.Language.English)} {reading.Period:yyyy-MM} {reading.Part}".Trim(),
            now is null ? "" : Numbers.Plain(now.ValueMilli), reading.Withdrawn ? "" : Numbers.Plain(reading.Milli));
        return version == 0 ? ReadingAnswer.Added : ReadingAnswer.Corrected;
    }

    private static bool Same(ReadingVersion now, Reading reading) => reading.Withdrawn
        ? now.Withdrawn == 1
        : now.Withdrawn == 0 && now.ValueMilli == reading.Milli && now.Weight == reading.Weight
            && now.Source == reading.Source && now.Note == reading.Note;

    // The version is claimed by its key: of two nodes that correct at once, one is told that the other was quicker. What is
    // entered later is never of an earlier moment, also where the nodes' clocks differ.
    private Task<int> Insert(
        DbConnection db, Metric metric, Reading reading, string way, Actor actor, long version) => db.ExecuteAsync(
        """
        INSERT INTO metric_reading (metric_id, period, part, version, value_milli, weight, source, note, reason, withdrawn,
                                    way, entered_by, entered_at)
        SELECT m.id, @period, @Part, @version, @Milli, @Weight, @Source, @Note, @Reason, @withdrawn, @way, @by,
               CASE WHEN p.changed_at > @now THEN p.changed_at ELSE @now END
          FROM metric m
          JOIN initiative i ON i.id = m.initiative_id
          LEFT JOIN metric_period p ON p.metric_id = m.id AND p.period = @period
         WHERE m.id = @metricId AND i.state <> 'closed'
            ON CONFLICT (metric_id, period, part, version) DO NOTHING
        """,
        new
        {
            metricId = metric.Id,
            period = InitiativeStore.Number(reading.Period),
            reading.Part,
            version = version + 1,
            reading.Milli,
            reading.Weight,
            reading.Source,
            reading.Note,
            Reason = version == 0 ? "" : reading.Reason,
            withdrawn = reading.Withdrawn ? 1L : 0L,
            way,
            by = actor.Name,
            now = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        });

    /// <summary>What the version changes: it is added, and what stood before it is taken away.</summary>
    private static async Task RollUp(DbConnection db, object version)
    {
        await db.ExecuteAsync(
            """
            INSERT INTO metric_period (metric_id, period, readings, sum_milli, weight, last_milli, changed_at)
            SELECT n.metric_id, n.period, 1 - n.withdrawn - CASE WHEN o.version IS NULL THEN 0 ELSE 1 END,
                   n.value_milli * n.weight * (1 - n.withdrawn) - COALESCE(o.value_milli * o.weight, 0),
                   n.weight * (1 - n.withdrawn) - COALESCE(o.weight, 0), n.value_milli, n.entered_at
              FROM metric_reading n
              LEFT JOIN metric_value o ON o.metric_id = n.metric_id AND o.period = n.period AND o.part = n.part
             WHERE n.metric_id = @metricId AND n.period = @period AND n.part = @part AND n.version = @version
                ON CONFLICT (metric_id, period) DO UPDATE
               SET readings = metric_period.readings + excluded.readings,
                   sum_milli = metric_period.sum_milli + excluded.sum_milli,
                   weight = metric_period.weight + excluded.weight, last_milli = excluded.last_milli,
                   changed_at = excluded.changed_at
            """, version);
        await db.ExecuteAsync(
            """
            INSERT INTO metric_total (metric_id, readings, sum_milli, weight, changed_at)
            SELECT n.metric_id, 1 - n.withdrawn - CASE WHEN o.version IS NULL THEN 0 ELSE 1 END,
                   n.value_milli * n.weight * (1 - n.withdrawn) - COALESCE(o.value_milli * o.weight, 0),
                   n.weight * (1 - n.withdrawn) - COALESCE(o.weight, 0), n.entered_at
              FROM metric_reading n
              LEFT JOIN metric_value o ON o.metric_id = n.metric_id AND o.period = n.period AND o.part = n.part
             WHERE n.metric_id = @metricId AND n.period = @period AND n.part = @part AND n.version = @version
                ON CONFLICT (metric_id) DO UPDATE
               SET readings = metric_total.readings + excluded.readings,
                   sum_milli = metric_total.sum_milli + excluded.sum_milli,
                   weight = metric_total.weight + excluded.weight, changed_at = excluded.changed_at
            """, version);
        await db.ExecuteAsync(
            "DELETE FROM metric_value WHERE metric_id = @metricId AND period = @period AND part = @part", version);
        await db.ExecuteAsync(
            """
            INSERT INTO metric_value (metric_id, period, part, version, value_milli, weight, entered_at)
            SELECT metric_id, period, part, version, value_milli, weight, entered_at
              FROM metric_reading
             WHERE metric_id = @metricId AND period = @period AND part = @part AND version = @version AND withdrawn = 0
            """, version);
        // What is entered is the last of its period; only where it is taken back the others are looked at.
        await db.ExecuteAsync(
            """
            UPDATE metric_period
               SET last_milli = COALESCE((SELECT v.value_milli
                                            FROM metric_value v
                                           WHERE v.metric_id = metric_period.metric_id AND v.period = metric_period.period
                                           ORDER BY v.entered_at DESC, v.value_milli DESC
                                           LIMIT 1), 0)
             WHERE metric_id = @metricId AND period = @period
               AND EXISTS (SELECT 1
                             FROM metric_reading r
                            WHERE r.metric_id = @metricId AND r.period = @period AND r.part = @part AND r.version = @version
                              AND r.withdrawn = 1)
            """, version);
    }
}
