using Dapper;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;

namespace LiveDashboard.Staff.Accounts;

/// <summary>Members of staff. Each change is recorded in its own transaction.</summary>
public sealed class MemberStore(Database database, WriteLane lane, StaffClock clock)
{
    public async Task<bool> Any(CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await db.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM staff_member WHERE disabled_at IS NULL") > 0;
    }

    public async Task<StaffMember?> Find(string id, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await db.QuerySingleOrDefaultAsync<StaffMember>(
            """
            SELECT id, name, role, language, password_hash, authenticator_key, code_step, created_at, disabled_at
              FROM staff_member
             WHERE id = @id
            """,
            new { id });
    }

    public async Task<StaffMember?> FindByName(string name, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await db.QuerySingleOrDefaultAsync<StaffMember>(
            """
            SELECT id, name, role, language, password_hash, authenticator_key, code_step, created_at, disabled_at
              FROM staff_member
             WHERE name_key = @key
            """,
            new { key = StaffMember.KeyOf(name) });
    }

    /// <summary>Everybody, by name.</summary>
    public async Task<IReadOnlyList<ListedMember>> List(CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<ListedMember>(
            """
            SELECT m.id, m.name, m.role, m.disabled_at,
                   CAST(CASE WHEN m.password_hash IS NULL THEN 0 ELSE 1 END AS BIGINT) AS has_password,
                   (SELECT COUNT(*) FROM staff_passkey p WHERE p.member_id = m.id) AS passkeys,
                   (SELECT COUNT(*) FROM staff_session s WHERE s.member_id = m.id AND s.ends_at > @now) AS sessions,
                   (SELECT MAX(s.seen_at) FROM staff_session s WHERE s.member_id = m.id) AS seen_at
              FROM staff_member m
             ORDER BY m.name_key
            """,
            new { now = clock.NowMs })).AsList();
    }

    /// <summary>
    /// Gives another role, which ends the person's sessions. False when there is no such person, the role is the same,
    /// or it would leave nobody to administer.
    /// </summary>
    public Task<bool> ChangeRole(Actor by, StaffMember member, string role, CancellationToken ct) =>
        lane.Write(async turn =>
    {
        if (await turn.Connection.ExecuteAsync(
                """
                UPDATE staff_member SET role = @role
                 WHERE id = @id AND role <> @role
                   AND (role <> 'admin' OR EXISTS (SELECT 1 FROM staff_member other
                         WHERE other.id <> @id AND other.role = 'admin' AND other.disabled_at IS NULL))
                """,
                new { id = member.Id, role }) == 0) return false;
        await EndSessions(turn, member.Id);
        await AuditStore.Add(turn, clock, by, AuditKind.RoleChanged, member.Name, member.Role, role);
        return true;
    }, ct);

    /// <summary>
    /// Keeps a person out from now on, and ends the sessions. False when there is no such person, it was done before,
    /// or it would leave nobody to administer.
    /// </summary>
    public Task<bool> Disable(Actor by, StaffMember member, CancellationToken ct) => lane.Write(async turn =>
    {
        if (await turn.Connection.ExecuteAsync(
                """
                UPDATE staff_member SET disabled_at = @now
                 WHERE id = @id AND disabled_at IS NULL
                   AND (role <> 'admin' OR EXISTS (SELECT 1 FROM staff_member other
                         WHERE other.id <> @id AND other.role = 'admin' AND other.disabled_at IS NULL))
                """,
                new { id = member.Id, now = clock.NowMs }) == 0) return false;
        await EndSessions(turn, member.Id);
        await turn.Connection.ExecuteAsync(
            "DELETE FROM staff_invitation WHERE member_id = @id AND used_at IS NULL", new { id = member.Id });
        await AuditStore.Add(turn, clock, by, AuditKind.Disabled, member.Name);
        return true;
    }, ct);

    /// <summary>Lets a person in again, who signs in as before. False when there is nothing to do.</summary>
    public Task<bool> Enable(Actor by, StaffMember member, CancellationToken ct) => lane.Write(async turn =>
    {
        if (await turn.Connection.ExecuteAsync(
                "UPDATE staff_member SET disabled_at = NULL WHERE id = @id AND disabled_at IS NOT NULL",
                new { id = member.Id }) == 0) return false;
        await AuditStore.Add(turn, clock, by, AuditKind.Enabled, member.Name);
        return true;
    }, ct);

    /// <summary>The language of the staff pages; '' follows the browser.</summary>
    public Task ChooseLanguage(string id, string language, CancellationToken ct) => lane.Write(
        turn => turn.Connection.ExecuteAsync(
            "UPDATE staff_member SET language = @language WHERE id = @id", new { id, language }), ct);

    /// <summary>Ends all sessions of a person, in the transaction of why.</summary>
    public static Task EndSessions(WriteTurn turn, string id) => turn.Connection.ExecuteAsync(
        "DELETE FROM staff_session WHERE member_id = @id", new { id });
}
