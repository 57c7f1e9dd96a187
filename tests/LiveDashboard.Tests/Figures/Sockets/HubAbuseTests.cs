using System.Net.WebSockets;
using System.Text;
using LiveDashboard.Figures;
using LiveDashboard.Figures.Live;
using LiveDashboard.Figures.Sockets;
using LiveDashboard.Tests.Figures.Live;
using LiveDashboard.Tests.Helpers;
using Microsoft.Extensions.DependencyInjection;

namespace LiveDashboard.Tests.Figures.Sockets;

/// <summary>What hostile clients send: they are cut off, leave nothing, and others notice nothing.</summary>
public sealed class HubAbuseTests
{
    private readonly Counter _counter = new();

    [Theory]
    [InlineData("one byte too long"), InlineData("a megabyte"), InlineData("deeply nested"), InlineData("no JSON")]
    [InlineData("unknown methods"), InlineData("many in one message"), InlineData("binary"), InlineData("empty parts")]
    public async Task Who_talks_nonsense_is_cut_off(string what)
    {
        await using var app = await Start();
        await using var other = await app.Live();
        await other.Watch(Counter.BoardName);
        using var viewer = await RawViewer.Greeted(app.Address);
        try
        {
            await Abuse(viewer, what);
        }
        catch (Exception e) when (e is WebSocketException or IOException)
        {
            // Cut off while it was still talking.
        }
        Assert.DoesNotContain(await viewer.ReadToEnd(), message => message.TryGetProperty("target", out _));
        await OnlyTheOtherIsLeft(app, other);
    }

    [Fact]
    public async Task Another_protocol_is_refused()
    {
        await using var app = await Start();
        using var viewer = await RawViewer.Try(app.Address);
        await viewer.Say("""{"protocol":"messagepack","version":1}""");
        Assert.True((await viewer.Next())!.Value.TryGetProperty("error", out _));
        Assert.Null(await viewer.Next());
    }

    [Fact]
    public async Task Half_greetings_are_ended_and_their_places_are_free_again()
    {
        const int Half = 60;
        await using var app = await Start("--Live:Connections", $"{Half + 1}");
        await using var other = await app.Live();
        await other.Watch(Counter.BoardName);
        var half = await Task.WhenAll(Enumerable.Range(0, Half).Select(_ => RawViewer.Try(app.Address)));
        Assert.All(half, viewer => Assert.Equal(System.Net.HttpStatusCode.SwitchingProtocols, viewer.Answer));
        await Task.WhenAll(half.Select(viewer => viewer.ReadToEnd())); // after five seconds
        await OnlyTheOtherIsLeft(app, other);
        await using var next = await app.Live();
        foreach (var viewer in half) viewer.Dispose();
    }

    [Fact]
    public async Task Who_does_not_answer_pings_is_gone_and_who_does_stays_without_a_word()
    {
        await using var app = await Start("--Live:SilenceSeconds", "9", "--Live:HeartbeatSeconds", "1");
        using var gone = await RawViewer.Greeted(app.Address); // reads no more, and so answers no ping
        using var asleep = await RawViewer.Greeted(app.Address);
        var reading = asleep.ReadToEnd();
        var watchers = app.Get<FigureWatchers>();
        Assert.True(await Task.Run(() => SpinWait.SpinUntil(() => watchers.Count == 1, LiveClient.Patience)));
        Assert.False(reading.IsCompleted);
        Assert.NotEmpty(await gone.ReadToEnd()); // heartbeats of its time, and then the end
    }

    private static async Task Abuse(RawViewer viewer, string what)
    {
        Task Text(string text) => viewer.Send(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);
        switch (what)
        {
            case "one byte too long": await Text(new string('a', ViewerInput.LongestMessage + 1)); break;
            case "a megabyte": await Text(new string('a', 1 << 20)); break;
            case "deeply nested":
                await viewer.Say("{\"type\":1,\"target\":\"Watch\",\"arguments\":[" + new string('[', 3900));
                break;
            case "no JSON": await viewer.Say("hello"); break;
            case "binary": await viewer.Send([0x91, 1, 2], WebSocketMessageType.Binary); break;
            case "many in one message": await Text(string.Concat(Enumerable.Repeat("{\"type\":6}\u001e", 100))); break;
            case "unknown methods":
                for (var call = 0; call < 10_000; call++)
                    await viewer.Say("""{"type":1,"target":"DropEverything","arguments":[]}""");
                break;
            default:
                while (true) await viewer.SendPart();
        }
    }

    /// <summary>The figures still come, and the server knows of nobody else.</summary>
    internal static async Task OnlyTheOtherIsLeft(DashboardApp app, LiveClient other)
    {
        var watchers = app.Get<FigureWatchers>();
        Assert.True(await Task.Run(() => SpinWait.SpinUntil(() => watchers.Count == 1, LiveClient.Patience)));
        Push(app, 1_000_000, 0);
        while (CounterReading.In(await other.NextFrame()) != 1_000_000) { }
    }

    internal static void Push(DashboardApp app, long value, int padding)
    {
        var (before, after) = app.Get<LiveDashboard.Figures.Boards.FigureBoards>().Move(
            Counter.BoardName,
            new Dictionary<string, IFigureReading?> { ["counter"] = new CounterReading(value, padding) },
            DateTimeOffset.UtcNow);
        app.Get<IFanOut>().Send(before, after);
    }

    private Task<DashboardApp> Start(params string[] settings) => DashboardApp.Start(
        settings: ["--Live:RefreshSeconds", "300", .. settings],
        with: services => services.AddSingleton<IFigureSource>(_counter));
}
