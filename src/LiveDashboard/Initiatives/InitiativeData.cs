using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Dapper;
using LiveDashboard.Figures;
using LiveDashboard.Initiatives.Metrics;
using LiveDashboard.Initiatives.Readings;
using LiveDashboard.Web;

namespace LiveDashboard.Initiatives;

/// <summary>What the slice publishes as open data: initiatives, metrics with their definitions, readings.</summary>
public sealed class InitiativeData : IDataSets
{
    private static readonly IDataSet[] All = [new InitiativeList(), new MetricList(), new ReadingList()];

    public Task<IReadOnlyList<IDataSet>> List(DbConnection db, CancellationToken ct) => Task.FromResult<IReadOnlyList<IDataSet>>(All);

    private sealed class InitiativeList : IDataSet
    {
        public string Name => "lists/initiatives";
        public string About => "initiatives";
        public string Licence => "";
        public IReadOnlyList<string> Columns =>
            ["initiative", "kind", "owner", "from", "to", "state", "name_en", "name_fr", "goal_en", "goal_fr", "origin"];

        public async IAsyncEnumerable<object?[]> Rows(
            DbConnection db, int skip, int most, [EnumeratorCancellation] CancellationToken ct)
        {
            var all = await InitiativeStore.List(db, drafts: false);
            foreach (var one in all.OrderBy(one => one.Slug, StringComparer.Ordinal).Skip(skip).Take(most))
            {
                var en = one.Texts.GetValueOrDefault("en", InitiativeText.None);
                var fr = one.Texts.GetValueOrDefault("fr", InitiativeText.None);
                yield return
                [
                    one.Slug, one.Kind, one.Owner, Day(one.First), Day(one.Last), one.State, en.Name, fr.Name, en.Goal, fr.Goal,
                    one.Origin,
                ];
            }
        }
    }

    private sealed class MetricList : IDataSet
    {
        public string Name => "lists/metrics";
        public string About => "metrics";
        public string Licence => "";
        public IReadOnlyList<string> Columns =>
            ["metric", "initiative", "name_en", "name_fr", "unit", "combine", "better", "every", "target", "people", "definition"];

        public async IAsyncEnumerable<object?[]> Rows(
            DbConnection db, int skip, int most, [EnumeratorCancellation] CancellationToken ct)
        {
            var slugs = (await InitiativeStore.List(db, drafts: false)).ToDictionary(one => one.Id, one => one.Slug);
            var shown = (await MetricStore.List(db)).Where(one => slugs.ContainsKey(one.InitiativeId));
            foreach (var one in shown.OrderBy(one => one.Id, StringComparer.Ordinal).Skip(skip).Take(most))
                yield return
                [
                    one.Id, slugs[one.InitiativeId], one.NameEn, one.NameFr, one.UnitEn, one.Combine, one.Better, one.Every,
                    one.TargetMilli / 1000m, one.People, one.Definition,
                ];
        }
    }

    private sealed class ReadingList : IDataSet
    {
        public string Name => "lists/readings";
        public string About => "readings";
        public string Licence => "";
        public IReadOnlyList<string> Columns => ["metric", "period", "part", "value", "over", "version", "source", "note", "entered"];

        // Numbers of people are published as rounded totals alone.
        public IAsyncEnumerable<object?[]> Rows(DbConnection db, int skip, int most, CancellationToken ct) =>
            db.QueryUnbufferedAsync<ReadingVersion>(
                """
                SELECT v.metric_id, v.period, v.part, v.version, v.value_milli, v.weight, r.source, r.note, r.entered_at
                  FROM metric_value v
                  JOIN metric_reading r
                    ON r.metric_id = v.metric_id AND r.period = v.period AND r.part = v.part AND r.version = v.version
                  JOIN metric m ON m.id = v.metric_id
                  JOIN initiative i ON i.id = m.initiative_id
                 WHERE m.people = 0 AND i.state <> 'draft'
                 ORDER BY v.metric_id, v.period, v.part
                 LIMIT @most OFFSET @skip
                """,
                new { skip, most }).Select(one => new object?[]
                {
                    one.MetricId, Day(one.Day), one.Part, one.ValueMilli / 1000m, one.Weight, one.Version, one.Source, one.Note,
                    DateTimeOffset.FromUnixTimeMilliseconds(one.EnteredAt).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
                });
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>Corrections of readings, in the public log.</summary>
public sealed class ReadingCorrections : ICorrectionLog
{
    public async Task<IReadOnlyList<Correction>> Newest(DbConnection db, int most, CancellationToken ct)
    {
        var metrics = (await MetricStore.List(db)).ToDictionary(metric => metric.Id);
        var initiatives = (await InitiativeStore.List(db, drafts: false)).ToDictionary(one => one.Id);
        return [.. from line in await ReadingStore.Corrections(db, most)
            let metric = metrics[line.MetricId]
            let initiative = initiatives[metric.InitiativeId]
            select new Correction(
                $"{initiative.Slug}/{metric.Id}", line.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), line.WasMilli / 1000.0,
                line.Withdrawn == 1 ? null : line.ValueMilli / 1000.0, metric.Unit(Language.English), line.Reason, initiative.Owner,
                DateTimeOffset.FromUnixTimeMilliseconds(line.EnteredAt))];
    }
}
