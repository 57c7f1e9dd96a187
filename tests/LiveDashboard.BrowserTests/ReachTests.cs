using LiveDashboard.BrowserTests.Helpers;
using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests;

/// <summary>Small screens, large text, keyboards, paper.</summary>
[Collection(InABrowser.Name)]
public sealed class ReachTests(Browsing browsing)
{
    private static readonly string[] Pages =
    [
        "/en", "/fr", "/en/method", "/fr/method", "/en/about", "/fr/about", "/fr/no-such-page", "/en/send", "/fr/send", "/en/case", "/fr/case",
        "/en/pulse", "/fr/pulse", "/en/cases", "/fr/cases", "/en/moderation", "/fr/moderation",
    ];

    [BrowserTheory, InlineData(320), InlineData(360), InlineData(1280)]
    public async Task Nothing_scrolls_sideways_and_every_target_is_large_enough(int width)
    {
        await using var visitor = await At(width);
        foreach (var page in Pages)
        {
            await visitor.Open(page, live: false);
            await visitor.Page.EvaluateAsync("document.querySelectorAll('details:not(.menu)').forEach(part => part.open = true)");
            Assert.Empty(await Wide(visitor));
            Assert.Empty(await SmallTargets(visitor));
        }
    }

    [BrowserTheory, InlineData(640), InlineData(1280)]
    public async Task Text_of_twice_the_size_is_not_cut(int width)
    {
        await using var visitor = await At(width);
        var settings = await visitor.Context.NewCDPSessionAsync(visitor.Page);
        await settings.SendAsync(
            "Page.setFontSizes", new Dictionary<string, object> { ["fontSizes"] = new Dictionary<string, object> { ["standard"] = 32 } });
        foreach (var page in Pages)
        {
            await visitor.Open(page, live: false);
            // What a reader chooses in the browser's settings: media queries follow it, as they must.
            Assert.Equal("32px", await visitor.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).fontSize"));
            Assert.Empty(await Wide(visitor));
        }
    }

    [BrowserFact]
    public async Task The_keyboard_reaches_everything_and_shows_where_it_is()
    {
        await using var visitor = await At(1280);
        await visitor.Open("/en");
        var keyboard = visitor.Page.Keyboard;
        await keyboard.PressAsync("Tab");
        Assert.True(await visitor.Page.EvaluateAsync<bool>(
            "document.activeElement.matches('.skip') && document.activeElement.getBoundingClientRect().top >= 0"));
        for (var i = 0; i < 25; i++)
        {
            var unseen = await visitor.Page.EvaluateAsync<string?>(
                """
                () => {
                  const style = getComputedStyle(document.activeElement)
                  const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
                  return seen ? null : document.activeElement.outerHTML.slice(0, 200)
                }
                """);
            Assert.Null(unseen);
            await keyboard.PressAsync("Tab");
        }
        await visitor.Page.FocusAsync(".skip");
        await keyboard.PressAsync("Enter");
        Assert.EndsWith("#main", visitor.Page.Url, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task The_menu_opens_and_closes_by_keyboard()
    {
        await using var visitor = await At(360);
        await visitor.Open("/en");
        await visitor.Page.FocusAsync(".menu summary");
        await visitor.Page.Keyboard.PressAsync("Enter");
        Assert.True(await visitor.Page.Locator(".menu ul").IsVisibleAsync());
        await visitor.Page.Keyboard.PressAsync("Tab");
        await visitor.Page.Keyboard.PressAsync("Escape");
        Assert.False(await visitor.Page.Locator(".menu ul").IsVisibleAsync());
        Assert.True(await visitor.Page.EvaluateAsync<bool>("document.activeElement.matches('.menu summary')"));
    }

    [BrowserFact]
    public async Task A_chosen_theme_survives_a_reload()
    {
        await using var visitor = await At(1280);
        await visitor.Open("/en");
        var light = await Background(visitor);
        await visitor.Page.FocusAsync("[data-theme-switch]");
        await visitor.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("dark", await visitor.Page.GetAttributeAsync("html", "data-theme"));
        var dark = await Background(visitor);
        Assert.NotEqual(light, dark);
        await visitor.Page.ReloadAsync();
        Assert.Equal(dark, await Background(visitor));
    }

    [BrowserFact]
    public async Task Nothing_moves_for_those_who_ask_for_less_motion()
    {
        var site = await browsing.Busy;
        await using var visitor = await browsing.Visitor(site.Address, new BrowserNewContextOptions { ReducedMotion = ReducedMotion.Reduce });
        await visitor.Open("/en");
        var waiting = await visitor.Read("waiting");
        await site.Receive();
        await visitor.Until("() => document.querySelector('[data-key=waiting][data-fresh]')");
        Assert.NotEqual(waiting, await visitor.Read("waiting"));
        Assert.Equal(0, await visitor.Page.EvaluateAsync<int>("document.getAnimations().filter(one => one.playState === 'running').length"));
    }

    [BrowserFact]
    public async Task On_paper_stand_the_figures_their_time_and_their_tables()
    {
        await using var visitor = await At(1280);
        await visitor.Open("/en");
        await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.True(await visitor.Page.Locator(".printed").IsVisibleAsync());
        Assert.StartsWith("Printed figures as at", await visitor.Page.Locator(".printed").InnerTextAsync(), StringComparison.Ordinal);
        foreach (var hidden in new[] { ".mast nav", ".mast .tools", ".status", "button", ".skip" })
            Assert.Equal(0, await visitor.Page.Locator(hidden).Filter(new LocatorFilterOptions { Visible = true }).CountAsync());
        Assert.True(await visitor.Page.Locator("#trend details table").IsVisibleAsync(), "the table of the trend is not printed");
        Assert.True(await visitor.Page.Locator("#topics .rest table").IsVisibleAsync(), "the further topics are not printed");
    }

    private async Task<Visitor> At(int width) => await browsing.Visitor(
        (await browsing.Busy).Address, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 800 } });

    private static Task<string> Background(Visitor visitor) =>
        visitor.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor + getComputedStyle(document.documentElement).backgroundColor");

    /// <summary>What sticks out, when the page can be scrolled sideways.</summary>
    internal static Task<string[]> Wide(Visitor visitor) => visitor.Page.EvaluateAsync<string[]>(
        """
        () => {
          const page = document.scrollingElement
          if (page.scrollWidth <= innerWidth) return []
          return [location.pathname, `${page.scrollWidth} > ${innerWidth}`,
            ...[...document.querySelectorAll('body *')].filter(one => !one.closest('svg svg, .skip'))
              .map(one => ({ one, box: one.getBoundingClientRect() })).filter(({ box }) => box.right > innerWidth + .1 || box.left < -.1)
              .map(({ one, box }) => `${box.left} to ${box.right}: ${one.outerHTML.slice(0, 120)}`).slice(0, 5)]
        }
        """);

    /// <summary>
    /// Targets of less than 24 pixels that are not within a sentence, and to whose 24-pixel circle another target comes
    /// near (WCAG 2.2, 2.5.8).
    /// </summary>
    private static Task<string[]> SmallTargets(Visitor visitor) => visitor.Page.EvaluateAsync<string[]>(
        """
        () => {
          const targets = [...document.querySelectorAll('a[href], button, summary')].filter(one => one.checkVisibility({ visibilityProperty: true }))
            .map(one => ({ one, box: one.getBoundingClientRect() })).filter(({ box }) => box.width > 1 && box.bottom > 0)
          const inText = one => getComputedStyle(one).display === 'inline' &&
            [...one.parentElement.childNodes].some(node => node !== one && node.textContent.trim())
          const docked = one => one.closest('.dock') !== null // what lies under it scrolls out from under it
          const near = (a, b) => {
            const [x, y] = [(a.left + a.right) / 2, (a.top + a.bottom) / 2]
            return Math.hypot(Math.max(b.left - x, 0, x - b.right), Math.max(b.top - y, 0, y - b.bottom)) < 12
          }
          return targets.filter(({ one, box }) => (box.width < 24 || box.height < 24) && !inText(one) &&
            targets.some(other => other.one !== one && docked(other.one) === docked(one) && near(box, other.box)))
            .map(({ one, box }) => `${location.pathname} ${Math.round(box.width)}x${Math.round(box.height)} ${one.outerHTML.slice(0, 100)}`)
        }
        """);
}
