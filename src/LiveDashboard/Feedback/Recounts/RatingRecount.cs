using System.Data.Common;
using Dapper;
using LiveDashboard.Feedback.Cases;

namespace LiveDashboard.Feedback.Recounts;

/// <summary>Counts again whether answers helped, from the events: each case once, on its first rating's day.</summary>
public static class RatingRecount
{
    /// <summary>What differs, a sentence each.</summary>
    public static async Task<IEnumerable<string>> Differences(DbConnection db, CancellationToken ct)
    {
        var counted = new Tally();
        var (before, day, rating) = ("", 0L, "");
        await foreach (var (caseId, saidOn, said) in db.QueryUnbufferedAsync<(string, long, string)>(
            """
            SELECT e.case_id, e.day, x.code
              FROM case_event e
              JOIN case_text x ON x.case_id = e.case_id AND x.seq = e.seq
             WHERE e.kind = 'rated'
             ORDER BY e.case_id, e.seq
            """).WithCancellation(ct))
        {
            if (caseId != before)
            {
                Add();
                (before, day) = (caseId, saidOn);
            }
            rating = said;
        }
        Add();
        var stored = new Tally();
        foreach (var (name, n) in await db.QueryAsync<(string, long)>(
            """
            SELECT 'rated ' || rating || ' day ' || day, n FROM rating_day
             UNION ALL
            SELECT 'rating of case ' || case_id || ' ' || rating || ' day ' || day, 1 FROM case_rating
            """))
            stored.Add(name, n);
        return counted.DifferencesFrom(stored);

        void Add()
        {
            if (before.Length == 0) return;
            counted.Add($"rated {rating} day {day}", 1);
            counted.Add($"rating of case {before} {rating} day {day}", 1);
        }
    }
}
