using Dapper;
using LiveDashboard.Feedback.Publication.Deciding;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.Publication.Appeals;

/// <summary>What the resident is told about the public text of the case. Times are Unix milliseconds.</summary>
public sealed record OwnPublication
{
    public string Reference { get; init; } = "";
    public string State { get; init; } = "";
    public string Reason { get; init; } = "";
    public string Note { get; init; } = "";
    public long DecidedAt { get; init; }
    public string EditReason { get; init; } = "";
    public string EditNote { get; init; } = "";
    /// <summary>1: everybody can read it now.</summary>
    public long Shown { get; init; }
    public long? AppealedAt { get; init; }
    public string AppealDecision { get; init; } = "";

    public bool IsRefused => State is Ruling.Refused or Ruling.Withdrawn;
    public bool MayAppeal => AppealedAt is null && (IsRefused || (Shown == 1 && EditReason.Length > 0));
}

/// <summary>A resident asks once that somebody else looks at it; a second person decides.</summary>
public sealed class AppealStore(
    Database database, WriteLane lane, StationTime station, StaffClock clock, DecisionNews news)
{
    /// <summary>Null as long as nothing was decided that cannot be taken back any more.</summary>
    public async Task<OwnPublication?> Read(string caseId, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await db.QuerySingleOrDefaultAsync<OwnPublication?>(
            """
            SELECT d.reference, w.state, w.reason, w.note, w.decided_at, p.edit_reason, p.edit_note,
                   CAST(CASE WHEN EXISTS (SELECT 1 FROM shown_case s WHERE s.case_id = p.case_id AND s.visible_at <= @now)
                             THEN 1 ELSE 0 END AS BIGINT) AS shown,
                   a.asked_at AS appealed_at, COALESCE(a.decision, '') AS appeal_decision
              FROM publication p
              JOIN case_detail d ON d.case_id = p.case_id
              JOIN publication_surface w ON w.case_id = p.case_id AND w.surface = 'web'
              LEFT JOIN publication_appeal a ON a.case_id = p.case_id
             WHERE p.case_id = @caseId
               AND (a.case_id IS NOT NULL OR (w.state <> 'waiting' AND w.decided_at <= @settled))
            """,
            new { caseId, now = Now, settled = Now - (long)Decisions.UndoWithin.TotalMilliseconds });
    }

    /// <summary>False when there is nothing to appeal against, or it was done before.</summary>
    public Task<bool> Ask(string caseId, string body, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        return lane.Write(async turn => await turn.Connection.ExecuteAsync(
            """
            INSERT INTO publication_appeal (case_id, asked_at, body, decision)
            SELECT p.case_id, @now, @body, ''
              FROM publication p
              JOIN publication_surface w ON w.case_id = p.case_id AND w.surface = 'web'
             WHERE p.case_id = @caseId AND w.decided_at <= @settled
               AND (w.state IN ('refused', 'withdrawn') OR (w.state = 'approved' AND p.edit_reason <> ''))
                ON CONFLICT (case_id) DO NOTHING
            """,
            new { caseId, body, now = Now, settled = Now - (long)Decisions.UndoWithin.TotalMilliseconds }) == 1, ct);
    }

    /// <summary>
    /// A second person lets the decision stand, or takes it up: the case waits again, its text as it was written, for
    /// somebody else than who decided first.
    /// </summary>
    /// <returns>False when it is decided already, something changed, or the person decided before.</returns>
    public async Task<bool> Decide(Actor by, ReviewedCase seen, bool grant, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        var done = await lane.Write(async turn =>
        {
            var decision = grant ? Ruling.Granted : Ruling.Upheld;
            if (await turn.Connection.ExecuteAsync(
                    """
                    UPDATE publication_appeal SET decision = @decision, decided_at = @now
                     WHERE case_id = @CaseId AND decision = ''
                       AND EXISTS (SELECT 1 FROM publication p WHERE p.case_id = @CaseId AND p.revision = @Revision)
                       AND NOT EXISTS (SELECT 1 FROM publication_decision x
                                        WHERE x.case_id = @CaseId AND x.member_id = @me AND x.undone_at IS NULL
                                          AND x.at <= publication_appeal.asked_at
                                          AND x.decision NOT IN ('upheld', 'granted'))
                    """,
                    new { seen.CaseId, seen.Revision, decision, me = by.Id, now = Now }) == 0) return false;
            if (grant) await Reopen(turn, seen);
            await DecisionLog.Add(turn, by, new Decided(seen.CaseId, "", decision, "", ""), Now, "");
            await news.Appealed(turn, seen.CaseId, Now);
            await AuditStore.Add(turn, clock, by, AuditKind.AppealDecided, seen.Reference, "", decision);
            return true;
        }, ct);
        news.Committed();
        return done;
    }

    private long Now => station.Now.ToUnixTimeMilliseconds();

    private static async Task Reopen(WriteTurn turn, ReviewedCase seen)
    {
        await turn.Connection.ExecuteAsync(
            """
            UPDATE publication_surface
               SET state = 'waiting', reason = '', note = '', decision_id = '', decided_at = NULL, shown_from = NULL
             WHERE case_id = @CaseId
            """,
            new { seen.CaseId });
        await turn.Connection.ExecuteAsync(
            """
            UPDATE publication
               SET revision = revision + 1, edit_reason = '', edit_note = '', edited_at = NULL,
                   said = CASE WHEN edit_reason = '' THEN said ELSE @Message END,
                   did = CASE WHEN edit_reason = '' OR @Answer = '' THEN did ELSE @Answer END
             WHERE case_id = @CaseId
            """,
            new { seen.CaseId, seen.Message, seen.Answer });
    }
}
