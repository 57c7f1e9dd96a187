using LiveDashboard.BrowserTests.Helpers;
using LiveDashboard.Web;
using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests;

/// <summary>What a reader sees while figures come in.</summary>
[Collection(InABrowser.Name)]
public sealed class LiveTests(Browsing browsing)
{
    // So many that what came today is shown: just after midnight it is too few, and one more does not change that.
    private const int Enough = 10;

    /// <summary>Notes the key of every place inside the page's content that is touched.</summary>
    private const string Watch =
        """
        () => {
          window.touched = new Set()
          new MutationObserver(records => {
            for (const { target } of records)
              window.touched.add((target.closest ?? target.parentElement.closest).call(target.closest ? target : target.parentElement, '[data-key]')
                ?.dataset.key ?? 'no figure')
          }).observe(document.querySelector('main'), { subtree: true, childList: true, characterData: true, attributes: true })
        }
        """;

    [BrowserTheory, InlineData("en"), InlineData("fr")]
    public async Task Figures_change_without_a_reload_and_only_those_that_were_sent(string language)
    {
        var site = await browsing.Busy;
        await using var visitor = await browsing.Visitor(site.Address);
        await visitor.Open($"/{language}");
        await visitor.Page.EvaluateAsync(Watch);
        var before = await visitor.Figures();

        await site.Receive(count: Enough);
        await visitor.Changed("waiting", before["waiting"]);
        await visitor.Changed("received-today", before["received-today"]);

        var touched = await visitor.Page.EvaluateAsync<string[]>("[...window.touched]");
        Assert.Contains("waiting", touched);
        Assert.Empty(touched.Except(visitor.SentKeys));
        Assert.DoesNotContain("p90", touched); // an open message does not move it in this instant
        Assert.Equal("navigate", await visitor.Page.EvaluateAsync<string>("performance.getEntriesByType('navigation')[0].type"));
        Assert.Empty(visitor.Complaints);
    }

    [BrowserFact]
    public async Task Pause_holds_every_figure_across_a_reload_and_resume_jumps_to_now()
    {
        var site = await browsing.Busy;
        await using var visitor = await browsing.Visitor(site.Address);
        await visitor.Open("/en");
        await visitor.Page.ClickAsync("[data-do=pause]");
        var held = await visitor.Read("waiting");

        await site.Receive();
        await visitor.Until("() => document.querySelector('[data-held-count]').textContent > 0");
        Assert.Equal(held, await visitor.Read("waiting"));
        Assert.Contains(Language.English["status.paused"], await visitor.Freshness(), StringComparison.Ordinal);

        await visitor.Page.ReloadAsync(); // the server's page is new, and then stands still again
        await visitor.Connection("live");
        var afresh = await visitor.Read("waiting");
        Assert.NotEqual(held, afresh);
        await site.Receive();
        await visitor.Until("() => document.querySelector('[data-held-count]').textContent > 0");
        Assert.Equal(afresh, await visitor.Read("waiting"));

        await visitor.Page.ClickAsync("[data-do=resume]");
        await visitor.Changed("waiting", afresh);
        Assert.Equal(
            await ReadAfresh(site, "waiting"), await visitor.Read("waiting"));
    }

    [BrowserFact]
    public async Task A_figure_in_a_selection_waits_until_it_is_let_go()
    {
        var site = await browsing.Busy;
        await using var visitor = await browsing.Visitor(site.Address);
        await visitor.Open("/en");
        var held = await visitor.Read("waiting");
        var today = await visitor.Read("received-today");
        await visitor.Page.EvaluateAsync("getSelection().selectAllChildren(document.querySelector('[data-key=waiting]'))");

        await site.Receive(count: Enough);
        await visitor.Changed("received-today", today);
        Assert.Equal(held, await visitor.Read("waiting"));

        await visitor.Page.EvaluateAsync("getSelection().removeAllRanges()");
        await visitor.Changed("waiting", held);
    }

    [BrowserFact]
    public async Task A_device_whose_clock_is_three_hours_wrong_shows_the_same()
    {
        var site = await browsing.Busy;
        await using var visitor = await browsing.Visitor(site.Address);
        await visitor.Context.AddInitScriptAsync(
            """
            {
              const now = Date.now
              window.wrongBy = 3 * 3600e3
              Date.now = () => now() + window.wrongBy
              window.Date = new Proxy(Date, { construct: (real, given) => given.length ? new real(...given) : new real(Date.now()) })
            }
            """);
        await visitor.Open("/en");
        var status = await visitor.Freshness();
        Assert.Contains(Language.English["status.live"], status, StringComparison.Ordinal);
        var clock = await visitor.Page.Locator("[data-when=live] [data-clock]").TextContentAsync();
        var london = TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
        Assert.Contains(clock, new[] { Language.English.Clock(london), Language.English.Clock(london.AddMinutes(-1)) });

        await visitor.Page.EvaluateAsync("window.wrongBy = -3 * 3600e3"); // and when it is set while the page is open
        await visitor.Until("() => document.documentElement.dataset.conn === 'reconnecting'");
        await visitor.Connection("live");
        var before = await visitor.Read("waiting");
        await site.Receive();
        await visitor.Changed("waiting", before);
    }

    [BrowserTheory, InlineData("en"), InlineData("fr")]
    public async Task Without_a_network_the_page_says_so_and_comes_back(string code)
    {
        var language = Language.Find(code)!;
        var site = await browsing.Busy;
        await using var visitor = await browsing.Visitor(site.Address);
        await visitor.Open($"/{code}");
        var median = await visitor.Read("median");

        await visitor.Context.SetOfflineAsync(true);
        await visitor.Connection("offline");
        var status = await visitor.Freshness();
        Assert.Contains(language["status.offline"], status, StringComparison.Ordinal);
        Assert.Contains(language["status.from"], status, StringComparison.Ordinal);
        Assert.Equal(median, await visitor.Read("median"));

        await visitor.Context.SetOfflineAsync(false);
        await visitor.Connection("live");
    }

    [BrowserFact]
    public async Task A_page_whose_first_connections_are_refused_becomes_live_later()
    {
        var site = await browsing.Busy;
        await using var visitor = await browsing.Visitor(site.Address);
        await visitor.Context.AddInitScriptAsync(Impatient);
        await visitor.Context.AddInitScriptAsync(Refusing);
        await visitor.Open("/en", live: false);
        await visitor.Until("() => window.refused >= 2");
        Assert.NotEqual("live", await visitor.Page.GetAttributeAsync("html", "data-conn"));

        await visitor.Page.EvaluateAsync("window.refusing = false");
        await visitor.Connection("live");
    }

    [BrowserTheory, InlineData("en"), InlineData("fr")]
    public async Task Where_WebSockets_are_blocked_the_page_fetches_its_figures_and_says_so(string code)
    {
        var language = Language.Find(code)!;
        var site = await browsing.Busy;
        await using var visitor = await browsing.Visitor(site.Address);
        await visitor.Context.AddInitScriptAsync(Impatient);
        await visitor.Context.AddInitScriptAsync(Refusing);
        await visitor.Open($"/{code}", live: false);
        var before = await visitor.Read("waiting");
        await visitor.Connection("polled");
        Assert.Contains(language["status.polled"], await visitor.Freshness(), StringComparison.Ordinal);
        await site.Receive();
        await visitor.Changed("waiting", before);
        Assert.Equal("polled", await visitor.Page.GetAttributeAsync("html", "data-conn"));

        await visitor.Page.EvaluateAsync("window.refusing = false");
        await visitor.Connection("live");
    }

    [BrowserFact]
    public async Task The_official_client_connects_with_negotiation_too()
    {
        var site = await browsing.Busy;
        await using var visitor = await browsing.Visitor(site.Address);
        await visitor.Open("/en");
        Assert.True(await visitor.Page.EvaluateAsync<bool>(
            """
            async () => {
              const hub = new signalR.HubConnectionBuilder().withUrl("/live").configureLogging(signalR.LogLevel.None).build()
              await hub.start()
              const frame = await hub.invoke("Watch", "home", "en", null, 0)
              await hub.stop()
              return frame.figures.length > 0
            }
            """));
        Assert.Empty(visitor.Complaints);
    }

    /// <summary>Waits between two tries are the shortest.</summary>
    internal const string Impatient = "Math.random = () => 0";

    /// <summary>The page's connections end at an address that refuses them.</summary>
    internal const string Refusing =
        """
        window.refusing = true
        window.refused = 0
        window.WebSocket = class extends WebSocket {
          constructor(url, ...rest) {
            super(window.refusing ? url.replace('/live', '/refused') : url, ...rest)
            if (window.refusing) window.refused++
          }
        }
        """;

    /// <summary>A figure as a page shows it that is opened now.</summary>
    private async Task<string> ReadAfresh(LiveSite site, string key)
    {
        await using var other = await browsing.Visitor(site.Address, new BrowserNewContextOptions { JavaScriptEnabled = false });
        await other.Open("/en", live: false);
        return await other.Read(key);
    }
}
