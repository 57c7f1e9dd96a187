using System.Data.Common;
using LiveDashboard.Figures;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.ReplyTimes.Trends;

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
        var window = await TrendStore.Window(snapshot, last);
        var before = await TrendStore.Window(snapshot, first.AddDays(-1));
        return new TrendReading(
            new(days), window?.Median, before?.Median, window?.Received ?? 0, before?.Received ?? 0,
            await ReplyTimeStore.SingleTarget(snapshot, now), rules);
    }
}
