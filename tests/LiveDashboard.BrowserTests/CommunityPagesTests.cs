using LiveDashboard.BrowserTests.Helpers;
using LiveDashboard.Figures.Measuring;
using LiveDashboard.Initiatives;
using LiveDashboard.Initiatives.Metrics;
using LiveDashboard.Initiatives.Readings;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Web;
using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests;

/// <summary>Initiatives, statistics and open data: for people who read in other ways, on a phone, and while a reading comes.</summary>
[Collection(InABrowser.Name)]
public sealed class CommunityPagesTests(Browsing browsing)
{
    [BrowserFact]
    public async Task They_have_no_barrier_fit_a_phone_and_a_reading_arrives_on_the_open_page()
    {
        await using var site = await LiveSite.Start(cases: 0);
        var (of, metric) = await Initiative(site);
        await CrimeSeries.Import(site, months: 30, areas: 3);
        await site.Get<FigureBeat>().MeasureAll(CancellationToken.None);
        foreach (var (language, scheme) in new[] { ("en", ColorScheme.Light), ("fr", ColorScheme.Dark) })
        {
            await using var visitor = await browsing.Visitor(site.Address, new BrowserNewContextOptions
            {
                ColorScheme = scheme,
                ReducedMotion = ReducedMotion.Reduce,
                ViewportSize = new ViewportSize { Width = 360, Height = 800 },
            });
            foreach (var page in new[] { "", "/initiatives", $"/initiatives/{of.Slug}", "/statistics", "/statistics/crime?span=all", "/data", "/promises" })
            {
                await visitor.Open($"/{language}{page}", live: false);
                if (page.StartsWith("/statistics/", StringComparison.Ordinal)) await visitor.Page.Locator(".explored").WaitForAsync();
                Assert.Empty(await visitor.Page.BarriersOn(worst: true));
                Assert.True(
                    await visitor.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{language}{page} is wider than a phone");
            }
        }
        await using var open = await browsing.Visitor(site.Address);
        await open.Open($"/en/initiatives/{of.Slug}");
        var figure = open.Page.Locator($"span[data-key={metric.Key}]").First;
        Assert.StartsWith("7", await figure.InnerTextAsync(), StringComparison.Ordinal);
        await Enter(site, metric, 5, 5);
        await open.Page.WaitForFunctionAsync(
            "key => document.querySelector(`span[data-key=${key}] span, span[data-key=${key}]`).textContent.startsWith('12')", metric.Key);
        await open.Page.Keyboard.PressAsync("Tab");
        await open.Page.Locator("summary", new() { HasText = "As a table" }).First.FocusAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        Assert.Contains("7\u00a0walks", await open.Page.Locator(".history table").First.InnerTextAsync(), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task The_lobby_names_the_initiative_as_it_is_named_now()
    {
        await using var site = await LiveSite.Start(cases: 0);
        var (of, _) = await Initiative(site);
        await site.Get<FigureBeat>().MeasureAll(CancellationToken.None);
        await using var lobby = await browsing.Visitor(site.Address);
        await lobby.Page.AddInitScriptAsync("Math.random = () => 0"); // else it waits up to ten seconds, so that not all ask at once
        await lobby.Open("/board?lang=en&panels=E");
        var heading = lobby.Page.Locator("article.initiative h2");
        Assert.Equal(of.In(Language.English).Text.Name, await heading.InnerTextAsync());
        Assert.True(await site.Get<InitiativeStore>().Save(
            new Actor("a", "Ada"), of with { Texts = new Dictionary<string, InitiativeText> { ["en"] = new("Lit ways home", "See.", "") } },
            CancellationToken.None));
        await heading.Filter(new() { HasText = "Lit ways home" }).WaitForAsync();
        Assert.Empty(lobby.Complaints);
    }

    private static async Task<(Initiative Of, Metric Metric)> Initiative(LiveSite site)
    {
        var today = site.Get<StationTime>().Today;
        var of = await site.Get<InitiativeStore>().Add(Actor.Console, new Initiative
        {
            Kind = "watch",
            Owner = "The community team",
            First = today.AddMonths(-10),
            Last = today.AddMonths(2),
            State = InitiativeState.Open,
            Texts = new Dictionary<string, InitiativeText> { ["en"] = new("Night walks", "Walk together.", ""), ["fr"] = new("Marches", "Marcher.", "") },
        }, CancellationToken.None);
        var metric = new Metric
        {
            Id = InitiativeStore.NewId(),
            InitiativeId = of.Id,
            Combine = Combine.Sum,
            Better = Metric.More,
            Every = Periods.Month,
            TargetMilli = 12_000,
            NameEn = "Walks",
            NameFr = "Marches",
            UnitEn = "walks",
            UnitFr = "marches",
        };
        await site.Get<MetricStore>().Save(Actor.Console, of, metric, CancellationToken.None);
        await Enter(site, metric, 3, 7);
        return (of, metric);
    }

    private static async Task Enter(LiveSite site, Metric metric, int monthsAgo, long value)
    {
        var month = Periods.Of(Periods.Month, site.Get<StationTime>().Today.AddMonths(-monthsAgo));
        await site.Get<ReadingLedger>().Add(
            Actor.Console, metric, new Reading(month, "", value * 1000, 1, "", "", ""), 0, CancellationToken.None);
        site.Get<LiveDashboard.Figures.FigureSignal>().InitiativesChanged();
    }
}
