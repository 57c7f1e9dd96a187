using System.Diagnostics;
using LiveDashboard.Load.Servers;
using LiveDashboard.Load.Viewers;

namespace LiveDashboard.Load.Benches;

/// <summary>Scenario T1: an hour of viewers who come and go; memory must not grow, delays not either.</summary>
public static class SoakBench
{
    private const double Rate = 1;
    private const double LeavingAMinute = 0.01;

    public static async Task Run(string scratch, int viewers, int minutes, CancellationToken ct)
    {
        await using var run = await HubRun.Start(HubKind.Board, scratch, ct);
        var crowd = new Queue<Crowd>();
        async Task Join(int count)
        {
            var more = new Crowd();
            await more.Join(run.Process.EndPoint, run.Path, run.Watched, count, ct);
            crowd.Enqueue(more);
        }
        var leaving = Math.Max(1, (int)(viewers * LeavingAMinute));
        for (var joined = 0; joined < viewers; joined += leaving) await Join(Math.Min(leaving, viewers - joined));
        await run.SetRate(Rate, ct);
        await Task.Delay(TimeSpan.FromSeconds(10), ct);
        foreach (var group in crowd) group.TakeDelays();

        Report.Line($"| minute | resident MiB | held MiB | p99 ms | p99.9 ms |");
        Report.Line($"|---|---|---|---|---|");
        var held = new List<double>();
        var started = Stopwatch.GetTimestamp();
        for (var minute = 1; minute <= minutes; minute++)
        {
            await Task.Delay(TimeSpan.FromMinutes(minute) - Stopwatch.GetElapsedTime(started), ct);
            var delays = crowd.SelectMany(group => group.TakeDelays()).ToArray();
            var resident = run.Process.Use().ResidentKiB / 1024;
            held.Add((await run.Held(ct)).ResidentKiB / 1024);
            Report.Line($"| {minute} | {resident:0.0} | {held[^1]:0.0} | {Report.Quantile(delays, 0.99):0.0} | {Report.Quantile(delays, 0.999):0.0} |");
            crowd.Dequeue().Dispose();
            await Join(leaving);
        }
        var tenth = Math.Max(1, held.Count / 10);
        Report.Line($"held in the last tenth to the first: {Report.Median(held.TakeLast(tenth)) / Report.Median(held.Take(tenth)):0.000}; viewers alive {crowd.Sum(group => group.Alive):N0} of {viewers:N0}");
        foreach (var group in crowd) group.Dispose();
    }
}
