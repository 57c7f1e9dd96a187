using Dapper;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Staff.SignIn;
using LiveDashboard.Storage;
using Microsoft.AspNetCore.Identity;

namespace LiveDashboard.Staff.Accounts;

/// <summary>The way to sign in that a person chose: a password with an authenticator app, or a passkey.</summary>
/// <param name="PasswordHash">Null with a passkey.</param>
/// <param name="AuthenticatorKey">Null with a passkey.</param>
/// <param name="CodeStep">The step of the code that proved the app; it is not good again.</param>
/// <param name="RecoveryHashes">Empty with a passkey.</param>
public sealed record ChosenWay(
    string? PasswordHash, string? AuthenticatorKey, long CodeStep, IReadOnlyList<string> RecoveryHashes,
    UserPasskeyInfo? Passkey)
{
    public static ChosenWay With(UserPasskeyInfo passkey) => new(null, null, 0, [], passkey);
}

/// <summary>The name of somebody who is to be added is somebody's already.</summary>
public sealed class NameTakenException() : Exception("There is a member of staff of this name already.");

/// <summary>Invitations, from being made to being accepted.</summary>
public sealed class InvitationStore(Database database, WriteLane lane, StaffClock clock)
{
    /// <summary>Makes one; the code that is returned exists nowhere else.</summary>
    /// <param name="member">Null for somebody new.</param>
    /// <param name="name">Empty: the person chooses.</param>
    public async Task<string> Make(
        Actor by, StaffMember? member, string name, string role, TimeSpan life, CancellationToken ct)
    {
        var code = Secret.New();
        var now = clock.Now;
        await lane.Write(async turn =>
        {
            // A newer link to the same person takes the place of an older one.
            await turn.Connection.ExecuteAsync(
                """
                DELETE FROM staff_invitation
                 WHERE used_at IS NULL AND name = @name AND COALESCE(member_id, '') = COALESCE(@memberId, '')
                """,
                new { name, memberId = member?.Id });
            await turn.Connection.ExecuteAsync(
                """
                INSERT INTO staff_invitation (id, code_hash, member_id, name, role, authenticator_key, made_by, made_at,
                                              expires_at, used_at)
                VALUES (@id, @hash, @memberId, @name, @role, @key, @by, @now, @expires, NULL)
                """,
                new
                {
                    id = Guid.CreateVersion7(now).ToString("n"),
                    hash = Secret.Hash(code),
                    memberId = member?.Id,
                    name,
                    role,
                    key = Totp.NewKey(),
                    by = by.Name,
                    now = now.ToUnixTimeMilliseconds(),
                    expires = (now + life).ToUnixTimeMilliseconds(),
                });
            await AuditStore.Add(turn, clock, by, AuditKind.Invited, name, became: role);
        }, ct);
        return code;
    }

    /// <summary>The invitation that a code opens; null when it is over, used or none.</summary>
    public async Task<Invitation?> Open(string code, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await db.QuerySingleOrDefaultAsync<Invitation>(
            """
            SELECT id, member_id, name, role, authenticator_key, made_by, expires_at
              FROM staff_invitation
             WHERE code_hash = @hash AND used_at IS NULL AND expires_at > @now
            """,
            new { hash = Secret.Hash(code.Trim()), now = clock.NowMs });
    }

    /// <summary>Those that may still be accepted, the newest first; not the ones of the command line.</summary>
    public async Task<IReadOnlyList<Invitation>> List(CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<Invitation>(
            """
            SELECT id, member_id, name, role, authenticator_key, made_by, expires_at
              FROM staff_invitation
             WHERE used_at IS NULL AND expires_at > @now AND name <> ''
             ORDER BY made_at DESC, id
            """,
            new { now = clock.NowMs })).AsList();
    }

    public Task Withdraw(Actor by, Invitation invitation, CancellationToken ct) => lane.Write(async turn =>
    {
        if (await turn.Connection.ExecuteAsync(
                "DELETE FROM staff_invitation WHERE id = @id AND used_at IS NULL", new { id = invitation.Id }) == 1)
            await AuditStore.Add(turn, clock, by, AuditKind.Withdrawn, invitation.Name);
    }, ct);

    /// <summary>
    /// Makes the person staff, or replaces all ways in of a member and ends the sessions. Null when the invitation is
    /// over.
    /// </summary>
    /// <exception cref="NameTakenException">Nothing was written; the invitation is still good.</exception>
    public async Task<string?> Accept(Invitation invitation, string name, ChosenWay way, CancellationToken ct)
    {
        var id = invitation.MemberId ?? invitation.Id;
        var actor = new Actor(id, name.Trim());
        return await lane.Write(async turn =>
        {
            if (await turn.Connection.ExecuteAsync(
                    """
                    UPDATE staff_invitation SET used_at = @now
                     WHERE id = @id AND used_at IS NULL AND expires_at > @now
                    """,
                    new { id = invitation.Id, now = clock.NowMs }) == 0) return null;
            if (invitation.MemberId is null) await Add(turn, id, name.Trim(), invitation.Role);
            else await ForgetWays(turn, id);
            await SetWay(turn, id, way);
            await AuditStore.Add(
                turn, clock, actor, invitation.MemberId is null ? AuditKind.Joined : AuditKind.WayReplaced, name.Trim(),
                became: invitation.MemberId is null ? invitation.Role : "");
            return id;
        }, ct);
    }

    /// <summary>Stores a way in, in the transaction of why.</summary>
    public async Task SetWay(WriteTurn turn, string id, ChosenWay way)
    {
        if (way.Passkey is { } passkey)
        {
            await PasskeyStore.Add(turn, id, passkey, clock.NowMs);
            return;
        }
        await turn.Connection.ExecuteAsync(
            """
            UPDATE staff_member
               SET password_hash = @PasswordHash, authenticator_key = @AuthenticatorKey, code_step = @CodeStep
             WHERE id = @id
            """,
            new { id, way.PasswordHash, way.AuthenticatorKey, way.CodeStep });
        await RecoveryCodes.Replace(turn, id, way.RecoveryHashes);
    }

    private async Task Add(WriteTurn turn, string id, string name, string role)
    {
        if (await turn.Connection.ExecuteAsync(
                """
                INSERT INTO staff_member (id, name, name_key, role, language, code_step, created_at)
                SELECT @id, @name, @key, @role, '', 0, @now
                 WHERE NOT EXISTS (SELECT 1 FROM staff_member WHERE name_key = @key)
                """,
                new { id, name, key = StaffMember.KeyOf(name), role, now = clock.NowMs }) == 0)
            throw new NameTakenException();
    }

    /// <summary>Whoever replaces the ways in may have lost them to somebody else.</summary>
    private static async Task ForgetWays(WriteTurn turn, string id)
    {
        await MemberStore.EndSessions(turn, id);
        await turn.Connection.ExecuteAsync("DELETE FROM staff_passkey WHERE member_id = @id", new { id });
        await turn.Connection.ExecuteAsync("DELETE FROM staff_recovery WHERE member_id = @id", new { id });
        await turn.Connection.ExecuteAsync(
            "UPDATE staff_member SET password_hash = NULL, authenticator_key = NULL WHERE id = @id", new { id });
    }
}
