using System.Data.Common;
using LiveDashboard.Figures;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.ReplyTimes;

/// <summary>The trend of the last 30 days, as it was last rolled up.</summary>
public sealed class TrendFigures(StationTime station, PublicationRules rules) : IFigureSource
{
    public const string SourceName = "trend";

    public string Name => SourceName;
    public string Board => HomeBoard.Name;

    public async Task<IFigureReading> Measure(DbConnection snapshot, DateTimeOffset now, CancellationToken ct)
    {
        var (first, last) = HeadlineWindow.Of(station.DayOf(now));
        var rolled = (await TrendStore.Days(snapshot, first, last)).ToDictionary(day => day.Day);
        var days = Enumerable.Range(0, HeadlineWindow.Days).Select(first.AddDays)
            .Select(day => rolled.GetValueOrDefault(day) ?? new TrendDay(day, 0, null, null, null, false));
        var answered = await HeadlineWindow.Buckets(snapshot, first, last);
        var open = await ReplyTimeStore.Open(snapshot, "all", "", first, last, now);
        var times = new BucketedTimes(answered, open.Select(one => one.At(now)));
        var before = await TrendStore.Before(snapshot, first.AddDays(-1));
        return new TrendReading(
            new(days), times.At(0.5), before?.Median, (long)times.Cases, before?.Received ?? 0,
            await ReplyTimeStore.SingleTarget(snapshot, now), rules);
    }
}
