using LiveDashboard.BrowserTests.Helpers;
using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests;

/// <summary>Colours that the reader forces, text from right to left, words that are longer than ours.</summary>
[Collection(OnlyLooking.Name)]
public sealed class LooksTests(Browsing browsing)
{
    /// <summary>As in Arabic: the page mirrored. Its words stay ours; what is looked at is the layout.</summary>
    private const string Mirrored = "document.documentElement.dir = 'rtl'";

    /// <summary>Every text 40 % longer, in words that cannot be broken; numbers are left alone.</summary>
    private const string Longer =
        """
        {
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
          const texts = []
          while (walk.nextNode()) if (!walk.currentNode.parentElement.closest('script, style')) texts.push(walk.currentNode)
          for (const text of texts)
            text.data = text.data.replace(/\p{L}{3,}/gu, word => word + 'ěšüø'.repeat(3).slice(0, Math.ceil(word.length * 0.4)))
        }
        """;

    [BrowserTheory, InlineData(360), InlineData(1280), InlineData(1920)]
    public async Task Nothing_scrolls_sideways_when_mirrored_or_with_longer_words(int width)
    {
        foreach (var change in new[] { Mirrored, Longer, Mirrored + ";" + Longer })
        {
            await using var visitor = await At(width);
            foreach (var page in new[] { "/en", "/en/method", "/fr", "/fr/about" })
            {
                await visitor.Open(page, live: page.Length == 3);
                await visitor.Page.EvaluateAsync("document.querySelectorAll('details:not(.menu)').forEach(part => part.open = true)");
                await visitor.Page.EvaluateAsync($"() => {{ {change} }}");
                Assert.Empty(await ReachTests.Wide(visitor));
                Assert.Empty(await Cut(visitor));
            }
        }
    }

    [BrowserFact]
    public async Task Mirrored_bars_begin_at_the_right_and_time_still_runs_to_the_right()
    {
        await using var visitor = await At(1280);
        await visitor.Open("/en");
        var line = await visitor.Page.GetAttributeAsync("[data-key=trend-line]", "d");
        await visitor.Page.EvaluateAsync($"() => {{ {Mirrored} }}");
        // The end of the bar that is nearer to the name of its topic.
        Assert.True(await visitor.Page.EvaluateAsync<bool>(
            """
            () => [...document.querySelectorAll('#topics tbody tr')].filter(row => row.checkVisibility()).every(row => {
              const [bar, chart, name] = ['rect.bar', '.axis svg', 'th'].map(part => row.querySelector(part).getBoundingClientRect())
              return name.left >= chart.right - 1 && Math.abs(bar.right - chart.right) < 1
            })
            """));
        var trend = await visitor.Page.EvaluateAsync<string>(
            "getComputedStyle(document.querySelector('.trend > svg')).transform + getComputedStyle(document.querySelector('.trend > svg')).direction");
        Assert.Equal("noneltr", trend);
        Assert.Equal(line, await visitor.Page.GetAttributeAsync("[data-key=trend-line]", "d"));
    }

    [BrowserTheory, InlineData(ColorScheme.Light), InlineData(ColorScheme.Dark)]
    public async Task In_forced_colours_charts_marks_and_the_focus_stand_out(ColorScheme scheme)
    {
        var site = await browsing.Busy;
        await using var visitor = await browsing.Visitor(
            site.Address, new BrowserNewContextOptions { ForcedColors = ForcedColors.Active, ColorScheme = scheme });
        await visitor.Open("/en");
        Assert.True(await visitor.Page.EvaluateAsync<bool>("matchMedia('(forced-colors: active)').matches"));
        // Each shape has a line or a ground in a colour that is not the page's, and the kinds of a judgement differ by shape.
        Assert.Empty(await visitor.Page.EvaluateAsync<string[]>(
            """
            () => {
              const page = getComputedStyle(document.body).backgroundColor
              const shapes = '.bar, .dot, .line, .promise, .base, .whisker, .band, .freshness .i use, .mark .i use, .brand use'
              return [...document.querySelectorAll(shapes)].filter(one => one.checkVisibility({ visibilityProperty: true })).filter(one => {
                const { stroke, fill, color, strokeWidth } = getComputedStyle(one)
                const seen = one.localName === 'use' ? [color] : [fill, ...parseFloat(strokeWidth) > 0 ? [stroke] : []]
                  .filter(paint => paint !== 'none' && !/^rgba.*, 0\)$/.test(paint))
                return !seen.some(paint => paint !== page)
              }).map(one => one.outerHTML.slice(0, 120))
            }
            """));
        var kinds = await visitor.Page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll('[data-key=twenty] circle')].map(dot => [dot.getAttribute('class'),
              getComputedStyle(dot).fill, getComputedStyle(dot).stroke].join(' '))
            """);
        var done = kinds.First(kind => kind.StartsWith("dot done", StringComparison.Ordinal))["dot done".Length..];
        Assert.All(kinds.Where(kind => kind.StartsWith("dot over", StringComparison.Ordinal)), kind => Assert.NotEqual(done, kind["dot over".Length..]));

        await visitor.Page.Keyboard.PressAsync("Tab");
        Assert.NotEqual("none", await visitor.Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
        Assert.NotEqual("0px", await visitor.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.quiet')).borderTopWidth"));
    }

    private async Task<Visitor> At(int width) => await browsing.Visitor(
        (await browsing.Busy).Address, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 800 } });

    /// <summary>Texts of which a part cannot be seen.</summary>
    private static Task<string[]> Cut(Visitor visitor) => visitor.Page.EvaluateAsync<string[]>(
        """
        () => [...document.querySelectorAll('body *')]
          .filter(one => !one.closest('svg') && !one.closest('.vh, .skip, .more') // a wide table scrolls in itself
            && one.checkVisibility({ visibilityProperty: true }))
          .filter(one => {
            const { left, right, width } = one.getBoundingClientRect()
            return width > 1 && [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()) && (left < -1 || right > innerWidth + 1)
          }).map(one => `${location.pathname} ${one.outerHTML.slice(0, 100)}`)
        """);
}
