using LiveDashboard.Staff;
using LiveDashboard.Staff.Accounts;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Staff.SignIn;

namespace LiveDashboard.Commands;

/// <summary>
/// The demonstration's one account: an administrator, so that every page can be seen. Nothing that it may do reaches the
/// records, and each start makes its way in anew, so nobody can lock the others out for long.
/// </summary>
public static class DemoStaff
{
    public const string Name = "demo";

    /// <summary>Makes the account; says how to sign in.</summary>
    public static async Task<string> Prepare(WebApplication app, CancellationToken ct)
    {
        var members = app.Services.GetRequiredService<MemberStore>();
        var invitations = app.Services.GetRequiredService<InvitationStore>();
        var member = await members.FindByName(Name, ct);
        if (member?.DisabledAt is not null) await members.Enable(Actor.Console, member, ct);
        if (member is { Role: not StaffRole.Admin }) await members.ChangeRole(Actor.Console, member, StaffRole.Admin, ct);
        var code = await invitations.Make(Actor.Console, member, Name, StaffRole.Admin, Invitation.SetUpLife, ct);
        var invitation = (await invitations.Open(code, ct))!;
        var password = Secret.Typed(16).ToLowerInvariant();
        var way = new ChosenWay(
            await app.Services.GetRequiredService<Passwords>().Hash(password, ct), invitation.AuthenticatorKey, 0, [], null);
        await invitations.Accept(invitation, Name, way, ct);
        return $"Staff pages: /staff/sign-in, name {Name}, password {password}. The code: the command staff code, or an "
            + $"authenticator app with the key {invitation.AuthenticatorKey}";
    }
}
