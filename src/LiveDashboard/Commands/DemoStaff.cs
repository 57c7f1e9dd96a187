using LiveDashboard.Staff;
using LiveDashboard.Staff.Accounts;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Staff.SignIn;
using LiveDashboard.Storage;

namespace LiveDashboard.Commands;

/// <summary>
/// The demonstration's one account: an administrator, so that every page can be seen. Nothing that it may do
/// reaches the records. How to sign in is kept in a file beside them, to be said at every start; without the file
/// the account's way in is made anew, so nobody locks the others out for good.
/// </summary>
public static class DemoStaff
{
    public const string Name = "demo";

    /// <summary>Makes the account if this was not done before; says how to sign in.</summary>
    public static async Task<string> Prepare(WebApplication app, CancellationToken ct)
    {
        var file = Path.Combine(app.Services.GetRequiredService<DataPlace>().Folder, "demo-staff.txt");
        if (File.Exists(file)) return await File.ReadAllTextAsync(file, ct);
        var said = await Make(app, ct);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        // It gets its name when it is whole: half of it would lock everybody out, and without it the way in is made anew.
        var unfinished = file + ".unfinished";
        var mode = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) mode.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var writer = new StreamWriter(unfinished, mode)) await writer.WriteAsync(said);
        File.Move(unfinished, file);
        return said;
    }

    private static async Task<string> Make(WebApplication app, CancellationToken ct)
    {
        var members = app.Services.GetRequiredService<MemberStore>();
        var invitations = app.Services.GetRequiredService<InvitationStore>();
        var member = await members.FindByName(Name, ct);
        if (member?.DisabledAt is not null) await members.Enable(Actor.Console, member, ct);
        if (member is { Role: not StaffRole.Admin })
            await members.ChangeRole(Actor.Console, member, StaffRole.Admin, ct);
        var code = await invitations.Make(Actor.Console, member, Name, StaffRole.Admin, Invitation.SetUpLife, ct);
        var invitation = (await invitations.Open(code, ct))!;
        var password = Secret.Typed(16).ToLowerInvariant();
        var hash = await app.Services.GetRequiredService<Passwords>().Hash(password, ct);
        var way = new ChosenWay(hash, invitation.AuthenticatorKey, 0, [], null);
        await invitations.Accept(invitation, Name, way, ct);
        return $"Staff pages: /staff/sign-in, name {Name}, password {password}. The code: the command staff code, or "
            + $"an authenticator app with the key {invitation.AuthenticatorKey}";
    }
}
