using System.Net;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Accounts;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Staff.Sessions;

public sealed class SessionTests
{
    private static readonly Actor Admin = new("x", "Admin");

    [Theory, OnSqlite, OnPostgres]
    public async Task A_session_ends_half_an_hour_after_its_last_use_and_after_twelve_hours(Engine engine)
    {
        await using var site = await StaffSite.Start(engine);
        using var idle = await site.SignedIn(await site.Member());
        site.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.True(await idle.IsIn());
        site.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.False(await idle.IsIn());

        using var busy = await site.SignedIn(await site.Member("Bob"));
        for (var passed = TimeSpan.Zero; passed < StaffSession.Longest - TimeSpan.FromMinutes(
            20); passed += TimeSpan.FromMinutes(20))
        {
            site.Clock.Advance(TimeSpan.FromMinutes(20));
            Assert.True(await busy.IsIn());
        }
        site.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.False(await busy.IsIn());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_disabled_person_is_out_at_once_and_a_changed_role_signs_out(Engine engine)
    {
        await using var site = await StaffSite.Start(engine);
        await site.Member("Root");
        var (ada, bob) = (await site.Member(), await site.Member("Bob", StaffRole.Viewer));
        using var first = await site.SignedIn(ada);
        using var second = await site.SignedIn(bob);
        var members = site.App.Get<MemberStore>();
        Assert.True(await members.Disable(Admin, await site.Find(ada), CancellationToken.None));
        Assert.True(await members.ChangeRole(Admin, await site.Find(bob), StaffRole.Host, CancellationToken.None));
        Assert.False(await first.IsIn());
        Assert.False(await second.IsIn());
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await first.SignIn("Ada", StaffSite.Password, site.CodeOf(ada))).Location);
        Assert.Equal("/staff", (await second.SignIn("Bob", StaffSite.Password, site.CodeOf(bob))).Location);
        Assert.True(await members.Enable(Admin, await site.Find(ada), CancellationToken.None));
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("/staff", (await first.SignIn("Ada", StaffSite.Password, site.CodeOf(ada))).Location);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Somebody_who_administers_must_be_left(Engine engine)
    {
        await using var site = await StaffSite.Start(engine);
        var ada = await site.Member();
        var members = site.App.Get<MemberStore>();
        Assert.False(await members.Disable(Admin, await site.Find(ada), CancellationToken.None));
        Assert.False(await members.ChangeRole(Admin, await site.Find(ada), StaffRole.Viewer, CancellationToken.None));
        Assert.DoesNotContain(await site.Audit(), entry => entry.Kind is AuditKind.Disabled or AuditKind.RoleChanged);
    }

    [Fact]
    public async Task Own_sessions_are_listed_and_can_be_ended()
    {
        await using var site = await StaffSite.Start();
        var ada = await site.Member();
        using var desk = site.Browser();
        desk.Headers["User-Agent"] = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
        await desk.SignIn("Ada", StaffSite.Password, site.CodeOf(ada));
        using var phone = await site.SignedIn(ada);
        Assert.Contains("Firefox on Windows", (await phone.Get("/staff/account")).Text, StringComparison.Ordinal);
        await phone.Submit("/staff/account?handler=EndOthers", []);
        Assert.False(await desk.IsIn());
        Assert.True(await phone.IsIn());

        await phone.Submit("/staff/sign-out", [], page: "/staff/account");
        Assert.False(phone.Cookies.ContainsKey(SessionCookie.Name));
        Assert.Equal(2, (await site.Audit())
            .Count(entry => entry.Kind is AuditKind.SessionEnded or AuditKind.SignedOut));
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_another_by_its_id()
    {
        await using var site = await StaffSite.Start();
        using var ada = await site.SignedIn(await site.Member());
        var bob = await site.Member("Bob", StaffRole.Viewer);
        using var other = await site.SignedIn(bob);
        var id = (await site.App.Get<SessionStore>().List(bob.Id, CancellationToken.None)).Single().Id;
        await ada.Submit("/staff/account?handler=End", FormBrowser.Fields(("id", id)));
        Assert.True(await other.IsIn());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_changes_accounts_asks_again_after_five_minutes_and_under_another_token(Engine engine)
    {
        await using var site = await StaffSite.Start(engine);
        var (ada, bob) = (await site.Member(), await site.Member("Bob", StaffRole.Viewer));
        using var browser = await site.SignedIn(ada);
        site.Clock.Advance(TimeSpan.FromMinutes(6));
        var disable = FormBrowser.Fields(("id", bob.Id));
        Assert.Equal("/staff/confirm?to=%2Fstaff%2Fpeople",
            (await browser.Submit("/staff/people?handler=Disable", disable)).Location);
        Assert.Null((await site.Find(bob)).DisabledAt);

        var before = browser.Cookies[SessionCookie.Name];
        Assert.Contains("do not belong", (await browser.Submit(
            "/staff/confirm?to=/staff/people",
                FormBrowser.Fields(("password", StaffSite.Password), ("code", "000000")))).Text,
                    StringComparison.Ordinal);
        Assert.Equal("/staff/people", (await browser.Submit(
            "/staff/confirm?to=/staff/people",
                FormBrowser.Fields(("password", StaffSite.Password), ("code", site.CodeOf(ada))))).Location);
        Assert.NotEqual(before, browser.Cookies[SessionCookie.Name]);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Submit("/staff/people?handler=Disable", disable)).Status);
        Assert.NotNull((await site.Find(bob)).DisabledAt);
        browser.Cookies[SessionCookie.Name] = before;
        Assert.False(await browser.IsIn());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_over_is_forgotten(Engine engine)
    {
        await using var site = await StaffSite.Start(engine);
        var ada = await site.Member();
        using var browser = await site.SignedIn(ada);
        site.Clock.Advance(TimeSpan.FromHours(80));
        await site.App.Get<SessionStore>().Prune(CancellationToken.None);
        site.Clock.Advance(TimeSpan.FromHours(-80));
        Assert.False(await browser.IsIn());
    }
}
