using System.Data.Common;
using Dapper;
using LiveDashboard.Feedback.Cases;

namespace LiveDashboard.Feedback.Recounts;

/// <summary>Counts again, from the events, how many cases stand closed and how many of them were rated.</summary>
public static class ClosedRecount
{
    /// <summary>What differs, a sentence each.</summary>
    public static async Task<IEnumerable<string>> Differences(DbConnection db, CancellationToken ct)
    {
        var counted = new Tally();
        var events = new List<StoredEvent>();
        await foreach (var one in db.QueryUnbufferedAsync<StoredEvent>(
            """
            SELECT e.case_id, e.seq, e.kind, e.at, e.day, e.case_kind, e.category_id, e.area_id, e.voids
              FROM case_event e
              JOIN case_detail d ON d.case_id = e.case_id
             WHERE d.code_hash IS NOT NULL
             ORDER BY e.case_id, e.seq
            """).WithCancellation(ct))
        {
            if (events.Count > 0 && events[0].CaseId != one.CaseId)
            {
                Count(counted, events);
                events.Clear();
            }
            events.Add(one);
        }
        if (events.Count > 0) Count(counted, events);
        var stored = new Tally();
        foreach (var (name, n) in await db.QueryAsync<(string, long)>(
            """
            SELECT 'closed in quarter ' || quarter, closed FROM closed_quarter
             UNION ALL
            SELECT 'closed and rated in quarter ' || quarter, rated FROM closed_quarter
            """))
            stored.Add(name, n);
        return counted.DifferencesFrom(stored);
    }

    private static void Count(Tally tally, List<StoredEvent> events)
    {
        if (CountedCase.From(events, []) is not { Excluded: false, ResolvedAt: { } at }) return;
        tally.Add($"closed in quarter {at / ClosedCases.QuarterMs}", 1);
        if (events.Any(one => one.Kind == EventKind.Rated))
            tally.Add($"closed and rated in quarter {at / ClosedCases.QuarterMs}", 1);
    }
}
