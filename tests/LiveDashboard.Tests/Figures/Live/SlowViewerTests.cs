using LiveDashboard.Figures;
using LiveDashboard.Figures.Boards;
using LiveDashboard.Figures.Live;
using LiveDashboard.Tests.Helpers;
using Microsoft.Extensions.DependencyInjection;

namespace LiveDashboard.Tests.Figures.Live;

public sealed class SlowViewerTests
{
    /// <summary>So large that a few of them fill every buffer on the way.</summary>
    private const int Padding = 1_000_000;

    [Fact]
    public async Task Viewers_who_do_not_read_delay_nobody_and_hold_little()
    {
        const int Frames = 150;
        await using var app = await Start();
        var stuck = new List<StuckViewer>();
        for (var viewer = 0; viewer < 5; viewer++) stuck.Add(await StuckViewer.Watch(app.Address, Counter.BoardName));
        await using var reading = await app.Live();
        await reading.Watch(Counter.BoardName);
        Push(app, 1, 10); // what any connection needs is allocated by now
        var before = GC.GetTotalMemory(forceFullCollection: true);

        Push(app, 11, Frames);
        Frame frame;
        do frame = await reading.NextFrame();
        while (CounterReading.In(frame) < Frames);

        // A queue would hold 140 frames of a megabyte.
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 60L * Padding);
        stuck.ForEach(viewer => viewer.Dispose());
    }

    [Fact]
    public async Task A_viewer_who_reads_again_misses_nothing_and_gets_every_frame_in_order()
    {
        const int Frames = 60;
        await using var app = await Start();
        using var viewer = await StuckViewer.Watch(app.Address, Counter.BoardName);
        var shown = app.Get<FigureBoards>().Find(Counter.BoardName)!.Version;
        Push(app, 1, Frames);
        // While it catches up, more happens.
        var pushing = Task.Run(() => Push(app, Frames + 1, 2 * Frames));
        var frames = await viewer.ReadUntil(frame => CounterReading.In(frame) == 2 * Frames);
        await pushing;

        Assert.InRange(frames.Count, 2, 2 * Frames - 1);
        foreach (var frame in frames)
        {
            Assert.Equal(shown, frame.From);
            shown = frame.To;
        }
    }

    private static Task<DashboardApp> Start() => DashboardApp.Start(
        settings: ["--Live:RefreshSeconds", "300", "--Live:HeartbeatSeconds", "20"],
        with: services => services.AddSingleton<IFigureSource>(new Counter()));

    /// <summary>Moves the board on without the beat, which would space the frames out.</summary>
    private static void Push(DashboardApp app, long from, long to)
    {
        var (boards, fanOut) = (app.Get<FigureBoards>(), app.Get<IFanOut>());
        for (var value = from; value <= to; value++)
        {
            var measured = new Dictionary<string, IFigureReading?> { ["counter"] = new CounterReading(value, Padding) };
            var (before, after) = boards.Move(Counter.BoardName, measured, DateTimeOffset.UtcNow);
            fanOut.Send(before, after);
        }
    }
}
