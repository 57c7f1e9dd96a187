using LiveDashboard.BrowserTests.Helpers;
using LiveDashboard.Web;

namespace LiveDashboard.BrowserTests;

/// <summary>The server is killed or stopped under an open page, and comes back.</summary>
[Collection(OnItsOwn.Name)]
public sealed class KilledServerTests(Browsing browsing)
{
    [BrowserFact]
    public async Task A_page_outlives_its_server_says_how_old_it_is_and_becomes_live_again_with_the_new_figures()
    {
        await using var server = new ServerProcess();
        await server.Start(cases: 300);
        await using var visitor = await browsing.Visitor(server.Address);
        await visitor.Context.AddInitScriptAsync(LiveTests.Impatient);
        await visitor.Open("/en");
        var before = await visitor.Figures();
        var clock = await visitor.Page.Locator("[data-when=live] [data-clock]").TextContentAsync();

        await server.Kill();
        await visitor.Connection("reconnecting");
        Assert.Contains(Language.English["status.reconnecting"], await visitor.Freshness(), StringComparison.Ordinal);
        await visitor.Connection("stale");
        var status = await visitor.Freshness();
        Assert.Contains(Language.English["status.stale"], status, StringComparison.Ordinal);
        Assert.Contains($"{Language.English["status.from"]} ", status, StringComparison.Ordinal);
        var told = await visitor.Page.Locator("[data-when=stale] .long-form [data-clock]").TextContentAsync();
        Assert.True(string.CompareOrdinal(told, clock) >= 0, $"'{told}' is before '{clock}'");
        var stale = await visitor.Figures();
        Assert.Equal(before["median"], stale["median"]);
        Assert.Equal(before["waiting"], stale["waiting"]);

        await server.Start(recently: 7);
        await visitor.Connection("live");
        await visitor.Changed("waiting", before["waiting"]);
        await using var other = await browsing.Visitor(server.Address);
        await other.Open("/en");
        Assert.Equal(await other.Read("waiting"), await visitor.Read("waiting"));
        Assert.Equal(await other.Read("received-today"), await visitor.Read("received-today"));
    }

    [BrowserFact]
    public async Task A_restart_that_was_announced_is_not_told_and_the_page_goes_on_with_the_new_figures()
    {
        await using var server = new ServerProcess(patience: 100); // far longer than a restart
        await server.Start(cases: 300);
        await using var visitor = await browsing.Visitor(server.Address);
        await visitor.Context.AddInitScriptAsync(LiveTests.Impatient);
        await visitor.Open("/en");
        await visitor.Page.EvaluateAsync(
            """
            () => {
              window.states = []
              const note = () => window.states.push(document.documentElement.dataset.conn)
              new MutationObserver(note).observe(document.documentElement, { attributeFilter: ["data-conn"] })
            }
            """);
        var before = await visitor.Read("waiting");

        await server.Stop();
        await server.Start(recently: 7);
        await visitor.Changed("waiting", before);
        Assert.Empty(await visitor.Page.EvaluateAsync<string[]>("window.states"));
    }
}
