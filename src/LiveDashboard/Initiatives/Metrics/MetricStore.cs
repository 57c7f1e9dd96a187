using System.Data.Common;
using Dapper;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;

namespace LiveDashboard.Initiatives.Metrics;

/// <summary>What is measured, and the small tables that its figures are read from.</summary>
public sealed class MetricStore(Database database, WriteLane lane, StaffClock staff)
{
    /// <summary>The metrics of every initiative, in their order.</summary>
    public static async Task<IReadOnlyList<Metric>> List(DbConnection db) => (await db.QueryAsync<Metric>(
        """
        SELECT id, initiative_id, position, combine, better, every, grace_days, target_milli, people, definition,
               name_en, name_fr, unit_en, unit_fr
          FROM metric
         ORDER BY initiative_id, position, id
        """)).AsList();

    public async Task<IReadOnlyList<Metric>> Of(string initiativeId, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return [.. (await List(db)).Where(metric => metric.InitiativeId == initiativeId)];
    }

    public async Task<Metric?> Find(string id, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await List(db)).FirstOrDefault(metric => metric.Id == id);
    }

    /// <summary>The totals of all metrics that have readings.</summary>
    public static async Task<IReadOnlyDictionary<string, Combined>> Totals(DbConnection db) =>
        (await db.QueryAsync<(string Id, long Readings, long Sum, long Weight, long Last)>(
            """
            SELECT t.metric_id, t.readings, t.sum_milli, t.weight,
                   COALESCE((SELECT p.last_milli FROM metric_period p
                              WHERE p.metric_id = t.metric_id AND p.readings > 0
                              ORDER BY p.period DESC LIMIT 1), 0)
              FROM metric_total t
            """)).ToDictionary(row => row.Id, row => new Combined(row.Readings, row.Sum, row.Weight, row.Last));

    /// <summary>A period as it was rolled up.</summary>
    public sealed record PeriodRow(string MetricId, long Period, Combined Combined, long ChangedAt);

    /// <summary>The last periods of every metric that have readings, newest first: at most so many days back.</summary>
    public static async Task<ILookup<string, PeriodRow>> Periods(DbConnection db, DateOnly from) =>
        (await db.QueryAsync<(string Id, long Period, long Readings, long Sum, long Weight, long Last, long At)>(
            """
            SELECT metric_id, period, readings, sum_milli, weight, last_milli, changed_at
              FROM metric_period
             WHERE period >= @from AND readings > 0
             ORDER BY metric_id, period DESC
            """,
            new { from = InitiativeStore.Number(from) }))
        .Select(row => new PeriodRow(row.Id, row.Period, new Combined(row.Readings, row.Sum, row.Weight, row.Last), row.At))
        .ToLookup(row => row.MetricId);

    /// <summary>
    /// Adds a metric or saves one. What is counted or how it combines cannot be changed under readings that are there:
    /// it is a new definition, which is numbered.
    /// </summary>
    public Task Save(Actor actor, Initiative of, Metric given, CancellationToken ct) =>
        lane.Write(turn => Save(turn, actor, of, given), ct);

    /// <summary>The same in a transaction that does more.</summary>
    public async Task Save(WriteTurn turn, Actor actor, Initiative of, Metric given)
    {
        await turn.Connection.ExecuteAsync(
            """
            INSERT INTO metric (id, initiative_id, position, combine, better, every, grace_days, target_milli, people,
                                definition, name_en, name_fr, unit_en, unit_fr)
            VALUES (@Id, @InitiativeId, @Position, @Combine, @Better, @Every, @GraceDays, @TargetMilli, @People,
                    1, @NameEn, @NameFr, @UnitEn, @UnitFr)
                ON CONFLICT (id) DO UPDATE
               SET better = excluded.better, grace_days = excluded.grace_days, target_milli = excluded.target_milli,
                   people = excluded.people, name_en = excluded.name_en, name_fr = excluded.name_fr,
                   unit_en = excluded.unit_en, unit_fr = excluded.unit_fr, combine = excluded.combine,
                   definition = metric.definition
                       + CASE WHEN metric.combine <> excluded.combine OR metric.people <> excluded.people THEN 1 ELSE 0 END
            """,
            given);
        await AuditStore.Add(turn, staff, actor, AuditKind.MetricChanged, of.Slug, became: given.Name(Web.Language.English));
    }
}
