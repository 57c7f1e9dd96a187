using System.Data.Common;
using Dapper;
using LiveDashboard.Feedback.Cases;

namespace LiveDashboard.Feedback.ReplyTimes.Trends;

/// <summary>Thirty days as a whole, as they were rolled up.</summary>
public sealed record TrendWindow(long Received, Quantile? Median);

/// <summary>What the roll-up published of the trend.</summary>
public static class TrendStore
{
    public static async Task<IReadOnlyList<TrendDay>> Days(DbConnection db, DateOnly from, DateOnly to) =>
        [.. (await db.QueryAsync<TrendRow>(
            """
            SELECT day, received, p10_ms, p50_ms, p50_reached, p90_ms, p90_reached, settled
              FROM trend_day
             WHERE day BETWEEN @from AND @to
             ORDER BY day
            """,
            new { from = from.Number(), to = to.Number() })).Select(row => row.ToDay())];

    /// <summary>The 30 days up to one; null when the roll-up has not reached that day yet.</summary>
    public static async Task<TrendWindow?> Window(DbConnection db, DateOnly last)
    {
        var row = await db.QuerySingleOrDefaultAsync<TrendRow>(
            "SELECT received, p50_ms, p50_reached FROM trend_window WHERE last_day = @last", new { last = last.Number() });
        return row is null ? null : new TrendWindow(row.Received, TrendRow.Quantile(row.P50Ms, row.P50Reached));
    }

    public static async Task<IReadOnlyList<long>> Restated(DbConnection db) =>
        (await db.QueryAsync<long>("SELECT day FROM restated_day ORDER BY day")).AsList();

    public static Task Publish(DbConnection db, TrendDay day, long now) => db.ExecuteAsync(
        """
        INSERT INTO trend_day (day, received, p10_ms, p50_ms, p50_reached, p90_ms, p90_reached, settled, rolled_at)
        VALUES (@day, @received, @p10, @p50, @p50Reached, @p90, @p90Reached, @settled, @now)
            ON CONFLICT (day) DO UPDATE
           SET received = excluded.received, p10_ms = excluded.p10_ms, p50_ms = excluded.p50_ms,
               p50_reached = excluded.p50_reached, p90_ms = excluded.p90_ms, p90_reached = excluded.p90_reached,
               settled = excluded.settled, rolled_at = excluded.rolled_at
        """,
        new
        {
            day = day.Day.Number(),
            received = day.Received,
            now,
            p10 = TrendRow.Ms(day.FastestTenth),
            p50 = TrendRow.Ms(day.Median),
            p90 = TrendRow.Ms(day.NineInTen),
            p50Reached = TrendRow.Flag(day.Median),
            p90Reached = TrendRow.Flag(day.NineInTen),
            settled = day.Settled ? 1L : 0L,
        });

    /// <param name="id"><c>current</c> or <c>before</c>.</param>
    public static Task PublishWindow(
        DbConnection db, string id, DateOnly first, DateOnly last, long received, Quantile? median) =>
        db.ExecuteAsync(
            """
            INSERT INTO trend_window (id, first_day, last_day, received, p50_ms, p50_reached)
            VALUES (@id, @first, @last, @received, @p50, @p50Reached)
                ON CONFLICT (id) DO UPDATE
               SET first_day = excluded.first_day, last_day = excluded.last_day, received = excluded.received,
                   p50_ms = excluded.p50_ms, p50_reached = excluded.p50_reached
            """,
            new
            {
                id,
                first = first.Number(),
                last = last.Number(),
                received,
                p50 = TrendRow.Ms(median),
                p50Reached = TrendRow.Flag(median),
            });

    private sealed record TrendRow
    {
        public long Day { get; init; }
        public long Received { get; init; }
        public long? P10Ms { get; init; }
        public long? P50Ms { get; init; }
        public long P50Reached { get; init; }
        public long? P90Ms { get; init; }
        public long P90Reached { get; init; }
        public long Settled { get; init; }

        public TrendDay ToDay() => new(
            StationDays.Day(Day), Received, Quantile(P10Ms, 1), Quantile(P50Ms, P50Reached), Quantile(P90Ms, P90Reached), Settled == 1);

        public static Quantile? Quantile(long? ms, long reached) =>
            ms is { } time ? new Quantile(TimeSpan.FromMilliseconds(time), reached == 1) : null;

        public static long? Ms(Quantile? quantile) => quantile is { } known ? (long)known.Time.TotalMilliseconds : null;
        public static long Flag(Quantile? quantile) => quantile is { Reached: true } ? 1 : 0;
    }
}
