using Dapper;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Keeping;

/// <summary>A case whose erasure was asked for, or that is on hold. Times are Unix milliseconds.</summary>
public sealed record KeptCase
{
    public string CaseId { get; init; } = "";
    public string Reference { get; init; } = "";
    /// <summary>Who of staff asked or set it; "": the resident asked.</summary>
    public string By { get; init; } = "";
    public string Reason { get; init; } = "";
    public long At { get; init; }
    /// <summary>1: it is on legal hold.</summary>
    public long Held { get; init; }
}

/// <summary>What administrators decide about keeping: periods, legal holds, erasures. Each act is audited.</summary>
public sealed class KeepingStore(
    Database database, WriteLane lane, EraseCase erase, TimeProvider clock, StaffClock staff)
{
    private const int MostListed = 200;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Open requests for erasure, the oldest first.</summary>
    public async Task<IReadOnlyList<KeptCase>> Requests(CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<KeptCase>(
            """
            SELECT r.case_id, COALESCE(d.reference, '') AS reference, r.asked_by AS by, '' AS reason, r.asked_at AS at,
                   CASE WHEN h.case_id IS NULL THEN 0 ELSE 1 END AS held
              FROM erasure_request r
              LEFT JOIN case_detail d ON d.case_id = r.case_id
              LEFT JOIN legal_hold h ON h.case_id = r.case_id
             WHERE r.done_at IS NULL
             ORDER BY r.asked_at, r.case_id
             LIMIT @MostListed
            """,
            new { MostListed })).AsList();
    }

    /// <summary>Cases on legal hold, the newest first.</summary>
    public async Task<IReadOnlyList<KeptCase>> Holds(CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<KeptCase>(
            """
            SELECT h.case_id, COALESCE(d.reference, '') AS reference, h.set_by AS by, h.reason, h.set_at AS at, 1 AS held
              FROM legal_hold h
              LEFT JOIN case_detail d ON d.case_id = h.case_id
             ORDER BY h.set_at DESC, h.case_id
             LIMIT @MostListed
            """,
            new { MostListed })).AsList();
    }

    /// <summary>The case of a reference; null when there is none.</summary>
    public async Task<string?> Find(string reference, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await db.ExecuteScalarAsync<string?>(
            "SELECT case_id FROM case_detail WHERE reference = @reference", new { reference });
    }

    public Task SetPeriod(Actor actor, string what, int days, CancellationToken ct) => lane.Write(async turn =>
    {
        var was = (await KeepingPeriods.List(turn.Connection)).Single(one => one.What == what).Days;
        if (was == days) return;
        await KeepingPeriods.Set(turn.Connection, what, days, Now);
        await AuditStore.Add(turn, staff, actor, AuditKind.KeepingChanged, what, $"{was}", $"{days}");
    }, ct);

    /// <summary>Keeps everything of a case until the hold is lifted.</summary>
    public Task Hold(Actor actor, string caseId, string reference, string reason, CancellationToken ct) => lane.Write(async turn =>
    {
        if (await turn.Connection.ExecuteAsync(
            """
            INSERT INTO legal_hold (case_id, reason, set_by, set_at) VALUES (@caseId, @reason, @by, @now)
                ON CONFLICT (case_id) DO NOTHING
            """,
            new { caseId, reason, by = actor.Name, now = Now }) > 0)
            await AuditStore.Add(turn, staff, actor, AuditKind.HoldSet, reference);
    }, ct);

    public Task Lift(Actor actor, string caseId, string reference, CancellationToken ct) => lane.Write(async turn =>
    {
        if (await turn.Connection.ExecuteAsync("DELETE FROM legal_hold WHERE case_id = @caseId", new { caseId }) > 0)
            await AuditStore.Add(turn, staff, actor, AuditKind.HoldLifted, reference);
    }, ct);

    /// <summary>Asks, for the provider, that a case be erased. Somebody else must carry it out.</summary>
    public Task Ask(Actor actor, string caseId, string reference, CancellationToken ct) => lane.Write(async turn =>
    {
        if (await turn.Connection.ExecuteAsync(
            """
            INSERT INTO erasure_request (case_id, asked_at, asked_by) VALUES (@caseId, @now, @by)
                ON CONFLICT (case_id) DO NOTHING
            """,
            new { caseId, now = Now, by = actor.Name }) > 0)
            await AuditStore.Add(turn, staff, actor, AuditKind.ErasureAsked, reference);
    }, ct);

    /// <summary>Carries out a request. Two people are behind every erasure: who asked, and who does it.</summary>
    /// <returns>False when there is no open request, the same person asked, or the case is on hold.</returns>
    public async Task<bool> Erase(Actor actor, string caseId, string reference, CancellationToken ct)
    {
        var erased = await lane.Write(async turn =>
        {
            if (await turn.Connection.ExecuteScalarAsync<long>(
                "SELECT COUNT(*) FROM erasure_request WHERE case_id = @caseId AND done_at IS NULL AND asked_by <> @by",
                new { caseId, by = actor.Name }) == 0) return false;
            if (!await erase.Run(turn.Connection, caseId, Now)) return false;
            await AuditStore.Add(turn, staff, actor, AuditKind.Erased, reference);
            return true;
        }, ct);
        if (erased) lane.ForgetLog();
        return erased;
    }
}
