using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Accounts;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Staff.SignIn;
using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests.Helpers;

/// <summary>The program as staff reach it, with what a test of sign-in needs.</summary>
public sealed class StaffDesk(LiveSite site, Browsing browsing) : IAsyncDisposable
{
    public const string Password = "violet harbour seldom 41";

    /// <summary>A passkey needs a name: an address of numbers has none to be bound to.</summary>
    public Uri Address => new UriBuilder(site.Address) { Host = "localhost" }.Uri;

    public static async Task<StaffDesk> Start(Browsing browsing) => new(await LiveSite.Start(cases: 0), browsing);

    public T Get<T>() where T : notnull => site.Get<T>();

    /// <summary>A link to become an administrator.</summary>
    public Task<string> Link(string name) => site.Get<InvitationStore>().Make(
        Actor.Console, null, name, StaffRole.Admin, Invitation.Life, CancellationToken.None);

    /// <summary>Somebody with a password and an app of this key.</summary>
    public async Task<string> Member(string name)
    {
        var invitations = site.Get<InvitationStore>();
        var invitation = (await invitations.Open(await Link(name), CancellationToken.None))!;
        var hash = await site.Get<Passwords>().Hash(Password, CancellationToken.None);
        await invitations.Accept(
            invitation, name, new ChosenWay(hash, invitation.AuthenticatorKey, 0, [], null), CancellationToken.None);
        return invitation.AuthenticatorKey;
    }

    /// <summary>A browser whose member is signed in.</summary>
    public async Task<Visitor> SignedIn(string name, BrowserNewContextOptions options)
    {
        var key = await Member(name);
        var visitor = await browsing.Visitor(Address, options);
        await visitor.Page.GotoAsync("/staff");
        await SignIn(visitor.Page, name, key);
        await visitor.Page.WaitForURLAsync("**/staff/desk");
        return visitor;
    }

    /// <summary>A resident writes; returns the id of the case.</summary>
    public async Task<string> Receive(string text)
    {
        var message = new NewMessage(CaseKind.Concern, CaseQueues.Desk, CaseChannel.Web, "en", "", "", text, "", Sender.Nobody, "");
        var sent = await site.Get<MessageStore>().Send(CaseCode.OfForm(CaseCode.NewForm())!, message, CancellationToken.None);
        return sent.CaseId;
    }

    /// <summary>Fills in and sends the form that the page shows.</summary>
    public static async Task SignIn(IPage page, string name, string key)
    {
        await page.FillAsync("#name", name);
        await page.FillAsync("#password", Password);
        await page.FillAsync("#code", Totp.Code(key, Totp.StepAt(DateTimeOffset.UtcNow)));
        await page.Locator("#code").PressAsync("Enter");
    }

    /// <summary>A browser with a device that confirms who its owner is.</summary>
    public async Task<Visitor> WithDevice()
    {
        var visitor = await browsing.Visitor(Address);
        var device = await visitor.Context.NewCDPSessionAsync(visitor.Page);
        await device.SendAsync("WebAuthn.enable");
        await device.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        return visitor;
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();
}
