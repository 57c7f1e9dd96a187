using System.Data.Common;
using Dapper;
using LiveDashboard.Feedback.Cases;

namespace LiveDashboard.Feedback.ReplyTimes.Trends;

/// <summary>The public log of published figures that a late or corrected entry changed (features.md F10, I4).</summary>
public static class Corrections
{
    /// <summary>A line of the log: the median of a day, as it was and as it is; null: too few, or not reached.</summary>
    public sealed record Line(DateOnly Day, TimeSpan? Was, TimeSpan? Now, long WasReceived, long NowReceived, DateTimeOffset At);

    /// <summary>
    /// Whether the log would have anything to say. That the ages of those who still wait have grown is not a correction.
    /// </summary>
    public static bool Differ(TrendDay was, TrendDay now) => Median(was) != Median(now) || was.Received != now.Received;

    public static Task Note(DbConnection db, TrendDay was, TrendDay now, DateTimeOffset at) => db.ExecuteAsync(
        """
        INSERT INTO correction (id, figure, day, was_ms, now_ms, was_n, now_n, at)
        VALUES (@id, 'trend', @day, @wasMs, @nowMs, @wasN, @nowN, @at)
        """,
        new
        {
            id = CaseId.New(),
            day = was.Day.Number(),
            wasMs = Median(was),
            nowMs = Median(now),
            wasN = was.Received,
            nowN = now.Received,
            at = at.ToUnixTimeMilliseconds(),
        });

    public static async Task Forget(DbConnection db, IEnumerable<DateOnly> restated)
    {
        foreach (var day in restated)
            await db.ExecuteAsync("DELETE FROM restated_day WHERE day = @day", new { day = day.Number() });
    }

    /// <summary>The newest lines first.</summary>
    public static async Task<IReadOnlyList<Line>> List(DbConnection db, int most) =>
        [.. (await db.QueryAsync<Row>(
            """
            SELECT day, was_ms, now_ms, was_n, now_n, at
              FROM correction
             ORDER BY at DESC, id
             LIMIT @most
            """,
            new { most })).Select(row => row.ToLine())];

    private static long? Median(TrendDay day) => day.Median is { Reached: true } median ? (long)median.Time.TotalMilliseconds : null;

    private sealed record Row
    {
        public long Day { get; init; }
        public long? WasMs { get; init; }
        public long? NowMs { get; init; }
        public long WasN { get; init; }
        public long NowN { get; init; }
        public long At { get; init; }

        public Line ToLine() => new(
            StationDays.Day(Day), Time(WasMs), Time(NowMs), WasN, NowN, DateTimeOffset.FromUnixTimeMilliseconds(At));

        private static TimeSpan? Time(long? ms) => ms is { } known ? TimeSpan.FromMilliseconds(known) : null;
    }
}
