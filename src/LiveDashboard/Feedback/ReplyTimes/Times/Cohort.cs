using System.Data.Common;
using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.ReplyTimes.Times;

/// <summary>A cohort's figures, unsuppressed: for staff and for anyone who checks the pages with the raw data.</summary>
public sealed record CohortFigures(
    string Group, long Received, long Replied, long Waiting,
    Quantile? ExactMedian, Quantile? ExactNineInTen, Quantile? PublishedMedian, Quantile? PublishedNineInTen);

/// <summary>
/// Concerns and questions received on some days, as things stood at some moment: exactly, from every case, and as the
/// pages publish it, from the aggregates.
/// </summary>
/// <param name="From">First moment of receipt.</param>
/// <param name="Before">The moment before which they were received. The published figures know whole days only.</param>
/// <param name="AsOf">What happened later is not counted.</param>
public sealed record Cohort(DateTimeOffset From, DateTimeOffset Before, DateTimeOffset AsOf)
{
    /// <param name="scopeKind"><c>all</c>, <c>category</c> or <c>area</c>.</param>
    public async Task<IReadOnlyList<CohortFigures>> Measure(DbConnection db, string scopeKind, StationTime station)
    {
        var figures = new List<CohortFigures>();
        foreach (var group in (await Cases(db, scopeKind)).GroupBy(one => (one.ScopeId, one.Name)))
        {
            var waited = group.Select(Wait).ToArray();
            var published = await Published(db, scopeKind, group.Key.ScopeId, station);
            var replied = waited.Sum(one => one.Answered);
            figures.Add(new CohortFigures(
                scopeKind == "all" ? "all" : group.Key.Name ?? "(none)", waited.Length, replied, waited.Length - replied,
                KaplanMeier.At(waited, 1, 2), KaplanMeier.At(waited, 1, 10), published.At(0.5), published.At(0.1)));
        }
        return [.. figures.OrderByDescending(one => one.Received).ThenBy(one => one.Group, StringComparer.Ordinal)];
    }

    private Waited Wait(CaseTimes one)
    {
        var asOf = AsOf.ToUnixTimeMilliseconds();
        return one.RepliedAt <= asOf
            ? new Waited(one.RepliedAt.Value - one.ReceivedAt, 1, 0)
            : new Waited(asOf - one.ReceivedAt, 0, 1);
    }

    private async Task<IEnumerable<CaseTimes>> Cases(DbConnection db, string scopeKind) =>
        await db.QueryAsync<CaseTimes>(
            """
            SELECT CASE @scopeKind WHEN 'category' THEN c.category_id WHEN 'area' THEN c.area_id ELSE '' END AS scope_id,
                   COALESCE(g.name, a.name) AS name, c.received_at, c.replied_at
              FROM case_clock c
              JOIN scope_of_kind s ON s.case_kind = c.case_kind AND s.scope_kind = 'all'
              LEFT JOIN category g ON @scopeKind = 'category' AND g.id = c.category_id
              LEFT JOIN area a ON @scopeKind = 'area' AND a.id = c.area_id
             WHERE c.excluded = 0 AND c.received_at >= @from AND c.received_at < @before AND c.received_at < @asOf
            """,
            new
            {
                scopeKind,
                from = From.ToUnixTimeMilliseconds(),
                before = Before.ToUnixTimeMilliseconds(),
                asOf = AsOf.ToUnixTimeMilliseconds(),
            });

    private async Task<BucketedTimes> Published(DbConnection db, string scopeKind, string scopeId, StationTime station)
    {
        var (first, last) = (station.DayOf(From), station.DayOf(Before.AddMilliseconds(-1)));
        var answered = await ReplyTimeStore.Buckets(db, scopeKind, scopeId, first, last);
        var open = await ReplyTimeStore.Open(db, scopeKind, scopeId, first, last, AsOf);
        var past = new AsOfDays(AsOf, station);
        foreach (var day in answered.GroupBy(one => one.Day)) past.Add(StationDays.Day(day.Key), day);
        var still = open.Where(one => one.Since < AsOf.ToUnixTimeMilliseconds()).Select(one => one.At(AsOf));
        return new BucketedTimes(past.Answered, past.Open.Concat(still));
    }

    private sealed record CaseTimes
    {
        public string ScopeId { get; init; } = "";
        public string? Name { get; init; }
        public long ReceivedAt { get; init; }
        public long? RepliedAt { get; init; }
    }
}
