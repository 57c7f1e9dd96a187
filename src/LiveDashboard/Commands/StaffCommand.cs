using System.CommandLine;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Accounts;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Staff.SignIn;
using LiveDashboard.Storage;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Commands;

/// <summary><c>staff</c>: who may sign in. Whoever runs commands here may do all of it; each act is recorded.</summary>
public static class StaffCommand
{
    private static readonly Option<string> Called = new("--name")
    {
        Description = "The person's name, to sign in with.",
        Required = true,
    };

    private static readonly Option<string> Role = new("--role")
    {
        Description = $"One of {string.Join(", ", StaffRole.All)}.",
        DefaultValueFactory = _ => StaffRole.Viewer,
    };

    private static readonly Argument<string> Name = new("NAME") { Description = "As staff list shows it." };

    public static Command Create()
    {
        Role.AcceptOnlyFromAmong([.. StaffRole.All]);
        var list = new Command("list", "Show who may sign in.");
        list.SetAction((parse, ct) => Shell.Run(parse, app => List(app, ct)));
        var invite = new Command("invite",
            "Make a link by which a person becomes staff; good once, for 72 hours.") { Called, Role };
        invite.SetAction((parse, ct) => Shell.Run(parse, app => Invite(parse, app, ct)));
        var disable = new Command("disable", "Keep a person out from now on, and end the sessions.") { Name };
        disable.SetAction((parse, ct) => Shell.Run(parse, app => Disable(parse, app, ct)));
        var setUp = new Command("setup",
            "Make a link for a new administrator; good once, for 15 minutes after the server starts again.");
        setUp.SetAction((parse, ct) => Shell.Run(parse, app => SetUp(app, ct)));
        var code = new Command("code",
            "In the demonstration: show the code that its account signs in with now. The server may run on.");
        code.SetAction((parse, ct) => Shell.Visit(parse, app => Code(app, ct)));
        return new Command("staff", "Who may sign in. On the embedded database, stop the server first.")
        {
            list, invite, disable, setUp, code,
        };
    }

    /// <summary>The link for the first account of an instance; null when there are accounts already.</summary>
    public static async Task<string?> FirstLink(WebApplication app, string address, CancellationToken ct) =>
        await app.Services.GetRequiredService<MemberStore>().Any(ct) ? null
            : Invitation.Link(Site(app, address), await SetUpCode(app, ct));

    private static async Task<int> List(WebApplication app, CancellationToken ct)
    {
        var members = await app.Services.GetRequiredService<MemberStore>().List(ct);
        foreach (var member in members)
            Console.WriteLine(
                $"{member.Name}  {member.Role}  {member.Passkeys} passkeys"
                + (member.HasPassword == 1 ? ", password and app" : "")
                + (member.DisabledAt is { } at
                    ? $"  disabled {DateTimeOffset.FromUnixTimeMilliseconds(at):yyyy-MM-dd}" : ""));
        if (members.Count == 0) Console.WriteLine(
            "Nobody may sign in. Start the server, and open the link that it prints.");
        return 0;
    }

    private static async Task<int> Invite(ParseResult parse, WebApplication app, CancellationToken ct)
    {
        var name = parse.GetRequiredValue(Called).Trim();
        if (!StaffMember.IsName(name)) throw new CannotStartException(
            $"'{name}' cannot be a name: 1 to {StaffMember.LongestName} visible characters.");
        if (await app.Services.GetRequiredService<MemberStore>().FindByName(name, ct) is not null)
            throw new CannotStartException($"There is a member of staff '{name}' already.");
        Print(app, await app.Services.GetRequiredService<InvitationStore>().Make(
            Actor.Console, null, name, parse.GetRequiredValue(Role), Invitation.Life, ct));
        return 0;
    }

    private static async Task<int> Disable(ParseResult parse, WebApplication app, CancellationToken ct)
    {
        var members = app.Services.GetRequiredService<MemberStore>();
        var name = parse.GetRequiredValue(Name);
        if (await members.FindByName(name, ct) is not { DisabledAt: null } member)
            throw new CannotStartException(
                $"There is no member of staff '{name}' who could sign in; staff list shows them.");
        if (!await members.Disable(Actor.Console, member, ct))
            throw new CannotStartException($"'{name}' is the last administrator. Add another first: staff setup.");
        return await List(app, ct);
    }

    private static async Task<int> SetUp(WebApplication app, CancellationToken ct)
    {
        Print(app, await SetUpCode(app, ct));
        return 0;
    }

    private static Task<string> SetUpCode(WebApplication app, CancellationToken ct) =>
        app.Services.GetRequiredService<InvitationStore>()
            .Make(Actor.Console, null, "", StaffRole.Admin, Invitation.SetUpLife, ct);

    private static async Task<int> Code(WebApplication app, CancellationToken ct)
    {
        await Shell.RequireDemonstration(app, ct);
        var member = await app.Services.GetRequiredService<MemberStore>().FindByName(DemoStaff.Name, ct);
        if (member?.AuthenticatorKey is not { } key) throw new CannotStartException("Start the demonstration first.");
        Console.WriteLine(Totp.Code(key, Totp.StepAt(DateTimeOffset.UtcNow)));
        return 0;
    }

    private static void Print(WebApplication app, string code)
    {
        Console.WriteLine(Invitation.Link(Site(app, ""), code));
        Console.Error.WriteLine("This is the only time that the link is shown. Give it to this person alone.");
    }

    /// <summary>Where staff reach the instance, or as it was started; the path alone where neither is known.</summary>
    private static string Site(WebApplication app, string address) =>
        app.Services.GetRequiredService<IOptions<StaffOptions>>().Value.Site?.GetLeftPart(UriPartial.Authority)
        ?? address.Replace("[::]", "localhost", StringComparison.Ordinal)
            .Replace("0.0.0.0", "localhost", StringComparison.Ordinal)
            .Replace("127.0.0.1", "localhost", StringComparison.Ordinal); // to which a passkey can be bound
}
