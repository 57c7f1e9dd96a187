using Dapper;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Publication.Deciding;

/// <summary>What the database is asked before a verdict is carried out, in its turn.</summary>
public static class VerdictGuards
{
    /// <summary>
    /// One who comes second finds another revision. The rules stand in the statement too, so that no way around the
    /// checks above leads past them.
    /// </summary>
    public static Task<int> Claim(WriteTurn turn, Verdict verdict, Actor by, bool takesBack) =>
        turn.Connection.ExecuteAsync(
            """
            UPDATE publication SET revision = revision + 1
             WHERE case_id = @CaseId AND revision = @Revision
               AND @Seq = (SELECT MAX(e.seq) FROM case_event e WHERE e.case_id = @CaseId)
               AND EXISTS (SELECT 1 FROM case_detail d
                            WHERE d.case_id = @CaseId AND d.queue = 'desk' AND d.may_show = 1 AND d.erased_at IS NULL)
               AND (@takesBack = 1 OR NOT EXISTS (
                    SELECT 1 FROM publication_appeal a
                      JOIN publication_decision x ON x.case_id = a.case_id AND x.member_id = @me
                     WHERE a.case_id = @CaseId AND a.decision <> 'upheld'
                       AND x.undone_at IS NULL AND x.at <= a.asked_at
                       AND x.decision NOT IN ('upheld', 'granted')))
            """,
            new { verdict.CaseId, verdict.Revision, verdict.Seq, me = by.Id, takesBack = takesBack ? 1L : 0L });

    /// <summary>Whether the public could read it on a surface.</summary>
    public static async Task<bool> WasShown(WriteTurn turn, string caseId, string surface, long now) =>
        await turn.Connection.ExecuteScalarAsync<long>(
            """
            SELECT COUNT(*)
              FROM publication_surface s
              JOIN case_clock c ON c.case_id = s.case_id
             WHERE s.case_id = @caseId AND s.surface = @surface AND s.state = 'approved'
               AND s.shown_from <= @now AND c.received_at <= @now - 86400000
            """,
            new { caseId, surface, now }) > 0;
}
