using System.Data.Common;
using Dapper;

namespace LiveDashboard.Feedback.Cases;

/// <summary>
/// Counts the cases that stand closed, and those of them that were rated (<c>closed_quarter</c>): always of the clocks
/// and the ratings as the tables have them. So what changes either keeps it, in whatever order a commit does so.
/// </summary>
public static class ClosedCases
{
    /// <summary>A quarter of an hour: the table's step, which no zone's midnight divides.</summary>
    public const long QuarterMs = 900_000;

    /// <summary>Adds (+1) or takes away (−1) the touched cases.</summary>
    public static Task Contribute(DbConnection connection, long sign) => connection.ExecuteAsync(
        """
        INSERT INTO closed_quarter (quarter, closed, rated)
        SELECT c.resolved_at / @QuarterMs, @sign * COUNT(*), @sign * COUNT(r.case_id)
          FROM touched_clock c
         CROSS JOIN case_detail d
          LEFT JOIN case_rating r ON r.case_id = d.case_id
         WHERE d.case_id = c.case_id AND d.code_hash IS NOT NULL AND c.resolved_at IS NOT NULL AND c.excluded = 0
         GROUP BY 1
            ON CONFLICT (quarter) DO UPDATE
           SET closed = closed_quarter.closed + excluded.closed, rated = closed_quarter.rated + excluded.rated
        """,
        new { sign, QuarterMs });

    /// <summary>Counts the first rating of a case, right after it was stored.</summary>
    public static Task Rated(DbConnection connection, string caseId) => connection.ExecuteAsync(
        """
        UPDATE closed_quarter
           SET rated = rated + 1
         WHERE quarter = (SELECT c.resolved_at / @QuarterMs
                            FROM case_clock c
                            JOIN case_detail d ON d.case_id = c.case_id
                           WHERE c.case_id = @caseId AND c.excluded = 0 AND d.code_hash IS NOT NULL)
        """,
        new { caseId, QuarterMs });
}
