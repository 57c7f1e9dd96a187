using System.Net;
using System.Text.RegularExpressions;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Accounts;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Staff.SignIn;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Staff.Accounts;

public sealed partial class InvitationTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task An_invited_person_sets_up_a_password_and_an_app_and_is_in(Engine engine)
    {
        await using var site = await StaffSite.Start(engine);
        using var admin = await site.SignedIn(await site.Member());
        var made = await admin.Submit("/staff/people?handler=Invite",
            FormBrowser.Fields(("name", "Bob"), ("role", "officer")));
        var code = Link().Match(made.Text).Groups[1].Value;

        using var bob = site.Browser();
        var page = await bob.Submit("/staff/welcome", FormBrowser.Fields(("code", code)));
        Assert.Contains("Bob, Officer", page.Text, StringComparison.Ordinal);
        var key = Key().Match(page.Text).Groups[1].Value;
        var done = await Choose(bob, code, StaffSite.Password, Totp.Code(key, Totp.StepAt(site.Clock.GetUtcNow())));
        var recovery = Recovery().Matches(done.Text).Select(match => match.Value).ToList();
        Assert.Equal(10, recovery.Count);
        Assert.True(await bob.IsIn());
        Assert.Equal(HttpStatusCode.Forbidden, (await bob.Get("/staff/people")).Status);

        // The link and the code that proved the app are used up; a recovery code works.
        Assert.Contains("not good, or no longer",
            (await bob.Submit("/staff/welcome", FormBrowser.Fields(("code", code)))).Text, StringComparison.Ordinal);
        Assert.Null((await bob.SignIn("Bob", StaffSite.Password, Totp.Code(key, Totp.StepAt(site.Clock.GetUtcNow()))))
            .Location);
        Assert.Equal("/staff", (await bob.SignIn("Bob", StaffSite.Password, recovery[9])).Location);
        Assert.Contains(await site.Audit(), entry =>
            entry is { Kind: AuditKind.Joined, Actor: "Bob", Became: "officer" });
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task There_is_no_account_before_its_second_factor(Engine engine)
    {
        await using var site = await StaffSite.Start(engine);
        var code = await Invite(site, "Bob");
        using var bob = site.Browser();
        await bob.Submit("/staff/welcome", FormBrowser.Fields(("code", code)));
        foreach (var (password, digits, says) in new[]
        {
            (StaffSite.Password, "000000", "do not fit the key"), ("short", "000000", "too short"),
                ("password12345", "000000", "among the first"),
        })
            Assert.Contains(says, (await Choose(bob, code, password, digits)).Text, StringComparison.Ordinal);
        Assert.False(await bob.IsIn());
        Assert.False(await site.App.Get<MemberStore>().Any(CancellationToken.None));
    }

    [Fact]
    public async Task A_link_is_over_after_its_time_and_a_newer_one_takes_its_place()
    {
        await using var site = await StaffSite.Start();
        var invitations = site.App.Get<InvitationStore>();
        var (first, second) = (await Invite(site, "Bob"), await Invite(site, "Bob"));
        Assert.Null(await invitations.Open(first, CancellationToken.None));
        Assert.NotNull(await invitations.Open(second, CancellationToken.None));
        site.Clock.Advance(Invitation.Life);
        Assert.Null(await invitations.Open(second, CancellationToken.None));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_name_is_given_once_and_the_link_stays_good(Engine engine)
    {
        await using var site = await StaffSite.Start(engine);
        await site.Member();
        var invitations = site.App.Get<InvitationStore>();
        var code = await Invite(site, "");
        var open = (await invitations.Open(code, CancellationToken.None))!;
        await Assert.ThrowsAsync<NameTakenException>(
            () => invitations.Accept(open, "ＡDA", new ChosenWay("hash", "key", 0, [], null), CancellationToken.None));
        Assert.NotNull(await invitations.Open(code, CancellationToken.None));
        Assert.NotNull(await invitations.Accept(open, "Eve", new ChosenWay("hash", "key", 0, [], null),
            CancellationToken.None));
        Assert.Null(await invitations.Accept(open, "Mallory", new ChosenWay("hash", "key", 0, [], null),
            CancellationToken.None));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_new_link_replaces_all_ways_in(Engine engine)
    {
        await using var site = await StaffSite.Start(engine);
        var ada = await site.Member();
        using var before = await site.SignedIn(ada);
        var invitations = site.App.Get<InvitationStore>();
        var code = await invitations.Make(Actor.Console, await site.Find(ada), "Ada", "admin", Invitation.Life,
            CancellationToken.None);
        var open = (await invitations.Open(code, CancellationToken.None))!;
        await invitations.Accept(open, "Ada", new ChosenWay("hash", open.AuthenticatorKey, 0, [], null),
            CancellationToken.None);
        Assert.False(await before.IsIn());
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await before.SignIn("Ada", StaffSite.Password, site.CodeOf(ada))).Location);
    }

    [Theory]
    [InlineData("Ada", true), InlineData("", false), InlineData("  ", false), InlineData("a\u202eb", false),
        InlineData("a\nb", false)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567891", false)]
    public void Names_can_be_read(string name, bool good) => Assert.Equal(good, StaffMember.IsName(name));

    private static Task<string> Invite(StaffSite site, string name) => site.App.Get<InvitationStore>().Make(
        Actor.Console, null, name, StaffRole.Officer, Invitation.Life, CancellationToken.None);

    private static Task<FormAnswer> Choose(FormBrowser browser, string code, string password, string digits) =>
        browser.Submit(
        "/staff/welcome?handler=Password",
            FormBrowser.Fields(("code", code), ("password", password), ("digits", digits)));

    [GeneratedRegex("welcome#([A-Za-z0-9_-]{43})")]
    private static partial Regex Link();

    [GeneratedRegex("secret=([A-Z2-7]{32})")]
    private static partial Regex Key();

    [GeneratedRegex("[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}")]
    private static partial Regex Recovery();
}
