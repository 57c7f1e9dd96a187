using System.Data.Common;
using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Figures;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.ReplyTimes;

/// <summary>Measures who waits now, how long, and what came and went today.</summary>
public sealed class WaitingFigures(StationTime station, PublicationRules rules) : IFigureSource
{
    public const string SourceName = "waiting";

    /// <summary>One dot a message up to here; beyond, the age bands tell more (ux.md 2.5).</summary>
    private const int MostDots = 40;

    private static readonly TimeSpan[] BandEdges = [TimeSpan.FromDays(1), TimeSpan.FromDays(3), TimeSpan.FromDays(7)];

    public string Name => SourceName;
    public string Board => HomeBoard.Name;

    public async Task<IFigureReading> Measure(DbConnection snapshot, DateTimeOffset now, CancellationToken ct)
    {
        var today = station.DayOf(now);
        var (waiting, promised) = await Waiting(snapshot);
        var overdue = await Overdue(snapshot, promised, today, now);
        var oldest = await Oldest(snapshot, waiting > MostDots ? 1 : MostDots);
        var (received, answered) = await Today(snapshot, today);
        return new WaitingReading(
            today, waiting, overdue,
            oldest.Count > 0 ? Age(oldest[0].ReceivedAt, now) : null,
            oldest.Count > 0 && oldest[0].DueAt < now.ToUnixTimeMilliseconds(),
            new(waiting > MostDots ? [] : oldest.Select(one => Age(one.ReceivedAt, now))),
            new(await Bands(snapshot, waiting, now)),
            await ReplyTimeStore.SingleTarget(snapshot, now), received, answered,
            await ReplyTimeFigures.AnyCases(snapshot), rules);
    }

    private static TimeSpan Age(long receivedAt, DateTimeOffset now) =>
        TimeSpan.FromMilliseconds(Math.Max(0, now.ToUnixTimeMilliseconds() - receivedAt));

    private static async Task<(long Waiting, long Promised)> Waiting(DbConnection db) =>
        await db.QuerySingleOrDefaultAsync<(long, long)>(
            "SELECT received - replied, promised FROM reply_total WHERE scope_kind = 'all' AND scope_id = ''");

    /// <summary>
    /// Whoever is not yet due was received within the longest target; of the others, those who were promised a time are
    /// overdue.
    /// </summary>
    private static async Task<long> Overdue(DbConnection db, long promised, DateOnly today, DateTimeOffset now)
    {
        var longest = await db.ExecuteScalarAsync<long>("SELECT COALESCE(MAX(within_ms), 0) FROM target");
        var (_, notYetDue) = await ReplyTimeStore.Due(db, today.AddDays(-(int)(longest / 86_400_000) - 2), today, now);
        return promised - notYetDue;
    }

    private static async Task<IReadOnlyList<OpenCase>> Oldest(DbConnection db, int most) =>
        (await db.QueryAsync<OpenCase>(
            """
            SELECT c.received_at, c.due_at
              FROM case_clock c
              JOIN scope_of_kind s ON s.case_kind = c.case_kind AND s.scope_kind = 'all'
             WHERE c.replied_at IS NULL AND c.excluded = 0
             ORDER BY c.received_at
             LIMIT @most
            """,
            new { most })).AsList();

    private static async Task<(long Received, long Answered)> Today(DbConnection db, DateOnly today) =>
        await db.QuerySingleOrDefaultAsync<(long, long)>(
            "SELECT received, answered FROM reply_day WHERE scope_kind = 'all' AND scope_id = '' AND day = @day",
            new { day = today.Number() });

    private static async Task<IEnumerable<long>> Bands(DbConnection db, long waiting, DateTimeOffset now)
    {
        var younger = new List<long>();
        foreach (var edge in BandEdges) younger.Add(await YoungerThan(db, now - edge));
        return [younger[0], younger[1] - younger[0], younger[2] - younger[1], waiting - younger[2]];
    }

    /// <summary>Full hours from their sums, the hour in which the edge lies case by case.</summary>
    private static async Task<long> YoungerThan(DbConnection db, DateTimeOffset edge)
    {
        var at = edge.ToUnixTimeMilliseconds();
        var nextHour = at / 3_600_000 + 1;
        var full = await db.ExecuteScalarAsync<long>(
            """
            SELECT CAST(COALESCE(SUM(n), 0) AS BIGINT)
              FROM waiting_hour
             WHERE scope_kind = 'all' AND scope_id = '' AND day >= @day AND hour >= @nextHour
            """,
            new { day = at / 86_400_000 - 1, nextHour });
        var rest = await db.ExecuteScalarAsync<long>(
            """
            SELECT COUNT(*)
              FROM case_clock c
              JOIN scope_of_kind s ON s.case_kind = c.case_kind AND s.scope_kind = 'all'
             WHERE c.replied_at IS NULL AND c.excluded = 0 AND c.received_at > @at AND c.received_at < @next
            """,
            new { at, next = nextHour * 3_600_000 });
        return full + rest;
    }

    private sealed record OpenCase
    {
        public long ReceivedAt { get; init; }
        public long? DueAt { get; init; }
    }
}
