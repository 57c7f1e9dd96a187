using System.Diagnostics;
using System.Text.Json;
using LiveDashboard.BrowserTests.Helpers;
using LiveDashboard.Figures;
using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests;

/// <summary>Numbers swap; nothing around them moves.</summary>
[Collection(InABrowser.Name)]
public sealed class StillnessTests(Browsing browsing)
{
    private static readonly TimeSpan Ticking = TimeSpan.FromSeconds(15);
    private static readonly (string Text, string State)[] Times =
        [("23 h 59 min", "ok"), ("1 d 0 h", "ok"), ("Too few to show", "suppressed"), ("under 1 min", "ok"), ("No answers yet", "empty")];
    private static readonly (string Text, string State)[] Counts =
        [("9", "ok"), ("1,111", "ok"), ("88,888", "ok"), ("Fewer than 5", "suppressed"), ("None yet", "empty")];

    /// <summary>The figures that tick, and what they take turns in.</summary>
    private static readonly Dictionary<string, int> Keys = new()
    {
        ["median"] = 0, ["p90"] = 0, ["median-before"] = 0, ["longest"] = 0, ["waiting"] = 1, ["received-today"] = 1, ["answered-today"] = 1,
    };

    [BrowserFact]
    public async Task Fifteen_seconds_of_ticking_shift_nothing()
    {
        var site = await browsing.Busy;
        await Task.WhenAll(Tick(site, 1280, 800), Tick(site, 360, 740));
    }

    [BrowserFact]
    public async Task All_digits_of_a_ticking_figure_are_equally_wide()
    {
        var site = await browsing.Busy;
        await using var visitor = await browsing.Visitor(site.Address);
        await visitor.Open("/en");
        foreach (var key in Keys.Keys)
        {
            var widths = await visitor.Page.EvaluateAsync<double[]>(
                """
                key => {
                  const place = document.querySelector(`main [data-key='${key}']`)
                  return [...'0123456789'].map(digit => {
                    const span = document.createElement('span')
                    span.textContent = digit.repeat(20)
                    place.append(span)
                    const { width } = span.getBoundingClientRect()
                    span.remove()
                    return width
                  })
                }
                """,
                key);
            Assert.True(widths.Max() - widths.Min() < 0.5, $"{key}: {string.Join(", ", widths)}");
        }
    }

    private async Task Tick(LiveSite site, int width, int height)
    {
        await using var visitor = await browsing.Visitor(
            site.Address, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height } });
        IWebSocketRoute? socket = null;
        await visitor.Page.RouteWebSocketAsync("**/live", route =>
        {
            socket = route;
            route.ConnectToServer();
        });
        await visitor.Open("/en");
        await visitor.Page.EvaluateAsync("document.fonts.ready.then(() => 0)");
        await visitor.Page.EvaluateAsync(
            """
            () => {
              window.shifts = []
              new PerformanceObserver(list => {
                for (const shift of list.getEntries()) if (!shift.hadRecentInput)
                  window.shifts.push([shift.value, ...shift.sources.map(s => s.node?.dataset?.key ?? s.node?.className ?? s.node?.nodeName)])
              }).observe({ type: 'layout-shift' })
            }
            """);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        var running = Stopwatch.StartNew();
        for (var turn = 1; running.Elapsed < Ticking; turn++)
        {
            await timer.WaitForNextTickAsync();
            socket!.Send(Encode(turn));
        }
        var shifts = await visitor.Page.EvaluateAsync<JsonElement>("window.shifts");
        var shift = shifts.EnumerateArray().Sum(one => one[0].GetDouble());
        Assert.True(shift <= 0.01, $"{width} px: {shift:0.0000}: {shifts}");
        Assert.Contains(await visitor.Read("waiting"), Counts.Select(count => count.Text));
    }

    /// <summary>A frame of the hub as the server would send it, ahead of all that it sends.</summary>
    private static string Encode(int turn)
    {
        var figures = Keys.Select((one, i) =>
        {
            var texts = one.Value == 0 ? Times : Counts;
            var (text, state) = texts[(turn + i) % texts.Length];
            return new FrameFigure(one.Key, text, state == "ok" && one.Value == 0 ? text : null, state, null);
        }).ToArray();
        var frame = new Frame("test", turn == 1 ? 0 : turn - 1, turn, 0, "14:02", figures);
        return JsonSerializer.Serialize(new { type = 1, target = "Frame", arguments = new[] { frame } }, FrameJson.Options) + "\u001e";
    }
}
