using System.Data.Common;
using Dapper;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Feedback.Publication.WordLists;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.Publication.Queue;

/// <summary>The cases whose words might be shown, and how they come here.</summary>
public sealed class QueuedCases(Database database, WriteLane lane, StationTime station, StaffClock clock)
{
    /// <summary>How many a page lists.</summary>
    public const int Most = 200;

    /// <summary>From this age on the queue complains.</summary>
    public static readonly TimeSpan TooOld = TimeSpan.FromDays(3);

    /// <summary>Those that wait on a surface, and open appeals; the oldest first.</summary>
    public async Task<IReadOnlyList<QueuedCase>> List(CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        var waiting = (await db.QueryAsync<QueuedCase>(
            """
            SELECT p.case_id, d.reference, p.revision, p.entered_at, d.language, c.category_id, c.area_id,
                   p.title, p.said, p.did, p.why, w.state AS web, l.state AS lobby,
                   (SELECT MAX(e.seq) FROM case_event e WHERE e.case_id = p.case_id) AS seq,
                   CAST(CASE WHEN a.case_id IS NULL THEN 0 ELSE 1 END AS BIGINT) AS appealed
              FROM publication p
              JOIN case_detail d ON d.case_id = p.case_id
              JOIN case_clock c ON c.case_id = p.case_id
              JOIN publication_surface w ON w.case_id = p.case_id AND w.surface = 'web'
              JOIN publication_surface l ON l.case_id = p.case_id AND l.surface = 'lobby'
              LEFT JOIN publication_appeal a ON a.case_id = p.case_id AND a.decision = ''
             WHERE (w.state = 'waiting' OR l.state = 'waiting' OR a.case_id IS NOT NULL)
               AND d.queue = 'desk' AND d.may_show = 1 AND d.erased_at IS NULL AND c.excluded = 0
             ORDER BY p.entered_at, p.case_id
             LIMIT @Most
            """,
            new { Most })).AsList();
        var words = await HoldWords.Read(db);
        return [.. waiting.Select(one => one with { Held = words.Match(one.Language, one.Words.Everything) })];
    }

    /// <summary>Staff propose a case. False when it may not be shown, has no words, or is there already.</summary>
    public Task<bool> Propose(Actor by, string caseId, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        return lane.Write(async turn =>
        {
            if (!await Enter(turn.Connection, caseId, station.Now, proposed: true)) return false;
            await AuditStore.Add(
                turn, clock, by, AuditKind.Proposed, await CaseWords.Reference(turn.Connection, caseId));
            return true;
        }, ct);
    }

    /// <summary>
    /// Lets a case in, in the turn of what brought it: one that was resolved with an answer comes by itself. Restricted
    /// and independent cases, those whose resident does not want it, and those without words never come.
    /// </summary>
    /// <returns>Whether it came.</returns>
    public static async Task<bool> Enter(DbConnection db, string caseId, DateTimeOffset at, bool proposed = false)
    {
        // The newest answer takes the place of an earlier one as long as nobody has looked.
        var came = await db.ExecuteAsync(
            """
            INSERT INTO publication (case_id, entered_at, revision, title, said, did, why, edit_reason, edit_note)
            SELECT d.case_id, @at, 1, '', m.body,
                   COALESCE((SELECT t.body
                               FROM case_event a
                               JOIN case_text t ON t.case_id = a.case_id AND t.seq = a.seq
                              WHERE a.case_id = d.case_id AND a.kind IN ('replied', 'resolved')
                                AND t.author = 'staff' AND t.body <> ''
                                AND NOT EXISTS (SELECT 1 FROM case_event v WHERE v.case_id = a.case_id AND v.voids = a.seq)
                              ORDER BY a.at DESC, a.seq DESC
                              LIMIT 1), ''), '', '', ''
              FROM case_detail d
              JOIN case_event e ON e.case_id = d.case_id AND e.kind = 'received'
              JOIN case_text m ON m.case_id = e.case_id AND m.seq = e.seq
             WHERE d.case_id = @caseId AND d.queue = 'desk' AND d.may_show = 1 AND d.erased_at IS NULL
               AND m.author = 'resident' AND m.body <> ''
               AND NOT EXISTS (SELECT 1 FROM case_event v WHERE v.case_id = e.case_id AND v.voids = e.seq)
               AND (@proposed = 1 OR EXISTS (
                    SELECT 1 FROM case_text t WHERE t.case_id = d.case_id AND t.author = 'staff' AND t.body <> ''
                       AND EXISTS (SELECT 1 FROM case_event r WHERE r.case_id = t.case_id AND r.seq = t.seq
                                      AND r.kind IN ('replied', 'resolved'))))
                ON CONFLICT (case_id) DO UPDATE SET did = excluded.did, revision = publication.revision + 1
             WHERE publication.edited_at IS NULL AND publication.did <> excluded.did
               AND NOT EXISTS (SELECT 1 FROM publication_surface s
                                WHERE s.case_id = publication.case_id AND s.state <> 'waiting')
            """,
            new { caseId, at = at.ToUnixTimeMilliseconds(), proposed = proposed ? 1L : 0L });
        if (came == 0) return false;
        return await db.ExecuteAsync(
            """
            INSERT INTO publication_surface (case_id, surface, state, reason, note, decision_id)
            SELECT p.case_id, s.surface, 'waiting', '', '', ''
              FROM publication p
              JOIN (SELECT 'web' AS surface UNION ALL SELECT 'lobby') s ON 1 = 1
             WHERE p.case_id = @caseId
                ON CONFLICT DO NOTHING
            """,
            new { caseId }) > 0;
    }
}
