using System.Net;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Tests.Helpers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LiveDashboard.Tests.Staff;

/// <summary>Each role and each route under /staff. A route that is not entered here fails.</summary>
public sealed class StaffRoutesTests
{
    private static readonly string[] Everybody = [.. StaffRole.All];
    private static readonly string[] Admins = [StaffRole.Admin];
    private static readonly string[] Moderators = [StaffRole.Moderator, StaffRole.Admin];
    private static readonly string[] Officers = [StaffRole.Officer, StaffRole.Admin];
    private static readonly string[] Publishers = [StaffRole.Publisher, StaffRole.Admin];
    private static readonly string[] Anybody = []; // also who is not signed in

    private static readonly Dictionary<string, string[]> Routes = new()
    {
        ["staff"] = Everybody,
        ["staff/account"] = Everybody,
        ["staff/audit"] = Admins,
        ["staff/confirm"] = Everybody,
        ["staff/decisions"] = Everybody,
        ["staff/decisions/{id}"] = Everybody,
        ["staff/desk"] = Everybody,
        ["staff/desk/new"] = Officers,
        ["staff/desk/templates"] = Officers,
        ["staff/desk/{caseId}"] = Everybody,
        ["staff/events"] = Everybody,
        ["staff/events/{id}"] = Everybody,
        ["staff/events/{id}/list"] = Publishers,
        ["staff/forums"] = Everybody,
        ["staff/forums/{id}"] = Everybody,
        ["staff/forums/{id}/promises"] = Everybody,
        ["staff/forums/{id}/questions"] = Moderators,
        ["staff/forums/{id}/report"] = Everybody,
        ["staff/forums/{id}/texts"] = Moderators,
        ["staff/guides"] = Everybody,
        ["staff/guides/{id}"] = Everybody,
        ["staff/initiatives"] = Everybody,
        ["staff/initiatives/{id}"] = Everybody,
        ["staff/initiatives/{id}/readings/{metric}"] = Everybody,
        ["staff/keeping"] = Admins,
        ["staff/lists"] = Admins,
        ["staff/moderation"] = Everybody,
        ["staff/moderation/case"] = Moderators,
        ["staff/moderation/decide"] = Moderators,
        ["staff/moderation/propose"] = Officers,
        ["staff/moderation/words"] = Moderators,
        ["staff/operations"] = Everybody,
        ["staff/people"] = Admins,
        ["staff/screens"] = Everybody,
        ["staff/screens/{id}"] = Everybody,
        ["staff/sign-in"] = Anybody,
        ["staff/sign-out"] = Everybody,
        ["staff/statistics"] = Everybody,
        ["staff/statistics/{slug}"] = Everybody,
        ["staff/stories"] = Everybody,
        ["staff/stories/{id}"] = Everybody,
        ["staff/targets"] = Admins,
        ["staff/welcome"] = Anybody,
    };

    [Fact]
    public async Task Every_route_lets_in_the_roles_that_are_entered_here_and_no_other()
    {
        await using var site = await StaffSite.Start();
        var routes = site.App.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(route => route.RoutePattern.RawText!.TrimStart('/'))
            .Where(route => route == "staff" || route.StartsWith("staff/", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(Routes.Keys.Order(StringComparer.Ordinal), routes.Distinct().Order(StringComparer.Ordinal));

        using var nobody = site.Browser();
        foreach (var (route, roles) in Routes)
            Assert.Equal(roles == Anybody, (await nobody.Get("/" + route)).Status == HttpStatusCode.OK);
        foreach (var role in StaffRole.All)
        {
            using var browser = await site.WithSession(await site.Member(role, role));
            foreach (var (route, roles) in Routes)
            {
                var open = roles == Anybody || roles.Contains(role);
                Assert.True(open != ((await browser.Get("/" + route)).Status == HttpStatusCode.Forbidden),
                    $"GET {route} {role}");
                if (roles == Anybody || open) continue;
                Assert.Equal(HttpStatusCode.Forbidden,
                    (await browser.Submit($"/{route}?handler=Invite", [], page: "/staff/account")).Status);
            }
        }
    }

    [Fact]
    public async Task A_route_that_asks_for_nothing_lets_in_nobody()
    {
        await using var site = await StaffSite.Start(map: app =>
        {
            app.MapGet("/staff/forgotten", () => "open").WithDisplayName("forgotten");
            app.MapGet("/open", () => "open");
        });
        using var browser = await site.WithSession(await site.Member());
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get("/staff/forgotten")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get("/STAFF/forgotten")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/open")).Status);
        using var nobody = site.Browser();
        Assert.Equal(HttpStatusCode.SeeOther, (await nobody.Get("/staff/forgotten")).Status);
    }

    [Theory]
    [InlineData(null, false), InlineData("null", false), InlineData("https://evil.example", false),
        InlineData("same", true)]
    [InlineData("sub", false), InlineData("port", false), InlineData("https", false)]
    public async Task Only_a_page_of_ours_changes_anything(string? origin, bool passes)
    {
        await using var site = await StaffSite.Start();
        using var browser = await site.WithSession(await site.Member());
        var here = site.App.Address;
        browser.Headers.Remove("Origin");
        if (origin is not null)
            browser.Headers["Origin"] = origin switch
            {
                "same" => here.GetLeftPart(UriPartial.Authority),
                "sub" => $"http://sub.{here.Authority}",
                "port" => $"http://{here.Host}:{here.Port + 1}",
                "https" => $"https://{here.Authority}",
                _ => origin,
            };
        foreach (var route in Routes.Keys.Where(route => route is not ("staff" or "staff/operations" or "staff/audit")))
        {
            var answer = await browser.Submit($"/{route}", [], page: "/staff/account");
            Assert.True(passes != (answer.Status == HttpStatusCode.Forbidden), $"{route}: {answer.Status}");
            if (route == "staff/sign-out" && passes) browser.Cookies.Clear();
        }
    }

    [Theory, InlineData("cross-site", false), InlineData("same-site", false), InlineData("none", false),
        InlineData("same-origin", true)]
    public async Task What_the_browser_says_of_the_sender_decides(string site, bool passes)
    {
        await using var staff = await StaffSite.Start();
        using var browser = await staff.WithSession(await staff.Member());
        browser.Headers["Sec-Fetch-Site"] = site;
        var answer = await browser.Submit("/staff/account?handler=Language", FormBrowser.Fields(("language", "fr")));
        Assert.Equal(passes ? HttpStatusCode.Redirect : HttpStatusCode.Forbidden, answer.Status);
    }

    [Fact]
    public async Task A_form_without_its_token_does_nothing_and_says_so()
    {
        await using var site = await StaffSite.Start();
        using var browser = await site.WithSession(await site.Member());
        foreach (var route in Routes.Keys.Where(route => route is not "staff"))
        {
            var answer = await browser.Post("/" + route, []);
            Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
            Assert.Contains("Nothing was done", answer.Text, StringComparison.Ordinal);
        }
        Assert.True(await browser.IsIn());
    }

    [Fact]
    public async Task Answers_are_not_kept_and_cookies_are_for_this_host_alone()
    {
        await using var site = await StaffSite.Start();
        var ada = await site.Member();
        using var browser = site.Browser();
        var form = await browser.Get("/staff/sign-in");
        var signedIn = await browser.SignIn("Ada", StaffSite.Password, site.CodeOf(ada));
        foreach (var answer in new[] { form, signedIn, await browser.Get("/staff/people"),
            await browser.Get("/staff/audit?handler=Csv") })
        {
            Assert.Contains("no-store", answer.Message.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.Contains("default-src 'none'", answer.Message.Headers.GetValues("Content-Security-Policy").Single(),
                StringComparison.Ordinal);
        }
        foreach (var cookie in form.Message.Headers.GetValues("Set-Cookie")
            .Concat(signedIn.Message.Headers.GetValues("Set-Cookie")))
        {
            Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
            foreach (var part in new[] { "path=/", "secure", "samesite=strict", "httponly" })
                Assert.Contains(part, cookie, StringComparison.Ordinal);
            Assert.DoesNotContain("domain", cookie, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_public_foot_shows_the_way_in_only_where_there_are_staff()
    {
        await using var site = await StaffSite.Start();
        using var browser = site.Browser();
        Assert.DoesNotContain("/staff/", (await browser.Get("/en")).Text, StringComparison.Ordinal);
        await site.Member();
        await site.App.Restart();
        using var later = site.Browser();
        Assert.Contains("/staff/sign-in", (await later.Get("/en")).Text, StringComparison.Ordinal);
        Assert.Contains("Accès du personnel", (await later.Get("/fr")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_account_has_its_language()
    {
        await using var site = await StaffSite.Start();
        using var browser = await site.WithSession(await site.Member());
        await browser.Submit("/staff/account?handler=Language", FormBrowser.Fields(("language", "fr")));
        Assert.Contains("lang=\"fr\"", (await browser.Get("/staff/operations")).Text, StringComparison.Ordinal);
        Assert.False(browser.Cookies[SessionCookie.Name].Length == 0);
    }
}
