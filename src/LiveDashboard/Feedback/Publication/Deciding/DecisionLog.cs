using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.Publication.Deciding;

/// <summary>What was decided.</summary>
/// <param name="Surface">"" of the text, and of appeals.</param>
public sealed record Decided(string CaseId, string Surface, string Decision, string Reason, string Note);

/// <summary>A line of the record. Times are Unix milliseconds.</summary>
public sealed record DecidedLine
{
    public long At { get; init; }
    public string Reference { get; init; } = "";
    public string Surface { get; init; } = "";
    public string Decision { get; init; } = "";
    public string Reason { get; init; } = "";
    public string Note { get; init; } = "";
    public string Member { get; init; } = "";
    public long? UndoneAt { get; init; }
}

/// <summary>The record of decisions, and taking back those of the last half minute.</summary>
public sealed class DecisionLog(
    Database database, WriteLane lane, StationTime station, StaffClock clock, DecisionNews news)
{
    /// <summary>Records a decision, in the turn of the act.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> Add(WriteTurn turn, Actor by, Decided what, long now, string batch)
    {
        var id = CaseId.New();
        await turn.Connection.ExecuteAsync(
            """
            INSERT INTO publication_decision (id, case_id, surface, decision, reason, note, member_id, at, batch)
            VALUES (@id, @CaseId, @Surface, @Decision, @Reason, @Note, @member, @now, @batch)
            """,
            new { id, what.CaseId, what.Surface, what.Decision, what.Reason, what.Note, member = by.Id, now, batch });
        return id;
    }

    /// <summary>"refused insult", "refused other (note)".</summary>
    public static string Say(string decision, string note) => note.Length == 0 ? decision : $"{decision} ({note})";

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<DecidedLine>> List(int most, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<DecidedLine>(
            """
            SELECT x.at, d.reference, x.surface, x.decision, x.reason, x.note, COALESCE(m.name, '') AS member, x.undone_at
              FROM publication_decision x
              JOIN case_detail d ON d.case_id = x.case_id
              LEFT JOIN staff_member m ON m.id = x.member_id
             ORDER BY x.at DESC, x.id
             LIMIT @most
            """,
            new { most })).AsList();
    }

    /// <summary>
    /// Takes back what the same person decided together within half a minute: the cases wait again. Nothing of it was
    /// shown yet. Text that was edited stays edited.
    /// </summary>
    /// <returns>How many decisions; 0 when it is too late or something was decided since.</returns>
    public async Task<int> Undo(Actor by, string batch, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        var undone = await lane.Write(async turn =>
        {
            var now = station.Now.ToUnixTimeMilliseconds();
            var ids = (await turn.Connection.QueryAsync<string>(
                """
                UPDATE publication_decision SET undone_at = @now
                 WHERE batch = @batch AND member_id = @me AND undone_at IS NULL AND at > @since AND at <= @now
                   AND decision IN ('approved', 'refused')
                   AND EXISTS (SELECT 1 FROM publication_surface s
                                WHERE s.case_id = publication_decision.case_id AND s.decision_id = publication_decision.id)
                RETURNING id
                """,
                new { now, batch, me = by.Id, since = now - (long)Decisions.UndoWithin.TotalMilliseconds })).AsList();
            foreach (var id in ids) await Back(turn, by, id);
            return ids.Count;
        }, ct);
        news.Committed();
        return undone;
    }

    private async Task Back(WriteTurn turn, Actor by, string id)
    {
        await turn.Connection.ExecuteAsync(
            """
            UPDATE publication SET revision = revision + 1
             WHERE case_id IN (SELECT s.case_id FROM publication_surface s WHERE s.decision_id = @id)
            """,
            new { id });
        await turn.Connection.ExecuteAsync(
            """
            UPDATE publication_surface
               SET state = 'waiting', reason = '', note = '', decision_id = '', decided_at = NULL, shown_from = NULL
             WHERE decision_id = @id
            """,
            new { id });
        var (caseId, at, reference, surface, decision) =
            await turn.Connection.QuerySingleAsync<(string, long, string, string, string)>(
            """
            SELECT x.case_id, x.at, d.reference, x.surface, x.decision
              FROM publication_decision x
              JOIN case_detail d ON d.case_id = x.case_id
             WHERE x.id = @id
            """,
            new { id });
        await AuditStore.Add(
            turn, clock, by, AuditKind.Moderated, reference, $"{surface}: {decision}", $"{surface}: {Ruling.Waiting}");
        if (surface == Surface.Web) await news.TakenBack(turn, caseId, at);
    }
}
