using System.Diagnostics;
using LiveDashboard.Load.Servers;
using LiveDashboard.Load.Viewers;

namespace LiveDashboard.Load.Benches;

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
            await using var program = Demo(Path.Combine(scratch, "demo-process"));
            await program.WaitFor("/en", ct);
            if (run > 0) times.Add(Stopwatch.GetElapsedTime(started).TotalSeconds); // the first may have to load the records
        }
        Report.Line($"| from process start to the home page, existing database | median s | least | most |");
        Report.Line($"|---|---|---|---|");
        Report.Line($"| demo | {Report.Median(times):0.00} | {times.Min():0.00} | {times.Max():0.00} |");
    }

    /// <param name="published">The folder of dotnet publish; null for the build that this project refers to.</param>
    public static async Task Memory(string scratch, string? published, CancellationToken ct)
    {
        var data = Path.Combine(scratch, "demo-memory");
        if (Directory.Exists(data)) Directory.Delete(data, true);
        Report.Line($"| demo, {Viewers} viewers, after {Watched.TotalSeconds} s | resident now MiB | at most MiB | frames per viewer |");
        Report.Line($"|---|---|---|---|");
        await Memory("first start", data, published, ct);
        await Memory("started again", data, published, ct);
    }

    private static async Task Memory(string which, string data, string? published, CancellationToken ct)
    {
        await using var program = Demo(data, published);
        await program.WaitFor("/en", ct);
        using var viewers = new Crowd();
        await viewers.Join(program.EndPoint, "/live", "home", Viewers, ct);
        await Task.Delay(Watched, ct);
        double MiB(string line) => ProcessUse.KiB(program.Id, line) / 1024;
        Report.Line($"| {which} | {MiB("VmRSS"):0} | {MiB("VmHWM"):0} | {(double)viewers.Frames / Viewers:0.0} |");
    }

    /// <summary>Beat, jobs and everything else of the provider's own instance while nobody looks.</summary>
    public static async Task Idle(string scratch, int seconds, CancellationToken ct)
    {
        var folder = Path.Combine(scratch, "idle");
        await using var program = ProgramProcess.Start(AppContext.BaseDirectory, 0, "serve", "--data", folder);
        await program.WaitFor("/en", ct);
        await Task.Delay(Watched, ct); // what the start still compiles
        var before = program.Use();
        await Task.Delay(TimeSpan.FromSeconds(seconds), ct);
        var after = program.Use();
        Report.Line($"| the program, nobody looks, {seconds} s | |");
        Report.Line($"|---|---|");
        Report.Line($"| of a core | {100 * (after.CpuSeconds - before.CpuSeconds) / seconds:0.00} % |");
        Report.Line($"| resident MiB | {after.ResidentKiB / 1024:0} |");
    }

    private static ProgramProcess Demo(string data, string? published = null) =>
        ProgramProcess.Start(published ?? AppContext.BaseDirectory, 0, "demo", "--data", data);
}
