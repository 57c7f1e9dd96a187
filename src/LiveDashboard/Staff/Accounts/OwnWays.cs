using Dapper;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Staff.SignIn;
using LiveDashboard.Storage;
using Microsoft.AspNetCore.Identity;

namespace LiveDashboard.Staff.Accounts;

/// <summary>
/// How a member of staff changes the own ways to sign in. Whatever takes one away or replaces it ends the person's
/// other sessions: it may be done because somebody else has it.
/// </summary>
public sealed class OwnWays(InvitationStore invitations, WriteLane lane, StaffClock clock)
{
    public Task SetPassword(StaffSession session, ChosenWay way, CancellationToken ct) => lane.Write(async turn =>
    {
        await invitations.SetWay(turn, session.MemberId, way);
        await EndOthers(turn, session);
        await AuditStore.Add(turn, clock, session.Actor, AuditKind.PasswordSet, session.Name);
    }, ct);

    public Task ReplaceRecoveryCodes(StaffSession session, IReadOnlyList<string> hashes, CancellationToken ct) =>
        lane.Write(async turn =>
        {
            await RecoveryCodes.Replace(turn, session.MemberId, hashes);
            await AuditStore.Add(turn, clock, session.Actor, AuditKind.RecoveryCodesMade, session.Name);
        }, ct);

    public Task AddPasskey(StaffSession session, UserPasskeyInfo passkey, CancellationToken ct) =>
        lane.Write(async turn =>
    {
        await PasskeyStore.Add(turn, session.MemberId, passkey, clock.NowMs);
        await AuditStore.Add(turn, clock, session.Actor, AuditKind.PasskeyAdded, session.Name);
    }, ct);

    /// <summary>False when it is the last way in, or none of this person's.</summary>
    public Task<bool> RemovePasskey(StaffSession session, string credentialId, CancellationToken ct) =>
        lane.Write(async turn =>
    {
        if (await turn.Connection.ExecuteAsync(
                """
                DELETE FROM staff_passkey
                 WHERE credential_id = @credentialId AND member_id = @member
                   AND (EXISTS (SELECT 1 FROM staff_member m WHERE m.id = @member AND m.password_hash IS NOT NULL)
                        OR EXISTS (SELECT 1 FROM staff_passkey other
                                    WHERE other.member_id = @member AND other.credential_id <> @credentialId))
                """,
                new { credentialId, member = session.MemberId }) == 0) return false;
        await EndOthers(turn, session);
        await AuditStore.Add(turn, clock, session.Actor, AuditKind.PasskeyRemoved, session.Name);
        return true;
    }, ct);

    private static Task EndOthers(WriteTurn turn, StaffSession session) => turn.Connection.ExecuteAsync(
        "DELETE FROM staff_session WHERE member_id = @member AND id <> @id",
        new { member = session.MemberId, id = session.Id });
}
