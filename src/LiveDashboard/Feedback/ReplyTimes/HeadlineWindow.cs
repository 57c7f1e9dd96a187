using System.Data.Common;
using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.ReplyTimes.Times;
using LiveDashboard.Jobs;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.ReplyTimes;

/// <summary>
/// The days that the headline speaks of: the last 30, today included. Their buckets are kept summed
/// (<c>headline_bucket</c>), so that a beat reads as many rows for a city as for a village.
/// </summary>
public sealed class HeadlineWindow(WriteLane lane, StationTime station) : IJob
{
    public const int Days = 30;

    public static (DateOnly First, DateOnly Last) Of(DateOnly today) => (today.AddDays(1 - Days), today);

    /// <summary>The job: moves the window to today; does nothing when it is there.</summary>
    public async Task Run(CancellationToken ct)
    {
        var (first, last) = Of(station.Today);
        await lane.Write(async turn =>
        {
            var moved = await turn.Connection.ExecuteAsync(
                """
                UPDATE headline_window SET first_day = @first, last_day = @last
                 WHERE id = 'current' AND (first_day <> @first OR last_day <> @last)
                """,
                new { first = first.Number(), last = last.Number() });
            if (moved > 0) await Sum(turn.Connection);
        }, ct);
    }

    /// <summary>Sums the window anew from the days.</summary>
    public static async Task Sum(DbConnection connection)
    {
        await connection.ExecuteAsync("DELETE FROM headline_bucket");
        await connection.ExecuteAsync(
            """
            INSERT INTO headline_bucket (bucket, n)
            SELECT b.bucket, CAST(SUM(b.n) AS BIGINT)
              FROM reply_bucket b
              JOIN headline_window w ON b.day BETWEEN w.first_day AND w.last_day
             WHERE b.scope_kind = 'all' AND b.scope_id = ''
             GROUP BY b.bucket
            """);
    }

    /// <summary>The window's buckets; summed on the spot in the minute after midnight when it has not yet moved.</summary>
    public static async Task<IReadOnlyList<BucketCount>> Buckets(DbConnection db, DateOnly first, DateOnly last)
    {
        var current = await db.ExecuteScalarAsync<long>(
            "SELECT COUNT(*) FROM headline_window WHERE id = 'current' AND first_day = @first AND last_day = @last",
            new { first = first.Number(), last = last.Number() });
        if (current == 1) return await ReplyTimeStore.HeadlineBuckets(db);
        var days = await ReplyTimeStore.Buckets(db, "all", "", first, last);
        return [.. days.GroupBy(day => day.Bucket, (bucket, same) => new BucketCount(bucket, same.Sum(one => one.N)))];
    }
}
