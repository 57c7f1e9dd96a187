using LiveDashboard.BrowserTests.Helpers;
using LiveDashboard.Web;
using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests;

/// <summary>Topics that come, or change their place, while a page is open.</summary>
[Collection(OnItsOwn.Name)]
public sealed class NewRowsTests(Browsing browsing)
{
    /// <summary>The topics from the top, as the page shows them.</summary>
    private const string Names = "[...document.querySelectorAll('#topics tbody th')].map(cell => cell.textContent)";

    [BrowserFact]
    public async Task A_new_topic_comes_without_a_reload_and_is_live_from_then_on()
    {
        await using var site = await LiveSite.Start(cases: 300);
        await using var visitor = await Visit(site);
        await visitor.Page.EvaluateAsync("() => { window.same = true; document.querySelector('#topics details').open = true }");
        var fragments = 0;
        visitor.Page.Request += (_, request) => fragments += request.Url.EndsWith("/breakdowns", StringComparison.Ordinal) ? 1 : 0;

        await site.ReceiveOn("Drones", 60);
        await visitor.Until($"() => {Names}[0] === 'Drones'");
        Assert.Equal("60", await Number(visitor, 1));
        await site.ReceiveOn("Kites", 12);
        await visitor.Until($"() => {Names}.includes('Kites')");
        Assert.True(await visitor.Page.EvaluateAsync<bool>("window.same && document.querySelector('#topics details').open"));
        Assert.InRange(fragments, 1, 4);

        await site.ReceiveOn("Drones", 70); // ten more: the row is swapped as any other
        await visitor.Until("() => document.querySelector('#topics tbody .n').textContent === '70'");
        Assert.Equal(Language.English["status.live"], await visitor.Page.Locator(".freshness [data-when=live] b").InnerTextAsync());
        Assert.Empty(visitor.Complaints);
        await using var other = await browsing.Visitor(site.Address);
        await other.Open("/en");
        Assert.Equal(await other.Page.EvaluateAsync<string[]>(Names), await visitor.Page.EvaluateAsync<string[]>(Names));
        Assert.Equal(await other.Figures(), await visitor.Figures());
    }

    [BrowserFact]
    public async Task What_is_read_stays_where_it_is_and_nothing_comes_while_the_page_is_paused_or_the_reader_is_busy()
    {
        await using var site = await LiveSite.Start(cases: 300);
        await using var visitor = await Visit(site);
        await visitor.Page.ClickAsync("[data-do=pause]");
        await site.ReceiveOn("Drones", 60);
        await visitor.Until("() => document.querySelector('[data-held-count]').textContent > 0");
        var asked = 0;
        visitor.Page.Request += (_, request) => asked += request.Url.EndsWith("/breakdowns", StringComparison.Ordinal) ? 1 : 0;
        await Task.Delay(4000); // longer than the shortest wait
        Assert.Equal(0, asked);

        // Somebody works in the section: it waits until the focus has left it, and then what is looked at stays in place.
        var looked = visitor.Page.Locator("#areas .note");
        await visitor.Page.EvaluateAsync("document.querySelector('[data-do=resume]').click()"); // takes the focus away
        await visitor.Page.EvaluateAsync("document.querySelector('#topics summary').focus({ preventScroll: true })");
        await looked.EvaluateAsync("note => scrollTo({ top: scrollY + note.getBoundingClientRect().top - 100, behavior: 'instant' })");
        await Task.Delay(4000);
        Assert.NotEqual("Drones", (await visitor.Page.EvaluateAsync<string[]>(Names))[0]);
        Assert.InRange(await visitor.Page.Locator("#topics").EvaluateAsync<double>("one => one.getBoundingClientRect().bottom"), -1e6, 0);
        var top = await Top(looked);
        await visitor.Page.EvaluateAsync("document.activeElement.blur()");
        await visitor.Until($"() => {Names}[0] === 'Drones'");
        Assert.InRange(await Top(looked), top - 1, top + 1);
    }

    [BrowserFact]
    public async Task On_the_first_day_the_first_topic_comes_too()
    {
        await using var site = await LiveSite.Start(cases: 0);
        await using var visitor = await Visit(site);
        Assert.Equal(0, await visitor.Page.Locator("#topics table").CountAsync());
        await visitor.Page.EvaluateAsync("scrollTo(0, 0)");
        await site.ReceiveOn("Kites", 12);
        await visitor.Until($"() => {Names}[0] === 'Kites'");
        Assert.Empty(visitor.Complaints);
    }

    /// <summary>A page on which the wait for new rows is the shortest.</summary>
    private async Task<Visitor> Visit(LiveSite site)
    {
        var visitor = await browsing.Visitor(
            site.Address, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 400 } });
        await visitor.Context.AddInitScriptAsync(LiveTests.Impatient);
        await visitor.Open("/en");
        return visitor;
    }

    private static Task<string> Number(Visitor visitor, int row) => visitor.Page.Locator($"#topics tbody tr:nth-child({row}) .n").First.InnerTextAsync();

    private static Task<double> Top(ILocator place) => place.EvaluateAsync<double>("place => place.getBoundingClientRect().top");
}
