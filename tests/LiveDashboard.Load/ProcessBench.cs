using System.Diagnostics;

namespace LiveDashboard.Load;

/// <summary>Start-up time and memory of the real program on the demonstration's database.</summary>
public static class ProcessBench
{
    private const int Runs = 7;
    private const int Viewers = 100;
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(60);

    public static async Task Startup(string scratch, CancellationToken ct)
    {
        var times = new List<double>();
        for (var run = 0; run <= Runs; run++)
        {
            var started = Stopwatch.GetTimestamp();
            await using var program = Demo(scratch);
            await program.WaitFor("/en", ct);
            if (run > 0) times.Add(Stopwatch.GetElapsedTime(started).TotalSeconds); // the first may have to load the records
        }
        Report.Line($"| from process start to the home page, existing database | median s | least | most |");
        Report.Line($"|---|---|---|---|");
        Report.Line($"| demo | {Report.Median(times):0.00} | {times.Min():0.00} | {times.Max():0.00} |");
    }

    public static async Task Memory(string scratch, CancellationToken ct)
    {
        await using var program = Demo(scratch);
        await program.WaitFor("/en", ct);
        var viewers = new List<HubViewer>();
        for (var i = 0; i < Viewers; i++) viewers.Add(await HubViewer.Connect(program.Address, "/live", ct));
        foreach (var viewer in viewers) await viewer.Watch("home", i: viewers.IndexOf(viewer), ct);
        await Task.Delay(Watched, ct);
        Report.Line($"| demo, {Viewers} viewers, after {Watched.TotalSeconds} s | MiB |");
        Report.Line($"|---|---|");
        Report.Line($"| resident now | {program.MemoryMiB("VmRSS"):0} |");
        Report.Line($"| resident at most | {program.MemoryMiB("VmHWM"):0} |");
        Report.Line($"frames per viewer: {viewers.Average(viewer => viewer.Frames):0.0}");
        foreach (var viewer in viewers) await viewer.DisposeAsync();
    }

    private static ProgramProcess Demo(string scratch) => ProgramProcess.Start("demo", "--data", Path.Combine(scratch, "demo-process"));
}
