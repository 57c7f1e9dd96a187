using Dapper;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Desk.Acts;

/// <summary>Whose a case is among staff, and how urgent.</summary>
public sealed record CaseWork
{
    public string AssignedTo { get; init; } = "";
    public string AssignedName { get; init; } = "";
    public long Priority { get; init; }
}

/// <summary>A member of staff whom a case can be given to.</summary>
public sealed record DeskMember
{
    public string Id { get; init; } = "";
    public string Name { get; init; } = "";
    public string Role { get; init; } = "";
}

/// <summary>Assigns cases and marks the urgent ones.</summary>
public sealed class WorkStore(Database database, WriteLane lane, StaffClock clock)
{
    public async Task<CaseWork> Read(string caseId, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await db.QuerySingleOrDefaultAsync<CaseWork>(
            """
            SELECT COALESCE(w.assigned_to, '') AS assigned_to, COALESCE(m.name, '') AS assigned_name, w.priority
              FROM case_work w
              LEFT JOIN staff_member m ON m.id = w.assigned_to
             WHERE w.case_id = @caseId
            """,
            new { caseId }) ?? new CaseWork();
    }

    /// <summary>Those who answer, by name.</summary>
    public async Task<IReadOnlyList<DeskMember>> Members(CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<DeskMember>(
            EngineText.WithLists(
                db, "SELECT id, name, role FROM staff_member WHERE role IN @roles AND disabled_at IS NULL ORDER BY name_key"),
            new { roles = StaffPolicy.Roles[StaffPolicy.Answer].ToArray() })).AsList();
    }

    /// <summary>Gives a case to somebody who may see it, or ("") to nobody.</summary>
    /// <returns>False when the person cannot have it.</returns>
    public Task<bool> Assign(string caseId, string memberId, DeskRights by, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        return lane.Write(async turn =>
        {
            var queue = await turn.Connection.ExecuteScalarAsync<string?>(
                "SELECT queue FROM case_detail WHERE case_id = @caseId", new { caseId }) ?? CaseQueues.Desk;
            return await Assign(turn, caseId, queue, memberId, by) is not null;
        }, ct);
    }

    /// <summary>The same inside a turn.</summary>
    /// <returns>Whose it was before, "" nobody's; null when the person cannot have it.</returns>
    public async Task<string?> Assign(WriteTurn turn, string caseId, string queue, string memberId, DeskRights by)
    {
        var name = "";
        if (memberId.Length > 0)
        {
            var member = await turn.Connection.QuerySingleOrDefaultAsync<DeskMember>(
                "SELECT id, name, role FROM staff_member WHERE id = @memberId AND disabled_at IS NULL", new { memberId });
            if (member is null) return null;
            var rights = new DeskRights(member.Id, member.Name, member.Role);
            if (!rights.MayAnswer || !rights.Sees(queue)) return null;
            name = member.Name;
        }
        var was = await turn.Connection.QuerySingleOrDefaultAsync<DeskMember>(
            """
            SELECT m.id, m.name
              FROM case_work w
              JOIN staff_member m ON m.id = w.assigned_to
             WHERE w.case_id = @caseId
            """,
            new { caseId }) ?? new DeskMember();
        if (was.Id == memberId) return was.Id;
        await turn.Connection.ExecuteAsync(
            """
            INSERT INTO case_work (case_id, assigned_to, priority) VALUES (@caseId, @to, 0)
                ON CONFLICT (case_id) DO UPDATE SET assigned_to = excluded.assigned_to
            """,
            new { caseId, to = memberId.Length > 0 ? memberId : null });
        var reference = await CaseWords.Reference(turn.Connection, caseId);
        await AuditStore.Add(turn, clock, by.Actor, AuditKind.CaseAssigned, reference, was.Name, name);
        return was.Id;
    }

    public Task Prioritise(string caseId, bool high, DeskRights by, CancellationToken ct) => lane.Write(async turn =>
    {
        if (await turn.Connection.ExecuteAsync(
            """
            INSERT INTO case_work (case_id, assigned_to, priority) VALUES (@caseId, NULL, @priority)
                ON CONFLICT (case_id) DO UPDATE SET priority = excluded.priority
             WHERE case_work.priority <> excluded.priority
            """,
            new { caseId, priority = high ? 1L : 0L }) == 0) return;
        var reference = await CaseWords.Reference(turn.Connection, caseId);
        await AuditStore.Add(turn, clock, by.Actor, AuditKind.CasePriority, reference, became: high ? "high" : "normal");
    }, ct);

    /// <summary>Remembers the new date that the resident was told, in the turn that tells it.</summary>
    public static Task Told(WriteTurn turn, string caseId, long until) => turn.Connection.ExecuteAsync(
        """
        INSERT INTO case_work (case_id, assigned_to, priority, told_until) VALUES (@caseId, NULL, 0, @until)
            ON CONFLICT (case_id) DO UPDATE SET told_until = excluded.told_until
        """,
        new { caseId, until });
}
