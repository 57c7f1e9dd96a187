using LiveDashboard.Load.Servers;
using LiveDashboard.Load.Viewers;

namespace LiveDashboard.Load.Benches;

/// <summary>Scenario L1: what viewers that do not read cost the others, in memory and in delay.</summary>
public static class SlowViewersBench
{
    private const double Rate = 4;
    private const double SlowShare = 0.05;
    private const int SmallBuffer = 4096;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6);

    private sealed record Outcome(double MostMiB, double P99, int Dropped);

    public static async Task Run(string scratch, int viewers, int seconds, CancellationToken ct)
    {
        var slow = (int)(viewers * SlowShare);
        var without = await Measure(scratch, viewers, 0, seconds, ct);
        var with = await Measure(scratch, viewers, slow, seconds, ct);
        Report.Line($"| {viewers:N0} viewers at {Rate} frames a second, {seconds} s | resident at most MiB | p99 ms of those who read | dropped |");
        Report.Line($"|---|---|---|---|");
        Report.Line($"| all read | {without.MostMiB:0.0} | {without.P99:0.0} | {without.Dropped} |");
        Report.Line($"| {slow} of them never read | {with.MostMiB:0.0} | {with.P99:0.0} | {with.Dropped} |");
        Report.Line($"ratios: memory {with.MostMiB / without.MostMiB:0.00}, p99 {with.P99 / without.P99:0.00}");
    }

    private static async Task<Outcome> Measure(string scratch, int viewers, int slow, int seconds, CancellationToken ct)
    {
        await using var run = await HubRun.Start(HubKind.Board, scratch, ct);
        using var readers = new Crowd();
        using var others = new Crowd();
        await readers.Join(run.Process.EndPoint, run.Path, run.Watched, viewers - slow, ct);
        await others.Join(run.Process.EndPoint, run.Path, run.Watched, slow, ct, reads: false, SmallBuffer);
        await run.SetRate(Rate, ct);
        await Task.Delay(WarmUp, ct);
        readers.TakeDelays();
        await Task.Delay(TimeSpan.FromSeconds(seconds), ct);
        var delays = readers.TakeDelays();
        var most = ProcessUse.KiB(run.Process.Id, "VmHWM") / 1024;
        foreach (var viewer in others.All) viewer.StartReading(); // what was kept for it comes, and then the end, if it was dropped
        await Task.Delay(TimeSpan.FromSeconds(2), ct);
        return new Outcome(most, Report.Quantile(delays, 0.99), slow - others.Alive + viewers - slow - readers.Alive);
    }
}
