using Dapper;
using LiveDashboard.Staff.Accounts;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;

namespace LiveDashboard.Staff.SignIn;

/// <summary>
/// Tells whether a name, a password and a code belong together. All three are checked at once and there is one answer,
/// so that nobody learns which of them was right.
/// </summary>
public sealed class Credentials(MemberStore members, Passwords passwords, AuditStore audit, WriteLane lane,
    StaffClock clock)
{
    /// <summary>A key for names that have none, so that they cost the same.</summary>
    private static readonly string Decoy = Totp.NewKey();

    /// <summary>The member of staff; null when something is not right, which is recorded.</summary>
    /// <param name="code">Of the authenticator app, or a recovery code.</param>
    /// <exception cref="TooBusyException">Nothing was checked.</exception>
    public async Task<StaffMember?> Check(string name, string password, string code, CancellationToken ct)
    {
        var member = name.Length <= 2 * StaffMember.LongestName ? await members.FindByName(name, ct) : null;
        var opens = await passwords.Check(member?.PasswordHash, password, ct);
        var digits = new string([.. code.Where(char.IsAsciiLetterOrDigit)]);
        var step = Totp.StepOf(member?.AuthenticatorKey ?? Decoy, digits, clock.Now);
        if (opens && member is { DisabledAt: null } && await UseCode(member, step, digits, ct)) return member;

        // What was typed as a name may be a password that went into the wrong field: only a name that exists is kept.
        await audit.Add(
            member is null ? Actor.Nobody : new Actor(member.Id, member.Name), AuditKind.SignInFailed,
            member?.Name ?? "", ct);
        return null;
    }

    /// <summary>Uses the code up: false for one that was used before.</summary>
    private Task<bool> UseCode(StaffMember member, long? step, string code, CancellationToken ct) =>
        lane.Write(async turn =>
    {
        if (step is not null)
            return await turn.Connection.ExecuteAsync(
                """
                UPDATE staff_member SET code_step = @step
                 WHERE id = @id AND code_step < @step AND disabled_at IS NULL
                """,
                new { id = member.Id, step }) == 1;
        if (!await RecoveryCodes.Use(turn, member.Id, code)) return false;
        await AuditStore.Add(turn, clock, new Actor(member.Id, member.Name), AuditKind.RecoveryCodeUsed, member.Name);
        return true;
    }, ct);
}
