using System.Diagnostics;
using LiveDashboard.Load.Servers;
using LiveDashboard.Load.Viewers;

namespace LiveDashboard.Load.Benches;

/// <summary>Scenario R1: the server is killed and started again, and everybody comes back with the page's own delays.</summary>
public static class StormBench
{
    private const string Board = "home";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    // One address stands for all of them here; how many are taken in a second is as shipped.
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Live__ConnectionsPerAddress"] = "50000",
        ["Live__Connections"] = "50000",
    };

    public static async Task Run(string scratch, int viewers, CancellationToken ct)
    {
        var folder = Path.Combine(scratch, "demo-process");
        var port = ProgramProcess.FreePort();
        ProgramProcess Start() => ProgramProcess.Start(AppContext.BaseDirectory, port, Settings, "demo", "--data", folder);

        var first = Start();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var crowd = Enumerable.Range(0, viewers).Select(_ => new ReturningViewer(first.EndPoint, Board)).ToArray();
        Task[] running;
        await using (first)
        {
            await first.WaitFor("/en", ct);
            running = [.. crowd.Select(viewer => viewer.Run(stop.Token))];
            await AllCurrent(crowd, since: 0, ct);
            await first.Kill();
        }
        var dropped = Stopwatch.GetTimestamp();
        await using var second = Start();
        await second.WaitFor("/health/ready", ct);
        var (up, refusedBefore) = (Stopwatch.GetElapsedTime(dropped), crowd.Sum(viewer => viewer.Refusals));
        var back = await AllCurrent(crowd, dropped, ct);
        var use = second.Use();

        var times = back.Select(at => Stopwatch.GetElapsedTime(dropped, at).TotalSeconds).ToArray();
        Report.Line($"| {viewers:N0} viewers dropped by SIGKILL | s |");
        Report.Line($"|---|---|");
        Report.Line($"| server ready again | {up.TotalSeconds:0.0} |");
        Report.Line($"| half of them current | {Report.Median(times):0.0} |");
        Report.Line($"| 99 % current | {Report.Quantile(times, 0.99):0.0} |");
        Report.Line($"| all current | {times.Max():0.0} |");
        Report.Line($"told to come later: {crowd.Sum(viewer => viewer.Refusals) - refusedBefore}; processor time of the server {use.CpuSeconds:0.0} s, resident {use.ResidentKiB / 1024:0} MiB");
        await stop.CancelAsync();
        await Task.WhenAll(running).WaitAsync(Patience, ct);
    }

    /// <summary>Waits until each was told the newest figures after a moment; when.</summary>
    private static async Task<long[]> AllCurrent(ReturningViewer[] crowd, long since, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var at = crowd.Select(viewer => viewer.CurrentSince).ToArray();
            if (at.All(one => one > since)) return at;
            if (Stopwatch.GetElapsedTime(started) > Patience)
                throw new InvalidOperationException($"{at.Count(one => one <= since)} viewers are not current after {Patience}.");
            await Task.Delay(100, ct);
        }
    }
}
