using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Desk.Claims;

/// <summary>Claims of cases and what was written under them; both outlive a restart.</summary>
public sealed class ClaimStore(
    Database database, WriteLane lane, CaseWords words, StaffClock clock, TimeProvider station)
{
    /// <summary>The claim that holds now; null: nobody's.</summary>
    public async Task<Claim?> Find(string caseId, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await db.QuerySingleOrDefaultAsync<Claim>(
            """
            SELECT l.member_id, m.name, l.held_until, l.wrote_at
              FROM case_claim l
              JOIN staff_member m ON m.id = l.member_id
             WHERE l.case_id = @caseId AND l.held_until > @now
            """,
            new { caseId, now = clock.NowMs });
    }

    /// <summary>
    /// What opening a case does: claims it unless somebody else holds it, and tells the resident, once, that it was
    /// read. An imported case gets its reference.
    /// </summary>
    public Task Open(string caseId, DeskRights by, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        return lane.Write(async turn =>
        {
            await Hold(turn, caseId, by, writing: false);
            await CaseWords.Reference(turn.Connection, caseId);
            if (await turn.Connection.ExecuteScalarAsync<long>(
                "SELECT COUNT(*) FROM case_event WHERE case_id = @caseId AND kind = 'seen'", new { caseId }) == 0)
                await words.Add(turn, caseId, EventKind.Seen, station.GetUtcNow());
        }, ct);
    }

    /// <summary>Keeps the claim of a page that is open.</summary>
    /// <param name="writing">Whether something was typed since the last time.</param>
    public Task Renew(string caseId, DeskRights by, bool writing, CancellationToken ct) =>
        lane.Write(turn => Hold(turn, caseId, by, writing), ct);

    /// <summary>Takes the claim from whoever holds it; the other's draft stays.</summary>
    public Task TakeOver(string caseId, DeskRights by, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        return lane.Write(turn => TakeOver(turn, caseId, by), ct);
    }

    private async Task TakeOver(WriteTurn turn, string caseId, DeskRights by)
    {
        var from = await turn.Connection.ExecuteScalarAsync<string?>(
            """
            SELECT m.name
              FROM case_claim l
              JOIN staff_member m ON m.id = l.member_id
             WHERE l.case_id = @caseId AND l.held_until > @now AND l.member_id <> @MemberId
            """,
            new { caseId, now = clock.NowMs, by.MemberId });
        await turn.Connection.ExecuteAsync("DELETE FROM case_claim WHERE case_id = @caseId", new { caseId });
        await Hold(turn, caseId, by, writing: false);
        if (from is not null)
            await AuditStore.Add(turn, clock, by.Actor, AuditKind.CaseTakenOver,
                await CaseWords.Reference(turn.Connection, caseId), from, by.Name);
    }

    /// <summary>Claims or renews inside a turn.</summary>
    /// <returns>False when somebody else holds it.</returns>
    public async Task<bool> Hold(WriteTurn turn, string caseId, DeskRights by, bool writing) =>
        await turn.Connection.ExecuteAsync(
            """
            INSERT INTO case_claim (case_id, member_id, held_until, wrote_at)
            VALUES (@caseId, @MemberId, @until, @wroteAt)
                ON CONFLICT (case_id) DO UPDATE
               SET member_id = excluded.member_id, held_until = excluded.held_until,
                   wrote_at = CASE WHEN case_claim.member_id = excluded.member_id AND excluded.wrote_at = 0
                                   THEN case_claim.wrote_at ELSE excluded.wrote_at END
             WHERE case_claim.member_id = excluded.member_id OR case_claim.held_until <= @now
            """,
            new { caseId, by.MemberId, until = Until, wroteAt = writing ? clock.NowMs : 0, now = clock.NowMs }) > 0;

    /// <summary>Renews a claim that still holds, inside the turn of what only its holder may do.</summary>
    /// <returns>False when it does not hold any more.</returns>
    public async Task<bool> Keep(WriteTurn turn, string caseId, DeskRights by) =>
        await turn.Connection.ExecuteAsync(
            """
            UPDATE case_claim SET held_until = @until, wrote_at = 0
             WHERE case_id = @caseId AND member_id = @MemberId AND held_until > @now
            """,
            new { caseId, by.MemberId, until = Until, now = clock.NowMs }) > 0;

    /// <summary>What this member has written of a reply; "" when nothing.</summary>
    public async Task<string> Draft(string caseId, DeskRights by, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await db.ExecuteScalarAsync<string?>(
            "SELECT body FROM reply_draft WHERE case_id = @caseId AND member_id = @MemberId", new { caseId, by.MemberId }) ?? "";
    }

    public Task SaveDraft(string caseId, DeskRights by, string body, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        return lane.Write(turn => turn.Connection.ExecuteAsync(
            """
            INSERT INTO reply_draft (case_id, member_id, body, saved_at) VALUES (@caseId, @MemberId, @body, @now)
                ON CONFLICT (case_id, member_id) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at
            """,
            new { caseId, by.MemberId, body, now = clock.NowMs }), ct);
    }

    private long Until => clock.NowMs + (long)Claim.Lease.TotalMilliseconds;
}
