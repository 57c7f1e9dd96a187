using System.Globalization;
using LiveDashboard.BrowserTests.Helpers;
using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests;

/// <summary>The lobby screen as it is seen: sizes, margins, panels, and what it says of its age (ux.md 6, 40 to 51).</summary>
[Collection(OnlyLooking.Name)]
public sealed class LobbyScreenTests(Browsing browsing)
{
    // Everything that has text of its own and can be seen, with its size and its place.
    private const string Texts =
        """
        () => [...document.querySelectorAll('.stage:not([hidden]) *')].filter(one =>
            one.checkVisibility() && !one.closest('.vh') && [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
          .map(one => ({ text: one.textContent.trim().slice(0, 40), size: parseFloat(getComputedStyle(one).fontSize),
            box: one.getBoundingClientRect().toJSON(), chart: !!one.closest('svg'), at: one.closest('.body')?.dataset.panel ?? 'frame', name: one.localName }))
        """;

    [BrowserTheory]
    [InlineData(1920, 1080, 1), InlineData(3840, 2160, 1), InlineData(1920, 1080, 2), InlineData(1080, 1920, 1)]
    public async Task Everything_is_large_enough_within_its_margin_and_nothing_can_be_touched(int width, int height, float density)
    {
        await using var lobby = await Open("panels=A,B,D,G&shift=off", width, height, density);
        var page = lobby.Page;
        var rem = Math.Max(width, height) / 120.0;
        foreach (var panel in new[] { "reply", "waiting", "topics", "reach" })
        {
            await Show(page, panel);
            var texts = (await page.EvaluateAsync<System.Text.Json.JsonElement>(Texts)).EnumerateArray().ToArray();
            foreach (var text in texts)
            {
                var (size, box, at) = (text.GetProperty("size").GetDouble(), text.GetProperty("box"), $"{panel}: {text}");
                Assert.True(size >= 2 * rem - 0.1, at);
                if (text.GetProperty("at").GetString() == panel && !text.GetProperty("chart").GetBoolean()) Assert.True(size >= 2.7 * rem, at);
                Assert.InRange(box.GetProperty("left").GetDouble(), 2.4 * rem, width);
                Assert.InRange(box.GetProperty("right").GetDouble(), 0, width - 2.4 * rem);
                Assert.InRange(box.GetProperty("top").GetDouble(), 2.4 * rem, height);
                Assert.InRange(box.GetProperty("bottom").GetDouble(), 0, height - 2.4 * rem);
            }
            if (panel is "reply" or "waiting")
                Assert.True(await page.EvaluateAsync<double>($"parseFloat(getComputedStyle(document.querySelector('.{panel} .figure')).fontSize)") >= 9 * rem);
            Assert.InRange(await page.EvaluateAsync<int>(Words), 1, 45);
        }
        Assert.Equal("none", await page.EvaluateAsync<string>("getComputedStyle(document.body).cursor"));
        Assert.Equal("none", await page.EvaluateAsync<string>("getComputedStyle(document.body).userSelect"));
        Assert.True(await page.EvaluateAsync<bool>(
            "document.scrollingElement.scrollWidth <= innerWidth && document.scrollingElement.scrollHeight <= innerHeight"));
        Assert.Equal(0, await page.Locator("a, button, input, select, [tabindex]").CountAsync());
        Assert.Equal(0, await page.EvaluateAsync<int>("document.getAnimations().length"));
        Assert.Empty(lobby.Complaints);
    }

    [BrowserFact]
    public async Task Words_stand_out_and_states_can_be_told_apart_without_colour()
    {
        foreach (var theme in new[] { "dark", "light" })
        {
            await using var lobby = await Open($"panels=A,B,D,G&theme={theme}", 1920, 1080);
            foreach (var panel in new[] { "reply", "waiting", "topics", "reach" })
            {
                await Show(lobby.Page, panel);
                Assert.Empty(await lobby.Page.EvaluateAsync<string[]>(Contrasts));
            }
            // Each state of the connection has words and a shape of its own.
            var said = new HashSet<string>();
            foreach (var state in new[] { "live", "reconnecting", "stale", "polled" })
            {
                // At once: the page itself says each quarter of a second how fresh it is.
                said.Add(await lobby.Page.EvaluateAsync<string>(
                    "state => { document.documentElement.dataset.conn = state; return document.querySelector('.live').innerText }",
                    state));
            }
            Assert.Equal(4, said.Count);
        }
    }

    [BrowserFact]
    public async Task Panels_take_turns_by_their_words_and_what_has_nothing_to_show_is_left_out()
    {
        await using var lobby = await Open("panels=A,C,B,G&lang=en,fr", 1280, 720, clock: true);
        var page = lobby.Page;
        // By the page's own clock, which also goes on between two steps of ours.
        await page.EvaluateAsync(
            """
            () => {
              window.turns = []
              const note = () => {
                const panel = document.querySelector("[data-panel]:not([hidden])")
                const name = panel && `${panel.dataset.panel}@${panel.lang}`
                if (name && window.turns.at(-1)?.[0] !== name) window.turns.push([name, `${Date.now()}`])
              }
              note()
              new MutationObserver(note).observe(document.body, { subtree: true, attributeFilter: ["hidden"] })
            }
            """);
        for (var second = 0; second < 130; second++)
        {
            await page.Clock.RunForAsync(1000);
            await page.EvaluateAsync("fetch('/health/live')"); // what was asked for before has come
        }
        var seen = (await page.EvaluateAsync<string[][]>("window.turns"))
            .Select(turn => (Panel: turn[0], Second: double.Parse(turn[1], CultureInfo.InvariantCulture) / 1000)).ToList();
        Assert.DoesNotContain(seen, one => one.Panel.StartsWith("said", StringComparison.Ordinal)); // nothing was approved
        Assert.Equal(["reply@en", "reply@fr", "waiting@en", "waiting@fr", "reach@en", "reach@fr", "reply@en"], seen.Take(7).Select(one => one.Panel));
        // 1.6 times max(12 s, 3 s + 0.4 s a word), half in each language.
        Assert.All(seen.Skip(1).Zip(seen.Skip(2)).SkipLast(1), pair => Assert.InRange(pair.Second.Second - pair.First.Second, 9.5, 24));
        var marks = await page.Locator(".marks span").CountAsync();
        Assert.Equal(3, marks);
        Assert.Contains("réponse", await page.Locator("article[lang=fr] h1").First.TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await page.Locator("[data-panel]:not([hidden])").CountAsync());
    }

    [BrowserFact]
    public async Task Too_few_messages_leave_out_the_panel_and_something_is_always_shown()
    {
        var few = await browsing.Few;
        await using var lobby = await browsing.Visitor(few.Address, Size(1280, 720));
        await lobby.Open("/board?panels=A,B,D");
        Assert.Equal("reach", await lobby.Page.GetAttributeAsync("[data-panel]:not([hidden])", "data-panel"));
        Assert.DoesNotContain("Too few", await lobby.Page.Locator("#stage").InnerTextAsync(), StringComparison.Ordinal);
        await lobby.Page.SetViewportSizeAsync(360, 740); // somebody looks with a phone
        Assert.True(await lobby.Page.EvaluateAsync<bool>("document.scrollingElement.scrollWidth <= innerWidth"));
    }

    [BrowserFact]
    public async Task A_touch_holds_the_panel_for_a_minute_and_the_picture_moves_a_little()
    {
        await using var lobby = await Open("panels=B,G&dwell=12", 1280, 720, clock: true);
        var page = lobby.Page;
        await Show(page, "waiting");
        await page.Mouse.ClickAsync(400, 300);
        await page.Clock.RunForAsync(50_000);
        Assert.Equal("waiting", await page.GetAttributeAsync("[data-panel]:not([hidden])", "data-panel"));
        Assert.Contains("Held", await page.Locator(".touch").InnerTextAsync(), StringComparison.Ordinal);
        var places = new HashSet<string>();
        for (var i = 0; i < 15; i++)
        {
            await page.Clock.FastForwardAsync(60_000);
            places.Add(await page.EvaluateAsync<string>("document.documentElement.style.getPropertyValue('--shift')"));
        }
        Assert.True(places.Count >= 9, string.Join(" | ", places));
        Assert.NotEqual("yes", await page.EvaluateAsync<string>("document.documentElement.dataset.held"));
    }

    [BrowserFact]
    public async Task Without_script_it_stands_as_it_was_made()
    {
        var busy = await browsing.Busy;
        await using var lobby = await browsing.Visitor(busy.Address, new BrowserNewContextOptions { JavaScriptEnabled = false, ViewportSize = new() { Width = 1920, Height = 1080 } });
        await lobby.Open("/board", live: false);
        Assert.Contains("first answer within", await lobby.Page.Locator(".reply h1").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("Not live. Figures from", await lobby.Page.Locator("#stage .bottom").InnerTextAsync(), StringComparison.Ordinal);
    }

    private async Task<Visitor> Open(string query, int width, int height, float density = 1, bool clock = false)
    {
        var busy = await browsing.Busy;
        var options = Size(width, height);
        options.DeviceScaleFactor = density;
        options.ReducedMotion = ReducedMotion.Reduce;
        var visitor = await browsing.Visitor(busy.Address, options);
        if (clock) await visitor.Page.Clock.InstallAsync();
        await visitor.Open($"/board?{query}");
        return visitor;
    }

    /// <summary>Presses on until the panel is there.</summary>
    private static async Task Show(IPage page, string panel)
    {
        for (var i = 0; i < 8 && await page.GetAttributeAsync("[data-panel]:not([hidden])", "data-panel") != panel; i++)
            await page.Keyboard.PressAsync("ArrowRight");
        await page.EvaluateAsync("document.fonts.ready");
    }

    private static BrowserNewContextOptions Size(int width, int height) =>
        new() { Locale = "en", ViewportSize = new ViewportSize { Width = width, Height = height } };

    private const string Words =
        """
        () => { const panel = document.querySelector('[data-panel]:not([hidden])'), texts = document.createTreeWalker(panel, 4); let n = 0
          while (texts.nextNode()) if (texts.currentNode.parentElement.checkVisibility() && !texts.currentNode.parentElement.closest('svg, .vh')) n += texts.currentNode.data.split(/\s+/).filter(Boolean).length
          return n }
        """;

    // 4.5 to 1 for all text, computed from what is rendered.
    private const string Contrasts =
        """
        () => { const light = rgb => { const [r, g, b] = rgb.match(/[\d.]+/g).slice(0, 3).map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
            return 0.2126 * r + 0.7152 * g + 0.0722 * b }
          const under = one => { for (; one; one = one.parentElement) { const c = getComputedStyle(one).backgroundColor; if (!/, 0\)$|transparent/.test(c)) return c } return 'rgb(255, 255, 255)' }
          return [...document.querySelectorAll('.stage:not([hidden]) *')].filter(one => one.checkVisibility() && !one.closest('.vh, .qr')
              && [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
            .map(one => { const ink = light(one.closest('svg') ? getComputedStyle(one).fill : getComputedStyle(one).color), ground = light(under(one))
              return [(Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05), one.textContent] })
            .filter(([ratio]) => ratio < 4.5).map(([ratio, text]) => `${ratio.toFixed(2)} ${text}`) }
        """;
}
