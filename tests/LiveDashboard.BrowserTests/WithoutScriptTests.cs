using LiveDashboard.BrowserTests.Helpers;
using LiveDashboard.Web;
using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests;

/// <summary>The page for those whose browser runs no script, or got none.</summary>
[Collection(InABrowser.Name)]
public sealed class WithoutScriptTests(Browsing browsing)
{
    private static readonly string[] Headlines =
        ["headline", "median", "mark", "p90", "kept", "median-before", "n", "period", "waiting", "longest", "received-today", "answered-today", "trend-finding"];

    [BrowserFact]
    public async Task Every_figure_is_read_tables_open_and_the_language_changes_without_script()
    {
        var site = await browsing.Busy;
        await using var visitor = await browsing.Visitor(site.Address, new BrowserNewContextOptions { JavaScriptEnabled = false });
        await visitor.Open("/en", live: false);
        await ReadAll(visitor, Language.English);

        var table = visitor.Page.Locator("#trend details");
        Assert.False(await table.Locator("table").IsVisibleAsync());
        await table.Locator("summary").ClickAsync();
        Assert.True(await table.Locator("table").IsVisibleAsync());
        Assert.Equal(30, await table.Locator("tbody tr").CountAsync());
        await visitor.Page.Locator("#topics details.rest summary").ClickAsync();
        Assert.True(await visitor.Page.Locator("#topics details.rest table").IsVisibleAsync());

        await visitor.Page.ClickAsync(".mast [hreflang=fr]");
        Assert.EndsWith("/fr", visitor.Page.Url, StringComparison.Ordinal);
        await ReadAll(visitor, Language.French);
    }

    [BrowserFact]
    public async Task Without_scripts_and_fonts_from_the_server_the_page_is_usable()
    {
        var site = await browsing.Busy;
        await using var visitor = await browsing.Visitor(site.Address);
        await visitor.Page.RouteAsync("**/*.js", route => route.AbortAsync());
        await visitor.Page.RouteAsync("**/*.woff2", route => route.AbortAsync());
        await visitor.Open("/en", live: false);
        await ReadAll(visitor, Language.English);
        await visitor.Page.Locator(".foot a[href='/en/method']").First.ClickAsync();
        Assert.EndsWith("/en/method", visitor.Page.Url, StringComparison.Ordinal);
    }

    private static async Task ReadAll(Visitor visitor, Language language)
    {
        foreach (var key in Headlines)
        {
            Assert.True(await visitor.Figure(key).IsVisibleAsync(), $"{key} is not visible");
            Assert.NotEqual("", (await visitor.Figure(key).InnerTextAsync()).Trim());
        }
        var asAt = language["status.static"].Split('{')[0].Trim();
        Assert.Contains(asAt, await visitor.Freshness(), StringComparison.Ordinal);
        Assert.Contains(language["status.reload"], await visitor.Freshness(), StringComparison.Ordinal);
    }
}
