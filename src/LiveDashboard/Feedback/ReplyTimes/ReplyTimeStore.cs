using System.Data.Common;
using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.ReplyTimes.Times;

namespace LiveDashboard.Feedback.ReplyTimes;

/// <summary>Sums of <c>reply_day</c> over a period.</summary>
public sealed record DaySums(long Received, long Replied, long Met, long Late);

/// <summary>Reads the aggregates. Each method reads rows that are bounded by days and hours, never by cases.</summary>
public static class ReplyTimeStore
{
    private const long Hour = 3_600_000;

    /// <summary>
    /// The newest so many are read case by case; the others, who are many then, by the hour of receipt. Where the others
    /// are none, every age is exact.
    /// </summary>
    private const int ExactCases = 300;

    /// <summary>Of a category or an area, those of the last hours are read case by case.</summary>
    private const long ExactHours = 4;

    public static Task<DaySums> Sums(DbConnection db, string scopeKind, string scopeId, DateOnly from, DateOnly to) =>
        db.QuerySingleAsync<DaySums>(
            """
            SELECT CAST(COALESCE(SUM(received), 0) AS BIGINT) AS received,
                   CAST(COALESCE(SUM(replied), 0) AS BIGINT) AS replied,
                   CAST(COALESCE(SUM(met), 0) AS BIGINT) AS met,
                   CAST(COALESCE(SUM(late), 0) AS BIGINT) AS late
              FROM reply_day
             WHERE scope_kind = @scopeKind AND scope_id = @scopeId AND day BETWEEN @from AND @to
            """,
            new { scopeKind, scopeId, from = from.Number(), to = to.Number() });

    /// <summary>The answered of the headline's window, summed over its days.</summary>
    public static async Task<IReadOnlyList<BucketCount>> HeadlineBuckets(DbConnection db) =>
        (await db.QueryAsync<BucketCount>("SELECT bucket, n FROM headline_bucket WHERE n > 0")).AsList();

    /// <summary>The answered of a scope, per day.</summary>
    public static async Task<IReadOnlyList<DayBucket>> Buckets(
        DbConnection db, string scopeKind, string scopeId, DateOnly from, DateOnly to) =>
        (await db.QueryAsync<DayBucket>(
            """
            SELECT day, bucket, n
              FROM reply_bucket
             WHERE scope_kind = @scopeKind AND scope_id = @scopeId AND day BETWEEN @from AND @to AND n > 0
            """,
            new { scopeKind, scopeId, from = from.Number(), to = to.Number() })).AsList();

    /// <summary>Who still waits, by day and hour of receipt; for the newest, the moment itself.</summary>
    public static async Task<IReadOnlyList<OpenSince>> Open(
        DbConnection db, string scopeKind, string scopeId, DateOnly from, DateOnly to, DateTimeOffset now)
    {
        if (scopeKind != "all")
        {
            var recent = now.ToUnixTimeMilliseconds() / Hour - ExactHours;
            return [.. await OpenHours(db, scopeKind, scopeId, from, to, recent), .. await OpenIn(db, scopeKind, scopeId, from, to, recent)];
        }
        var newest = await Newest(db, from, to);
        if (newest.Count < ExactCases) return newest;
        // The oldest hour of these may go on beyond them: it is left to the sums.
        var whole = newest[^1].Since / Hour + 1;
        return [.. await OpenHours(db, scopeKind, scopeId, from, to, whole), .. newest.Where(one => one.Since >= whole * Hour)];
    }

    private static async Task<IEnumerable<OpenSince>> OpenHours(
        DbConnection db, string scopeKind, string scopeId, DateOnly from, DateOnly to, long before) =>
        await db.QueryAsync<OpenSince>(
            """
            SELECT day, hour * 3600000 + 1800000 AS since, CAST(SUM(n) AS BIGINT) AS n
              FROM waiting_hour
             WHERE scope_kind = @scopeKind AND scope_id = @scopeId AND day BETWEEN @from AND @to
               AND hour < @before AND n > 0
             GROUP BY day, hour
            """,
            new { scopeKind, scopeId, from = from.Number(), to = to.Number(), before });

    private static async Task<IReadOnlyList<OpenSince>> Newest(DbConnection db, DateOnly from, DateOnly to) =>
        (await db.QueryAsync<OpenSince>(
            """
            SELECT c.received_day AS day, c.received_at AS since, CAST(1 AS BIGINT) AS n
              FROM case_clock c
              JOIN scope_of_kind s ON s.case_kind = c.case_kind AND s.scope_kind = 'all'
             WHERE c.replied_at IS NULL AND c.excluded = 0
               AND c.received_at >= (@from - 1) * 86400000 AND c.received_at < (@to + 2) * 86400000
               AND c.received_day BETWEEN @from AND @to
             ORDER BY c.received_at DESC
             LIMIT @most
            """,
            new { from = from.Number(), to = to.Number(), most = ExactCases })).AsList();

    private static async Task<IEnumerable<OpenSince>> OpenIn(
        DbConnection db, string scopeKind, string scopeId, DateOnly from, DateOnly to, long since) =>
        await db.QueryAsync<OpenSince>(
            """
            SELECT c.received_day AS day, c.received_at AS since, CAST(1 AS BIGINT) AS n
              FROM case_clock c
              JOIN scope_of_kind s ON s.case_kind = c.case_kind AND s.scope_kind = @scopeKind
             WHERE c.replied_at IS NULL AND c.excluded = 0 AND c.received_at >= @since * 3600000
               AND c.received_day BETWEEN @from AND @to
               AND @scopeId = CASE @scopeKind WHEN 'category' THEN c.category_id WHEN 'area' THEN c.area_id
                                              WHEN 'kind' THEN c.case_kind ELSE '' END
            """,
            new { scopeKind, scopeId, from = from.Number(), to = to.Number(), since });

    /// <summary>How many of those who wait, received in these days, are past their target; exact to the millisecond.</summary>
    public static async Task<(long Overdue, long NotYetDue)> Due(
        DbConnection db, DateOnly from, DateOnly to, DateTimeOffset now)
    {
        var at = now.ToUnixTimeMilliseconds();
        var hour = at / Hour;
        var (overdue, later, thisHour) = await db.QuerySingleAsync<(long, long, long)>(
            """
            SELECT CAST(COALESCE(SUM(CASE WHEN due_hour < @hour THEN n ELSE 0 END), 0) AS BIGINT),
                   CAST(COALESCE(SUM(CASE WHEN due_hour > @hour THEN n ELSE 0 END), 0) AS BIGINT),
                   CAST(COALESCE(SUM(CASE WHEN due_hour = @hour THEN n ELSE 0 END), 0) AS BIGINT)
              FROM waiting_hour
             WHERE scope_kind = 'all' AND scope_id = '' AND day BETWEEN @from AND @to AND due_hour >= 0 AND n > 0
            """,
            new { from = from.Number(), to = to.Number(), hour });
        if (thisHour == 0) return (overdue, later);
        var passed = await db.ExecuteScalarAsync<long>(
            """
            SELECT COUNT(*)
              FROM case_clock c
              JOIN scope_of_kind s ON s.case_kind = c.case_kind AND s.scope_kind = 'all'
             WHERE c.replied_at IS NULL AND c.excluded = 0 AND c.due_at >= @start AND c.due_at < @at
               AND c.received_day BETWEEN @from AND @to
            """,
            new { from = from.Number(), to = to.Number(), start = hour * Hour, at });
        return (overdue + passed, later + thisHour - passed);
    }

    /// <summary>
    /// The one target that holds for every concern and question at a moment; null when none or several do.
    /// </summary>
    public static async Task<TimeSpan?> SingleTarget(DbConnection db, DateTimeOffset now)
    {
        var within = (await db.QueryAsync<long>(
            """
            SELECT DISTINCT within_ms
              FROM target
             WHERE valid_from <= @now AND (valid_to IS NULL OR valid_to > @now)
               AND kind IN ('', 'concern', 'question')
            """,
            new { now = now.ToUnixTimeMilliseconds() })).AsList();
        return within.Count == 1 ? TimeSpan.FromMilliseconds(within[0]) : null;
    }
}

/// <summary>Answered cases received on a station day, by bucket.</summary>
public readonly record struct DayBucket(long Day, long Bucket, long N);

/// <summary>Open cases received on a station day, at about a moment (Unix milliseconds).</summary>
public readonly record struct OpenSince(long Day, long Since, long N)
{
    public StillOpen At(DateTimeOffset now) => new(Math.Max(0, now.ToUnixTimeMilliseconds() - Since), N);
}
