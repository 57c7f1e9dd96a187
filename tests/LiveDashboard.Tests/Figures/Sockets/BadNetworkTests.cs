using System.Net.WebSockets;
using LiveDashboard.Figures;
using LiveDashboard.Figures.Boards;
using LiveDashboard.Figures.Live;
using LiveDashboard.Tests.Helpers;
using Microsoft.Extensions.DependencyInjection;

namespace LiveDashboard.Tests.Figures.Sockets;

/// <summary>
/// A hundred pages behind a bad network, reconnecting as pages do. Whatever it does to them, none ever shows an older
/// version after a newer one, and soon after all show the newest.
/// </summary>
public sealed class BadNetworkTests
{
    private const int Pages = 100;

    [Theory]
    [InlineData("late"), InlineData("slow"), InlineData("cut"), InlineData("reset")]
    [InlineData("half-open"), InlineData("late and cut")]
    public async Task Every_page_ends_with_the_newest_and_never_goes_back(string what)
    {
        await using var app = await DashboardApp.Start(
            settings: ["--Live:RefreshSeconds", "300", "--Live:SilenceSeconds", "30"],
            with: services => services.AddSingleton<IFigureSource>(new Counter()));
        await using var network = new FaultProxy(app.Address);
        using var stop = new CancellationTokenSource();
        var pages = Enumerable.Range(0, Pages).Select(_ => new Page(network.Address)).ToArray();
        var watching = pages.Select(page => page.Stay(stop.Token)).ToArray();
        var value = await ShownByAll(app, pages, 0);

        network.Fault = what switch
        {
            "late" or "late and cut" => Fault.Latency,
            "slow" => Fault.Slow,
            "half-open" => Fault.HalfOpen,
            _ => Fault.None,
        };
        for (var round = 0; round < 5; round++)
        {
            Push(app, ++value);
            if (what.Contains("cut", StringComparison.Ordinal)) network.Cut(reset: false);
            if (what == "reset") network.Cut(reset: true);
            Push(app, ++value);
            if (what is "late" or "slow") await Holds(() => pages.Any(page => page.Value == value));
        }
        if (what == "half-open") await Holds(() => network.Dead == Pages);
        network.Fault = Fault.None;
        if (what == "half-open") foreach (var page in pages) page.Doubt(); // as pages do when heartbeats stay away
        await ShownByAll(app, pages, value);

        await stop.CancelAsync();
        await Task.WhenAll(watching);
        Assert.All(pages, page => Assert.False(page.WentBack));
    }

    /// <summary>Moves the board on until every page shows what it shows.</summary>
    private static async Task<long> ShownByAll(DashboardApp app, Page[] pages, long value)
    {
        Push(app, ++value);
        await Holds(() => pages.All(page => page.Value == value));
        return value;
    }

    private static async Task Holds(Func<bool> condition) =>
        Assert.True(await Task.Run(() => SpinWait.SpinUntil(condition, LiveClient.Patience)));

    private static void Push(DashboardApp app, long value)
    {
        var (before, after) = app.Get<FigureBoards>().Move(
            Counter.BoardName, new Dictionary<string, IFigureReading?> { ["counter"] = new CounterReading(value) },
            DateTimeOffset.UtcNow);
        app.Get<IFanOut>().Send(before, after);
    }

    /// <summary>What live.js does with frames and connections, without its waits.</summary>
    private sealed class Page(Uri address)
    {
        private readonly Lock _one = new();
        private RawViewer? _viewer;
        private string? _epoch;
        private long _version;
        private long _value;

        public long Value => Volatile.Read(ref _value);
        public bool WentBack { get; private set; }

        public void Doubt()
        {
            lock (_one) _viewer?.Dispose();
        }

        public async Task Stay(CancellationToken ct)
        {
            while (!ct.IsCancellationRequested)
            {
                try
                {
                    using var viewer = await RawViewer.Try(address);
                    lock (_one) _viewer = viewer;
                    if (viewer.Answer != System.Net.HttpStatusCode.SwitchingProtocols) continue;
                    await viewer.Say(RawViewer.Handshake);
                    await viewer.Watch(Counter.BoardName, _epoch, _version);
                    while (await viewer.Next(ct) is { } message)
                        if (RawViewer.FrameIn(message) is { } frame && !Take(frame)) break; // a gap: ask again
                }
                catch (Exception e) when (
                    e is WebSocketException or IOException or OperationCanceledException
                        or ObjectDisposedException or TimeoutException)
                {
                    // Tried again.
                }
            }
        }

        private bool Take(Frame frame)
        {
            if (frame.From > _version) return false;
            if (frame.To <= _version) return true;
            var value = frame.Figures.Any(figure => figure.Key == "value") ? CounterReading.In(frame) : Value;
            WentBack |= value < Value;
            (_epoch, _version) = (frame.Epoch, frame.To);
            Volatile.Write(ref _value, value);
            return true;
        }
    }
}
