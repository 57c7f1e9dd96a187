using Dapper;
using LiveDashboard.Initiatives;
using LiveDashboard.Initiatives.Metrics;
using LiveDashboard.Initiatives.Readings;
using LiveDashboard.Load.Servers;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Load.Benches;

/// <summary>
/// Makes readings by the thousand: of ten initiatives with two metrics each, over a hundred months, in as many parts as
/// it takes; one in fifty was corrected. Only the parts are more in a larger database, so that the pages show the same.
/// </summary>
public sealed class ReadingsMaker(Instance instance)
{
    private const int Programmes = 10;
    private const int MetricsOfEach = 2;
    private const int Months = 100;

    /// <summary>The initiatives' metrics, in their order; made where they are not there.</summary>
    public async Task<IReadOnlyList<Metric>> Make(int readings, CancellationToken ct)
    {
        if ((await instance.Get<InitiativeStore>().List(drafts: true, ct)).Count == 0) await Fill(readings, ct);
        await using var db = await instance.Get<Database>().Read(ct);
        return await MetricStore.List(db);
    }

    // In one commit: half a database is none.
    private Task Fill(int readings, CancellationToken ct) => instance.Get<WriteLane>().Write(async turn =>
    {
        var today = Periods.Of(Periods.Month, instance.Get<StationTime>().Today);
        var parts = readings / (Programmes * MetricsOfEach * Months);
        for (var i = 0; i < Programmes; i++)
        {
            var of = await instance.Get<InitiativeStore>().Add(turn, Actor.Console, Programme(i, today));
            for (var m = 0; m < MetricsOfEach; m++)
            {
                var metric = Measure(of, m);
                await instance.Get<MetricStore>().Save(turn, Actor.Console, of, metric);
                for (var back = 1; back <= Months; back++)
                    await AddMonth(turn, metric.Id, today.AddMonths(-back), parts);
            }
        }
        await RollUp(turn);
    }, ct);

    private static Initiative Programme(int i, DateOnly today) => new()
    {
        Kind = "watch",
        Owner = "The community team",
        First = today.AddMonths(-Months),
        Last = today.AddMonths(6),
        State = InitiativeState.Open,
        Texts = new Dictionary<string, InitiativeText> { ["en"] = new($"Programme {i}", "See that it is done.", "") },
    };

    private static Metric Measure(Initiative of, int position) => new()
    {
        Id = InitiativeStore.NewId(),
        InitiativeId = of.Id,
        Position = position,
        Combine = Combine.Sum,
        Better = Metric.More,
        Every = Periods.Month,
        TargetMilli = 1_000_000_000,
        NameEn = $"Measure {position}",
        UnitEn = "walks",
    };

    private static Task AddMonth(WriteTurn turn, string metricId, DateOnly month, int parts) => turn.Connection.ExecuteAsync(
        """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @parts)
        INSERT INTO metric_reading (metric_id, period, part, version, value_milli, weight, source, note, reason, withdrawn,
                                    way, entered_by, entered_at)
        SELECT @metricId, @period, 'part ' || i, v.version, 1000 * (i % 50) + 1000 * v.version, 1, '', '',
               CASE WHEN v.version > 1 THEN 'counted again' ELSE '' END, 0, 'api', 'load', @at + i
          FROM n
          JOIN (SELECT 1 AS version UNION ALL SELECT 2) v ON v.version = 1 OR (i + @period) % 50 = 0
        """,
        new
        {
            metricId,
            period = month.DayNumber,
            parts,
            at = new DateTimeOffset(month, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeMilliseconds(),
        });

    // As the ledger would have left the tables; the recount, which is measured too, says whether it is so.
    private static async Task RollUp(WriteTurn turn)
    {
        foreach (var table in new[]
        {
            """
            INSERT INTO metric_value (metric_id, period, part, version, value_milli, weight, entered_at)
            SELECT r.metric_id, r.period, r.part, r.version, r.value_milli, r.weight, r.entered_at
              FROM metric_reading r
             WHERE NOT EXISTS (SELECT 1 FROM metric_reading n
                                WHERE n.metric_id = r.metric_id AND n.period = r.period AND n.part = r.part
                                  AND n.version = r.version + 1)
            """,
            """
            INSERT INTO metric_period (metric_id, period, readings, sum_milli, weight, last_milli, changed_at)
            SELECT v.metric_id, v.period, COUNT(*), SUM(v.value_milli * v.weight), SUM(v.weight),
                   MAX(CASE WHEN v.entered_at = l.at THEN v.value_milli END), MAX(v.entered_at)
              FROM metric_value v
              JOIN (SELECT metric_id, period, MAX(entered_at) AS at FROM metric_value GROUP BY metric_id, period) l
                ON l.metric_id = v.metric_id AND l.period = v.period
             GROUP BY v.metric_id, v.period
            """,
            """
            INSERT INTO metric_total (metric_id, readings, sum_milli, weight, changed_at)
            SELECT metric_id, SUM(readings), SUM(sum_milli), SUM(weight), MAX(changed_at)
              FROM metric_period
             GROUP BY metric_id
            """,
            "ANALYZE metric_reading", "ANALYZE metric_value", "ANALYZE metric_period",
        })
            await turn.Connection.ExecuteAsync(table, commandTimeout: 600);
    }
}
