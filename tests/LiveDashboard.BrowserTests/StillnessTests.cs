using System.Diagnostics;
using System.Text.Json;
using LiveDashboard.BrowserTests.Helpers;
using LiveDashboard.Figures;
using LiveDashboard.Figures.Boards;
using LiveDashboard.Web;
using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests;

/// <summary>Numbers swap; nothing around them moves.</summary>
[Collection(AMinute.Name)]
public sealed class StillnessTests(Browsing browsing)
{
    private static readonly TimeSpan Ticking = TimeSpan.FromSeconds(60);

    // As the program writes them, with its own spaces: the longest, the shortest, and the words in place of a number.
    private static readonly (string Text, string State)[] Times =
    [
        (Language.English.Duration(new TimeSpan(23, 59, 0)), "ok"), (Language.English.Duration(TimeSpan.FromDays(1)), "ok"),
        (Language.English["figure.few"], "suppressed"), (Language.English.Duration(TimeSpan.FromSeconds(30)), "ok"),
        (Language.English["figure.empty"], "empty"), (Language.English.Duration(TimeSpan.FromDays(88.8)), "ok"),
    ];

    private static readonly (string Text, string State)[] Counts =
    [
        (Language.English.Count(111), "ok"), (Language.English.Count(888), "ok"), (Language.English.Count(404), "ok"),
    ];

    // Beside these stands something on the same line, which rightly moves aside when they grow: as they tick, they do not.
    private static readonly (string Text, string State)[] TimesOnALine =
        [.. new[] { 23.98, 22.8, 10.18, 11.5 }.Select(hours => (Language.English.Duration(TimeSpan.FromHours(hours)), "ok"))];

    // The same with the counts: words in their place come apart.
    private static readonly (string Text, string State)[] WordsForCounts =
        [(Language.English.Say("count.fewer", 5), "suppressed"), (Language.English["count.none"], "empty"), ("9", "ok"), ("88", "ok")];

    /// <summary>The tops of everything beneath a figure.</summary>
    private const string Tops =
        """
        [...document.querySelectorAll('main .facts, main .basis, main [data-key=mark], main [data-key=waiting-note], main .pair, #trend')]
          .map(one => Math.round(one.getBoundingClientRect().top))
        """;

    /// <summary>The figures that tick, and what they take turns in.</summary>
    private static readonly Dictionary<string, int> Keys = new()
    {
        ["median"] = 0,
        ["p90"] = 2,
        ["median-before"] = 2,
        ["longest"] = 3,
        ["waiting"] = 1,
        ["received-today"] = 1,
        ["answered-today"] = 1,
    };

    [BrowserFact]
    public async Task A_minute_of_ticking_shifts_nothing()
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
            // The server's own figures would come in between.
            route.ConnectToServer().OnMessage(message => { if (message.Text?.Contains("\"target\"", StringComparison.Ordinal) == false) route.Send(message.Text); });
        });
        await visitor.Open("/en");
        await visitor.Page.EvaluateAsync("document.fonts.ready.then(() => 0)");
        await visitor.Page.EvaluateAsync(
            """
            () => {
              window.shifts = []
              new PerformanceObserver(list => {
                for (const shift of list.getEntries()) if (!shift.hadRecentInput)
                  window.shifts.push([shift.value, shift.startTime, ...shift.sources.map(s => s.node?.dataset?.key ?? s.node?.className ?? s.node?.nodeName)])
              }).observe({ type: 'layout-shift' })
            }
            """);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        var running = Stopwatch.StartNew();
        for (var turn = 1; running.Elapsed < Ticking; turn++)
        {
            await timer.WaitForNextTickAsync();
            socket!.Send(Encode(turn, Counts));
        }
        var shifts = await visitor.Page.EvaluateAsync<JsonElement>("window.shifts");
        var shift = Worst([.. shifts.EnumerateArray().Select(one => (one[0].GetDouble(), one[1].GetDouble()))]);
        Assert.True(shift <= 0.01, $"{width} px: {shift:0.0000}: {shifts}");
        Assert.Contains(await visitor.Read("waiting"), Counts.Select(count => count.Text));

        var tops = await visitor.Page.EvaluateAsync<int[]>(Tops);
        for (var i = 0; i < WordsForCounts.Length; i++)
        {
            socket!.Send(Encode(1000 + WordsForCounts.Length * 9 + i, WordsForCounts));
            await visitor.Until($"() => document.querySelector('[data-key=waiting]').textContent === '{WordsForCounts[(i + 4) % WordsForCounts.Length].Text}'");
            var now = await visitor.Page.EvaluateAsync<int[]>(Tops);
            Assert.All(tops.Zip(now), top => Assert.InRange(top.Second, top.First - 2, top.First + 2)); // pixels are rounded
        }
    }

    /// <summary>Cumulative layout shift as browsers define it: of bursts without a pause of 1 s, at most 5 s long, the worst.</summary>
    private static double Worst(IReadOnlyList<(double Value, double At)> shifts)
    {
        double worst = 0, burst = 0, began = double.NegativeInfinity, last = double.NegativeInfinity;
        foreach (var (value, at) in shifts)
        {
            if (at - last > 1000 || at - began > 5000) (burst, began) = (0, at);
            last = at;
            worst = Math.Max(worst, burst += value);
        }
        return worst;
    }

    /// <summary>A frame of the hub as the server would send it, ahead of all that it sends.</summary>
    private static string Encode(int turn, (string Text, string State)[] counts)
    {
        var figures = Keys.Select((one, i) =>
        {
            var texts = one.Value switch { 0 => Times, 1 => counts, 2 when counts != Counts => Times, _ => TimesOnALine };
            var (text, state) = texts[(turn + i) % texts.Length];
            return new FrameFigure(one.Key, text, state == "ok" && one.Value != 1 ? text : null, state, null);
        }).ToArray();
        var frame = new Frame("test", 0, turn, 0, "14:02", figures);
        return JsonSerializer.Serialize(new { type = 1, target = "Frame", arguments = new[] { frame } }, FrameJson.Options) + "\u001e";
    }
}
