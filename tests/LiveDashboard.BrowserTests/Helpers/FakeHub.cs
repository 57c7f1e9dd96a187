using System.Globalization;
using System.Text;
using System.Text.Json;
using LiveDashboard.Figures.Boards;
using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests.Helpers;

/// <summary>Speaks to a page in the place of the server's hub, as fast as a test wants: a day of changes in seconds.</summary>
public sealed class FakeHub(IPage page)
{
    private const char Record = '\u001e';
    private const int Together = 100;

    private IWebSocketRoute? _socket;
    private long _version;

    /// <summary>How often the page has connected.</summary>
    public int Connections { get; private set; }

    public static async Task<FakeHub> For(IPage page)
    {
        var hub = new FakeHub(page);
        await page.RouteWebSocketAsync("**/live", hub.Accept);
        return hub;
    }

    /// <summary>Sends frames with three figures each, one after the other.</summary>
    /// <param name="pace">After each hundred of them.</param>
    public async Task Send(int frames, Func<Task> pace)
    {
        var text = new StringBuilder();
        var build = (await page.GetAttributeAsync("html", "data-build"))!; // to another than its own the page would soon change
        for (var i = 1; i <= frames; i++)
        {
            var from = _version++;
            Say(text, "Frame", new Frame("soak", from, _version, Now, "14:02",
            [
                new FrameFigure("median", $"{i % 24} h {i % 60:00} min", $"{i % 24} hours {i % 60} minutes", "ok", null),
                new FrameFigure("waiting", i.ToString(CultureInfo.InvariantCulture), null, "ok", null),
                new FrameFigure("dots", "", null, "ok", string.Join(',', Enumerable.Range(0, 20).Select(dot => $"{(i + 4 * dot) % 100} 0 open"))),
            ]));
            if (i % Together > 0 && i < frames) continue;
            Say(text, "Heartbeat", new Heartbeat(Now, "14:02", build, "soak", _version));
            _socket!.Send(text.ToString());
            text.Clear();
            await pace();
        }
    }

    private static long Now => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    private void Accept(IWebSocketRoute socket)
    {
        (Connections, _socket) = (Connections + 1, socket);
        socket.OnMessage(message =>
        {
            foreach (var said in (message.Text ?? "").Split(Record, StringSplitOptions.RemoveEmptyEntries))
                if (said.Contains("\"protocol\"", StringComparison.Ordinal)) socket.Send($"{{}}{Record}");
                else if (said.Contains("\"Watch\"", StringComparison.Ordinal))
                    socket.Send($"{{\"type\":3,\"invocationId\":\"{Id(said)}\",\"result\":null}}{Record}");
        });
    }

    private static string Id(string said) => JsonDocument.Parse(said).RootElement.GetProperty("invocationId").GetString()!;

    private static void Say(StringBuilder text, string target, object argument) => text
        .Append(CultureInfo.InvariantCulture, $"{{\"type\":1,\"target\":\"{target}\",\"arguments\":[{JsonSerializer.Serialize(argument, FrameJson.Options)}]}}")
        .Append(Record);
}
