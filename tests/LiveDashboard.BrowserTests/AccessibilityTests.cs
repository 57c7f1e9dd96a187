using LiveDashboard.BrowserTests.Helpers;
using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests;

/// <summary>Nothing serious or critical for people who read in other ways, on any page, in any state and look.</summary>
[Collection(OnlyLooking.Name)]
public sealed class AccessibilityTests(Browsing browsing)
{
    [BrowserTheory]
    [InlineData("en", ColorScheme.Light), InlineData("en", ColorScheme.Dark), InlineData("fr", ColorScheme.Light), InlineData("fr", ColorScheme.Dark)]
    public async Task Axe_finds_nothing_serious(string language, ColorScheme scheme)
    {
        var checks = new List<Task<IEnumerable<string>>>
        {
            Check(await browsing.Busy, $"/{language}", scheme, "live"),
            Check(await browsing.Few, $"/{language}", scheme, "live"),
            Check(await browsing.Empty, $"/{language}", scheme, "live"),
        };
        await Task.WhenAll(checks);
        checks.Add(Check(await browsing.Busy, $"/{language}", scheme, "stale"));
        foreach (var page in new[] { "/method", "/about", "/no-such-page" })
            checks.Add(Check(await browsing.Busy, $"/{language}{page}", scheme, null));
        await Task.WhenAll(checks);
        Assert.Empty(checks.SelectMany(check => check.Result));
    }

    [BrowserFact]
    public async Task A_barrier_is_found()
    {
        await using var visitor = await browsing.Visitor((await browsing.Empty).Address);
        await visitor.Open("/en/about", live: false);
        await visitor.Page.EvaluateAsync("document.querySelector('main').append(document.createElement('img'))");
        Assert.Contains("image-alt", Assert.Single(await visitor.Page.BarriersOn(worst: true)), StringComparison.Ordinal);
    }

    private async Task<IEnumerable<string>> Check(LiveSite site, string page, ColorScheme scheme, string? state)
    {
        await using var visitor = await browsing.Visitor(
            site.Address, new BrowserNewContextOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        if (state == "stale") await Age(visitor, page);
        await visitor.Open(page, live: false);
        if (state is not null) await visitor.Connection(state);
        return (await visitor.Page.BarriersOn(worst: true)).Select(found => $"{scheme} {state}: {found}");
    }

    /// <summary>A page that never hears a word, and gives up hope after a second.</summary>
    private static async Task Age(Visitor visitor, string page)
    {
        await visitor.Context.AddInitScriptAsync(LiveTests.Refusing);
        await visitor.Page.RouteAsync($"**{page}", async route =>
        {
            var answer = await route.FetchAsync();
            var html = (await answer.TextAsync()).Replace("data-stale-after=\"60\"", "data-stale-after=\"1\"", StringComparison.Ordinal);
            await route.FulfillAsync(new RouteFulfillOptions { Response = answer, Body = html });
        });
    }
}
