using LiveDashboard.Events.Attendance;
using LiveDashboard.Figures;
using LiveDashboard.Initiatives;
using LiveDashboard.Initiatives.Metrics;
using LiveDashboard.Initiatives.Readings;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard;

/// <summary>Counts who came to events in the metrics of initiatives: each event is a part of its period.</summary>
public sealed class EventAttendance(
    Database database, ReadingLedger ledger, FigureSignal signal) : IAttendanceMetrics
{
    public async Task<IReadOnlyList<AttendanceMetric>> List(CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        var of = (await InitiativeStore.List(db, drafts: true)).ToDictionary(one => one.Id);
        return [.. from metric in await MetricStore.List(db)
            where metric.Combine == Combine.Sum
            let initiative = of[metric.InitiativeId]
            let en = initiative.Texts.GetValueOrDefault(Language.English.Code, InitiativeText.None)
            let fr = initiative.Texts.GetValueOrDefault(Language.French.Code, InitiativeText.None)
            select new AttendanceMetric(
                metric.Id, initiative.Slug, en.Name, fr.Name, metric.NameEn, metric.NameFr,
                initiative.State != InitiativeState.Closed, initiative.State != InitiativeState.Draft)];
    }

    public async Task<bool> Count(
        WriteTurn turn, Actor actor, AttendanceReading? was, AttendanceReading? now, long people, string source,
        string reason)
    {
        var metrics = (await MetricStore.List(turn.Connection)).ToDictionary(metric => metric.Id);
        var (before, after) = (Key(was), Key(now));
        if (before is { } old && before != after
            && !await Add(metrics[old.Metric], old.Period, old.Part, 0, withdrawn: true)) return false;
        return after is not { } here
            || await Add(metrics[here.Metric], here.Period, here.Part, people * 1000, withdrawn: false);

        // A metric that is gone is none; there is no act that removes one.
        (string Metric, DateOnly Period, string Part)? Key(AttendanceReading? reading) =>
            reading is not null && metrics.TryGetValue(reading.MetricId, out var metric)
                ? (metric.Id, Periods.Of(metric.Every, reading.Day), reading.Part) : null;

        async Task<bool> Add(Metric metric, DateOnly period, string part, long milli, bool withdrawn)
        {
            var reading = new Reading(period, part, milli, 1, source, "", reason, withdrawn);
            var answers = await ledger.AddAll(turn, actor, metric, [reading], ReadingWay.Event);
            return !answers.Contains(ReadingAnswer.Stale);
        }
    }

    public void Counted() => signal.InitiativesChanged();
}
