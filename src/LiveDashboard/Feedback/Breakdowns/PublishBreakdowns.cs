using System.Data.Common;
using System.Globalization;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Feedback.ReplyTimes.Times;
using LiveDashboard.Figures;
using LiveDashboard.Jobs;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.Breakdowns;

/// <summary>
/// The job that renews the breakdowns in batches: a row when at least k have newly written or been answered in it, and
/// every row on the hour. In between nothing moves, so that nobody can watch a figure change when a neighbour presses
/// send (design.md 8, features.md N4).
/// </summary>
public sealed class PublishBreakdowns(
    Database database, WriteLane lane, StationTime station, FigureSignal signal, PublicationRules rules) : IJob
{
    public const int Days = 90;
    private const int Weeks = 12;

    /// <summary>From here on a median is so certain that a line for it would only be in the way (ux.md 2.5).</summary>
    private const int WhiskerBelow = 50;
    public static readonly IReadOnlyList<string> ScopeKinds = ["category", "area"];

    public async Task Run(CancellationToken ct)
    {
        foreach (var scopeKind in ScopeKinds)
        {
            var renewed = await Renew(scopeKind, station.Now, ct);
            if (renewed.Count == 0) continue;
            await lane.Write(async turn =>
            {
                foreach (var row in renewed) await BreakdownStore.Publish(turn.Connection, scopeKind, row);
            }, ct);
            signal.Changed(BreakdownFigures.SourceName(scopeKind));
        }
    }

    private async Task<List<PublishedRow>> Renew(string scopeKind, DateTimeOffset now, CancellationToken ct)
    {
        await using var snapshot = await database.ReadSnapshot(ct);
        var db = snapshot.Connection;
        var published = (await BreakdownStore.Rows(db, scopeKind)).ToDictionary(row => row.ScopeId);
        var hour = HourOf(now).ToUnixTimeMilliseconds();
        var renewed = new List<PublishedRow>();
        foreach (var total in await BreakdownStore.Totals(db, scopeKind, rules.K))
        {
            var held = published.GetValueOrDefault(total.Id);
            if (held is null || held.PublishedAt < hour || Newcomers(held, total) >= rules.K)
                renewed.Add(await Measure(db, scopeKind, total, now));
        }
        return renewed;
    }

    /// <summary>
    /// At least so many people wrote or were answered. One who did both is one: the two are not added up.
    /// </summary>
    private static long Newcomers(PublishedRow held, ScopeTotal total) =>
        Math.Max(Math.Abs(total.Received - held.SeenReceived), Math.Abs(total.Replied - held.SeenReplied));

    /// <summary>The batch that a moment belongs to: full hours.</summary>
    public static DateTimeOffset HourOf(DateTimeOffset now) =>
        DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds() / 3_600_000 * 3_600_000);

    private async Task<PublishedRow> Measure(DbConnection db, string scopeKind, ScopeTotal total, DateTimeOffset now)
    {
        var last = station.DayOf(now);
        var first = last.AddDays(1 - Days);
        var answered = await ReplyTimeStore.Buckets(db, scopeKind, total.Id, first, last);
        var open = await ReplyTimeStore.Open(db, scopeKind, total.Id, first, last, now);
        var times = Times(answered, open, first, last, now);
        var enough = times.Cases >= rules.HeadlineMinimum;
        // The ranks of a 95 % interval of the median: n/2 ± 0.98·√n (Conover, Practical Nonparametric Statistics, 3.2).
        var drawn = enough && times.Cases < WhiskerBelow;
        var spread = drawn ? 0.98 / Math.Sqrt(times.Cases) : 0;
        var median = enough ? times.At(0.5) : null;
        return new PublishedRow
        {
            ScopeId = total.Id,
            FirstDay = first.Number(),
            LastDay = last.Number(),
            Received = (long)times.Cases,
            P50Ms = Ms(median),
            P50Reached = median is { Reached: true } ? 1 : 0,
            LowMs = drawn ? Ms(times.At(0.5 + spread)) : null,
            HighMs = drawn && times.At(0.5 - spread) is { Reached: true } high ? Ms(high) : null,
            Weeks = string.Join(' ', WeekMedians(answered, open, last, now)),
            SeenReceived = total.Received,
            SeenReplied = total.Replied,
            PublishedAt = now.ToUnixTimeMilliseconds(),
        };
    }

    private IEnumerable<string> WeekMedians(
        IReadOnlyList<DayBucket> answered, IReadOnlyList<OpenSince> open, DateOnly last, DateTimeOffset now)
    {
        for (var week = Weeks - 1; week >= 0; week--)
        {
            var end = last.AddDays(-7 * week);
            var times = Times(answered, open, end.AddDays(-6), end, now);
            var median = times.Cases >= rules.HeadlineMinimum ? times.At(0.5) : null;
            yield return Ms(median)?.ToString(CultureInfo.InvariantCulture) ?? "-";
        }
    }

    private static BucketedTimes Times(
        IReadOnlyList<DayBucket> answered, IReadOnlyList<OpenSince> open, DateOnly first, DateOnly last, DateTimeOffset now)
    {
        var (from, to) = (first.Number(), last.Number());
        return new BucketedTimes(
            answered.Where(one => one.Day >= from && one.Day <= to).Select(one => new BucketCount(one.Bucket, one.N)),
            open.Where(one => one.Day >= from && one.Day <= to).Select(one => one.At(now)));
    }

    private static long? Ms(Quantile? quantile) => quantile is { } known ? (long)known.Time.TotalMilliseconds : null;
}
