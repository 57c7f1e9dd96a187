using System.Data.Common;
using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.ReplyTimes.Times;
using LiveDashboard.Feedback.ReplyTimes.Trends;
using LiveDashboard.Figures;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.ReplyTimes;

/// <summary>Measures the headline: the reply times of the last 30 days, with those who still wait counted.</summary>
public sealed class ReplyTimeFigures(StationTime station, PublicationRules rules) : IFigureSource
{
    public const string SourceName = "reply-time";

    public string Name => SourceName;
    public string Board => HomeBoard.Name;

    public async Task<IFigureReading> Measure(DbConnection snapshot, DateTimeOffset now, CancellationToken ct)
    {
        var (first, last) = HeadlineWindow.Of(station.DayOf(now));
        var sums = await ReplyTimeStore.Sums(snapshot, "all", "", first, last);
        var answered = await HeadlineWindow.Buckets(snapshot, first, last);
        var open = await ReplyTimeStore.Open(snapshot, "all", "", first, last, now);
        var (overdue, notYetDue) = await ReplyTimeStore.Due(snapshot, first, last, now);
        var times = new BucketedTimes(answered, open.Select(one => one.At(now)));
        return new ReplyTimeReading(
            first, last, sums.Received, times.At(0.5), times.At(0.1),
            sums.Met, sums.Late + overdue, notYetDue,
            await ReplyTimeStore.SingleTarget(snapshot, now), await Before(snapshot, first), await AnyCases(snapshot), rules);
    }

    private async Task<Quantile?> Before(DbConnection snapshot, DateOnly first)
    {
        var before = await TrendStore.Window(snapshot, first.AddDays(-1));
        return before is not null && before.Received >= rules.HeadlineMinimum ? before.Median : null;
    }

    internal static async Task<bool> AnyCases(DbConnection snapshot) =>
        await snapshot.ExecuteScalarAsync<long>(
            "SELECT COUNT(*) FROM reply_total WHERE scope_kind = 'all' AND scope_id = '' AND received > 0") > 0;
}
