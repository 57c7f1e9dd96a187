using LiveDashboard.BrowserTests.Helpers;
using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests;

/// <summary>Staff in a real browser: both ways to sign in, and pages that everybody can use.</summary>
[Collection(AtTheDesk.Name)]
public sealed class StaffTests(Browsing browsing)
{
    private static readonly string[] Pages =
        ["/staff/operations", "/staff/people", "/staff/audit", "/staff/account", "/staff/confirm"];

    [BrowserFact]
    public async Task A_passkey_is_made_signs_in_confirms_and_is_nobody_elses()
    {
        await using var desk = await StaffDesk.Start(browsing);
        await using var visitor = await desk.WithDevice();
        var page = visitor.Page;
        await page.GotoAsync($"/staff/welcome#{await desk.Link("Ada")}");
        await page.ClickAsync("[data-passkey=create] button");
        await page.WaitForURLAsync("**/staff/desk");
        Assert.DoesNotContain('#', page.Url);

        await page.ClickAsync(".who button");
        await page.WaitForURLAsync("**/staff/sign-in");
        await page.ClickAsync("[data-passkey=get] button");
        await page.WaitForURLAsync("**/staff/desk");

        await page.GotoAsync("/staff/confirm?to=/staff/people");
        await page.ClickAsync("[data-passkey=get] button");
        await page.Locator("form[action*=Invite]").WaitForAsync();
        Assert.Empty(visitor.Complaints);

        // The only way in stays.
        await page.GotoAsync("/staff/account");
        await page.ClickAsync("form[action*=RemovePasskey] button");
        Assert.Contains("only way", await page.Locator("[role=alert]").First.InnerTextAsync(),
            StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task A_device_without_a_passkey_is_told_so_and_nobody_is_let_in()
    {
        await using var desk = await StaffDesk.Start(browsing);
        await desk.Member("Ada");
        await using var visitor = await desk.WithDevice();
        await visitor.Page.GotoAsync("/staff/sign-in");
        await visitor.Page.ClickAsync("[data-passkey=get] button");
        await visitor.Page.Locator("[data-failed]").WaitForAsync();
        Assert.EndsWith("/staff/sign-in", visitor.Page.Url, StringComparison.Ordinal);
    }

    [BrowserTheory, InlineData(true), InlineData(false)]
    public async Task Name_password_and_code_sign_in_with_script_and_without(bool script)
    {
        await using var desk = await StaffDesk.Start(browsing);
        var key = await desk.Member("Ada");
        await using var visitor = await browsing.Visitor(desk.Address,
            new BrowserNewContextOptions { JavaScriptEnabled = script });
        var page = visitor.Page;
        await page.GotoAsync("/staff/audit");
        await StaffDesk.SignIn(page, "Ada", key);
        await page.WaitForURLAsync("**/staff/audit");
        Assert.Contains("Signed in", await page.Locator("tbody").InnerTextAsync(), StringComparison.Ordinal);

        await page.ClickAsync(".who button");
        await page.WaitForURLAsync("**/staff/sign-in");
        await page.GotoAsync("/staff/account");
        Assert.Contains("/staff/sign-in", page.Url, StringComparison.Ordinal);
    }

    [BrowserTheory, InlineData(360, "en"), InlineData(360, "fr"), InlineData(1280, "en"), InlineData(1280, "fr")]
    public async Task Every_page_is_free_of_barriers_and_fits(int width, string language)
    {
        await using var desk = await StaffDesk.Start(browsing);
        var options = new BrowserNewContextOptions
        {
            Locale = language,
            ColorScheme = language == "fr" ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
        };
        await using (var stranger = await browsing.Visitor(desk.Address, new BrowserNewContextOptions(options)))
        {
            await Check(stranger, "/staff/sign-in", language);
            await Check(stranger, "/staff/welcome", language);
            await stranger.Page.FillAsync("#code", await desk.Link("Bob"));
            await stranger.Page.Locator("#code").PressAsync("Enter");
            await stranger.Page.Locator(".way").First.WaitForAsync();
            await Check(stranger, null, language);
            Assert.Empty(stranger.Complaints);
        }
        await using var visitor = await desk.SignedIn("Ada Administrator of Northgate", options);
        foreach (var page in Pages) await Check(visitor, page, language);
        Assert.Empty(visitor.Complaints);
    }

    /// <param name="path">Null: the page as it stands.</param>
    private static async Task Check(Visitor visitor, string? path, string language)
    {
        var page = visitor.Page;
        if (path is not null) await page.GotoAsync(path);
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(part => part.open = true)");
        Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));
        Assert.Empty(await page.BarriersOn());
        Assert.True(await page.EvaluateAsync<bool>("document.scrollingElement.scrollWidth <= innerWidth"),
            $"{path} scrolls sideways");
    }
}
