using System.Net;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Staff.SignIn;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Staff.SignIn;

public sealed class SignInTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Name_password_and_code_let_in_together_and_the_code_is_good_once(Engine engine)
    {
        await using var site = await StaffSite.Start(engine);
        var ada = await site.Member();
        using var browser = site.Browser();
        Assert.False(await browser.IsIn());
        Assert.Equal("/staff", (await browser.SignIn(" ada ", StaffSite.Password, site.CodeOf(ada))).Location);
        Assert.True(await browser.IsIn());

        using var other = site.Browser();
        Assert.Contains("do not belong together", (await other.SignIn("Ada", StaffSite.Password, site.CodeOf(ada)))
            .Text, StringComparison.Ordinal);
        Assert.False(await other.IsIn());
        site.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("/staff", (await other.SignIn("Ada", StaffSite.Password, site.CodeOf(ada))).Location);
    }

    [Fact]
    public async Task An_earlier_code_is_not_good_after_a_later_one()
    {
        await using var site = await StaffSite.Start();
        var ada = await site.Member();
        var earlier = site.CodeOf(ada);
        using var first = await site.SignedIn(ada);
        using var second = site.Browser();
        Assert.Equal(HttpStatusCode.OK, (await second.SignIn("Ada", StaffSite.Password, earlier)).Status);
        Assert.False(await second.IsIn());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_recovery_code_is_good_once_however_it_is_typed(Engine engine)
    {
        await using var site = await StaffSite.Start(engine);
        var codes = RecoveryCodes.New();
        await site.Member("Ada", "viewer", [.. codes]);
        Assert.Equal(10, codes.Distinct().Count());
        using var browser = site.Browser();
        Assert.Equal("/staff", (await browser.SignIn("Ada", StaffSite.Password, codes[3].ToLowerInvariant()
            .Replace('-', ' '))).Location);
        Assert.Null((await browser.SignIn("Ada", StaffSite.Password, codes[3])).Location);
        Assert.Contains(await site.Audit(), entry => entry.Kind == AuditKind.RecoveryCodeUsed);
    }

    [Fact]
    public async Task Whatever_is_wrong_the_answer_is_the_same()
    {
        await using var site = await StaffSite.Start();
        var ada = await site.Member();
        (string Name, string Password, string Code)[] wrong =
        [
            ("Ada", "violet harbour seldom 42", site.CodeOf(ada)), ("Ada", StaffSite.Password, "000000"),
            ("Bob", StaffSite.Password, site.CodeOf(ada)), ("Ada", "", ""),
        ];
        var answers = new List<string>();
        foreach (var (name, password, code) in wrong)
        {
            using var browser = site.Browser();
            var answer = await browser.SignIn(name, password, code);
            answers.Add($"{answer.Status} {Varying(answer.Text, name)}");
        }
        Assert.Single(answers.Distinct());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Failures_are_recorded_and_what_was_typed_only_if_it_is_a_name(Engine engine)
    {
        await using var site = await StaffSite.Start(engine);
        await site.Member();
        using var browser = site.Browser();
        await browser.SignIn("Ada", "wrong password here", "000000");
        await browser.SignIn(StaffSite.Password, "", "000000"); // in the wrong field
        var failed = (await site.Audit()).Where(entry => entry.Kind == AuditKind.SignInFailed).ToList();
        Assert.Equal(["", "Ada"], failed.Select(entry => entry.Subject).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(failed, entry => entry.Actor == StaffSite.Password);
    }

    [Fact]
    public async Task The_sixth_try_with_a_name_in_a_minute_is_told_to_wait_known_or_not()
    {
        await using var site = await StaffSite.Start();
        var ada = await site.Member();
        foreach (var name in new[] { "Ada", "Nobody" })
        {
            using var browser = site.Browser();
            for (var i = 0; i < SignInThrottle.PerName; i++)
                Assert.Equal(HttpStatusCode.OK, (await browser.SignIn(name, "wrong password", "000000")).Status);
            var refused = await browser.SignIn(name, StaffSite.Password, site.CodeOf(ada));
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
            Assert.InRange(refused.Message.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
            Assert.Contains("Wait ", refused.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_twenty_first_try_from_an_address_is_told_to_wait()
    {
        await using var site = await StaffSite.Start();
        using var browser = site.Browser();
        for (var i = 0; i < SignInThrottle.PerAddress; i++)
            Assert.Equal(HttpStatusCode.OK,
                (await browser.Submit("/staff/welcome", FormBrowser.Fields(("code", $"guess{i}")))).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.SignIn("Ada", "any password at all", "000000"))
            .Status);
    }

    [Fact]
    public async Task Only_a_few_passwords_are_checked_at_once()
    {
        await using var site = await StaffSite.Start();
        var passwords = site.App.Get<Passwords>();
        var checks = Enumerable.Range(0, 30)
            .Select(_ => passwords.Check(null, "any password at all", CancellationToken.None)).ToArray();
        var refused = 0;
        foreach (var check in checks)
            try
            {
                Assert.False(await check);
            }
            catch (TooBusyException)
            {
                refused++;
            }
        Assert.Equal(20, refused);
    }

    [Fact]
    public async Task A_session_that_somebody_else_chose_is_not_taken_over()
    {
        await using var site = await StaffSite.Start();
        var ada = await site.Member();
        using var browser = site.Browser();
        browser.Cookies[SessionCookie.Name] = "chosen-by-somebody-else";
        var form = FormBrowser.Fields(("name", "Ada"), ("password", StaffSite.Password), ("code", site.CodeOf(ada)));
        await browser.Submit("/staff/sign-in", form);
        var first = browser.Cookies[SessionCookie.Name];
        Assert.NotEqual("chosen-by-somebody-else", first);

        // Signing in again ends the session that the browser had.
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        form = FormBrowser.Fields(("name", "Ada"), ("password", StaffSite.Password), ("code", site.CodeOf(ada)));
        await browser.Submit("/staff/sign-in", form, page: "/staff/account");
        Assert.NotEqual(first, browser.Cookies[SessionCookie.Name]);
        browser.Cookies[SessionCookie.Name] = first;
        Assert.False(await browser.IsIn());
    }

    [Theory]
    [InlineData("/staff/people", "/staff/people"), InlineData("https://evil.example/", "/staff"),
        InlineData("//evil.example/staff/", "/staff")]
    [InlineData("/staff/\\evil.example", "/staff"), InlineData("/en", "/staff"),
        InlineData("/staff/sign-out", "/staff")]
    public async Task Signing_in_leads_on_to_staff_pages_only(string to, string location)
    {
        await using var site = await StaffSite.Start();
        var ada = await site.Member();
        using var browser = site.Browser();
        var answer = await browser.SignIn("Ada", StaffSite.Password, site.CodeOf(ada),
            $"?to={Uri.EscapeDataString(to)}");
        Assert.Equal(location, answer.Location);
    }

    [Fact]
    public async Task A_foreign_host_name_changes_nothing()
    {
        await using var site = await StaffSite.Start(settings: ["--Staff:Address", "https://live.example.org"]);
        var ada = await site.Member();
        using var browser = await site.SignedIn(ada);
        browser.Headers["Host"] = "evil.example";
        browser.Headers["X-Forwarded-Host"] = "evil.example";
        browser.Headers["Origin"] = "http://evil.example";
        var made = await browser.Submit("/staff/people?handler=Invite",
            FormBrowser.Fields(("name", "Bob"), ("role", "viewer")));
        Assert.Contains("https://live.example.org/staff/welcome#", made.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", made.Text, StringComparison.Ordinal);
        Assert.Equal("/staff/desk", (await browser.Get("/staff")).Location);
        browser.Cookies.Clear();
        Assert.StartsWith("/staff/sign-in", (await browser.Get("/staff")).Location, StringComparison.Ordinal);
    }

    /// <summary>Without the form's token and the typed name.</summary>
    private static string Varying(string page, string name) => System.Text.RegularExpressions.Regex.Replace(
        page, "value=\"[^\"]*\"", "value").Replace(name, "", StringComparison.Ordinal);
}
