using System.Data.Common;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.ReplyTimes.Times;
using LiveDashboard.Figures;
using LiveDashboard.Jobs;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.ReplyTimes.Trends;

/// <summary>
/// The job that rolls the trend up: a row for each of the last 30 days, and for any earlier one about which something
/// was learnt late. Where that changes what was published of a settled day, it writes a correction.
/// </summary>
public sealed class RollUpTrend(WriteLane lane, StationTime station, FigureSignal signal, PublicationRules rules) : IJob
{
    public async Task Run(CancellationToken ct)
    {
        var now = station.Now;
        var (first, last) = HeadlineWindow.Of(station.DayOf(now));
        await lane.Write(async turn =>
        {
            var measured = await Measure(turn.Connection, first, last, now);
            foreach (var day in measured.Days)
            {
                var was = measured.Published.GetValueOrDefault(day.Day);
                if (was == day) continue;
                if (was is { Settled: true } && measured.Restated.Contains(day.Day) && Corrections.Differ(was, day))
                    await Corrections.Note(turn.Connection, was, day, now);
                await TrendStore.Publish(turn.Connection, day, now.ToUnixTimeMilliseconds());
            }
            var (current, before) = (measured.Current, measured.Before);
            await TrendStore.PublishWindow(turn.Connection, "current", first, last, (long)current.Cases, current.At(0.5));
            await TrendStore.PublishWindow(
                turn.Connection, "before", first.AddDays(-HeadlineWindow.Days), first.AddDays(-1), (long)before.Cases, before.At(0.5));
        }, ct);
        signal.Changed(TrendFigures.SourceName);
        signal.Changed(ReplyTimeFigures.SourceName);
    }

    /// <summary>What a roll-up found: the days anew, the windows, what was published of the days, and what was restated.</summary>
    private sealed record Measured(
        List<TrendDay> Days, BucketedTimes Current, BucketedTimes Before,
        Dictionary<DateOnly, TrendDay> Published, HashSet<DateOnly> Restated);

    private async Task<Measured> Measure(DbConnection db, DateOnly first, DateOnly last, DateTimeOffset now)
    {
        var target = await ReplyTimeStore.SingleTarget(db, now);
        var restated = (await TrendStore.Restated(db)).Select(StationDays.Day).ToHashSet();
        // Forgotten before anything is measured, in the same transaction: what another node learns late while this one
        // measures waits for its end to be remembered, and is found by the next roll-up.
        await Corrections.Forget(db, restated);
        var published = (await TrendStore.Days(db, StationDays.Day(0), last)).ToDictionary(day => day.Day);

        var days = await MeasureDays(db, first, last, target, now);
        // An earlier day is measured again only if it was ever published: before that there is nothing to correct.
        foreach (var earlier in restated.Where(day => day < first && published.ContainsKey(day)).Order())
            days.AddRange(await MeasureDays(db, earlier, earlier, target, now));
        return new Measured(
            days, await Window(db, first, last, now),
            await Window(db, first.AddDays(-HeadlineWindow.Days), first.AddDays(-1), now), published, restated);
    }

    private static async Task<BucketedTimes> Window(DbConnection db, DateOnly first, DateOnly last, DateTimeOffset now)
    {
        var answered = await ReplyTimeStore.Buckets(db, "all", "", first, last);
        var open = await ReplyTimeStore.Open(db, "all", "", first, last, now);
        return new BucketedTimes(
            answered.Select(one => new BucketCount(one.Bucket, one.N)), open.Select(one => one.At(now)));
    }

    private async Task<List<TrendDay>> MeasureDays(
        DbConnection db, DateOnly first, DateOnly last, TimeSpan? target, DateTimeOffset now)
    {
        var answered = (await ReplyTimeStore.Buckets(db, "all", "", first, last)).ToLookup(one => one.Day);
        var open = (await ReplyTimeStore.Open(db, "all", "", first, last, now)).ToLookup(one => one.Day);
        var days = new List<TrendDay>();
        for (var day = first; day <= last; day = day.AddDays(1))
            days.Add(MeasureDay(day, [.. answered[day.Number()]], [.. open[day.Number()]], target, now));
        return days;
    }

    private TrendDay MeasureDay(DateOnly day, DayBucket[] answered, OpenSince[] open, TimeSpan? target, DateTimeOffset now)
    {
        var times = new BucketedTimes(answered.Select(one => new BucketCount(one.Bucket, one.N)), open.Select(one => one.At(now)));
        var received = answered.Sum(one => one.N) + open.Sum(one => one.N);
        // A day whose every message is older than the target: its promise is decided (features.md 5.3 asks for 95 %).
        var settled = now - station.StartOf(day.AddDays(1)) > (target ?? TimeSpan.FromDays(3));
        return received < rules.HeadlineMinimum
            ? new TrendDay(day, received, null, null, null, settled)
            : new TrendDay(day, received, times.At(0.9), times.At(0.5), times.At(0.1), settled);
    }
}
