using Dapper;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Feedback.ReplyTimes.Times;
using LiveDashboard.Figures;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.Publication.Policy;

/// <summary>How often something was refused for a reason; null: too seldom to be told.</summary>
public sealed record ReasonTotal(string Reason, long? Count);

/// <summary>What the public is told about moderation: whole weeks only, so that no single decision shows.</summary>
/// <param name="Until">The Monday before which everything is counted.</param>
/// <param name="Edited">Null: too few.</param>
/// <param name="Median">From entering the queue to the decision, those that wait counted; null: too few.</param>
public sealed record PolicyTotals(
    DateOnly Until, IReadOnlyList<ReasonTotal> Refused, long? Edited, Quantile? Median)
{
    private sealed record Count
    {
        public string Reason { get; init; } = "";
        public long N { get; init; }
    }

    private sealed record Wait
    {
        public long EnteredAt { get; init; }
        public long? DecidedAt { get; init; }
    }

    public static async Task<PolicyTotals> Read(
        Database database, StationTime station, PublicationRules rules, CancellationToken ct)
    {
        var monday = station.Today.AddDays(-(((int)station.Today.DayOfWeek + 6) % 7));
        var until = station.StartOf(monday).ToUnixTimeMilliseconds();
        await using var snapshot = await database.ReadSnapshot(ct);
        var refused = (await snapshot.Connection.QueryAsync<Count>(
            """
            SELECT reason, COUNT(id) AS n
              FROM publication_decision
             WHERE surface = 'web' AND decision IN ('refused', 'withdrawn') AND undone_at IS NULL AND at < @until
             GROUP BY reason
            """,
            new { until })).ToDictionary(one => one.Reason, one => one.N);
        var edited = await snapshot.Connection.ExecuteScalarAsync<long>(
            """
            SELECT COUNT(DISTINCT case_id) FROM publication_decision
             WHERE decision = 'edited' AND reason <> '' AND at < @until
            """,
            new { until });
        var waits = (await snapshot.Connection.QueryAsync<Wait>(
            """
            SELECT p.entered_at, (SELECT MIN(x.at) FROM publication_decision x
                                   WHERE x.case_id = p.case_id AND x.surface = 'web' AND x.undone_at IS NULL
                                     AND x.at < @until) AS decided_at
              FROM publication p
             WHERE p.entered_at < @until
            """,
            new { until })).AsList();
        return new PolicyTotals(
            monday,
            [.. Reason.All.Select(reason => new ReasonTotal(reason, Enough(refused.GetValueOrDefault(reason), rules)))],
            Enough(edited, rules),
            waits.Count < rules.HeadlineMinimum ? null : KaplanMeier.At(waits.Select(one => one.DecidedAt is { } at
                ? new Waited(Math.Max(0, at - one.EnteredAt), 1, 0)
                : new Waited(until - one.EnteredAt, 0, 1)), 1, 2));
    }

    // No sum stands beside them from which a hidden one could be worked out.
    private static long? Enough(long count, PublicationRules rules) => count < rules.K ? null : count;
}
