using System.Globalization;
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

    /// <param name="rounds">Each begins with the other side, as what is measured second runs in an older process.</param>
    public static async Task Run(string scratch, int viewers, int rounds, int seconds, CancellationToken ct)
    {
        var slow = (int)(viewers * SlowShare);
        var sides = new Dictionary<int, List<Outcome>> { [0] = [], [slow] = [] };
        for (var round = 0; round < rounds; round++)
            foreach (var side in round % 2 == 0 ? [0, slow] : (int[])[slow, 0])
                sides[side].Add(await Measure(scratch, viewers, side, seconds, ct));
        Report.Line($"| {viewers:N0} viewers at {Rate} frames a second, {seconds} s | resident at most MiB | p99 ms of those who read | dropped |");
        Report.Line($"|---|---|---|---|");
        foreach (var (side, outcomes) in sides)
        {
            var who = side == 0 ? "all read" : $"{side} of them never read";
            Report.Line($"| {who} | {Each(outcomes, one => one.MostMiB)} | {Each(outcomes, one => one.P99)} | {Each(outcomes, one => one.Dropped, "0")} |");
        }
        double Ratio(Func<Outcome, double> of) => sides[slow].Average(of) / sides[0].Average(of);
        Report.Line($"ratios of the means: memory {Ratio(one => one.MostMiB):0.00}, p99 {Ratio(one => one.P99):0.00}");
    }

    private static string Each(IEnumerable<Outcome> outcomes, Func<Outcome, double> of, string format = "0.0") =>
        string.Join(", ", outcomes.Select(one => of(one).ToString(format, CultureInfo.InvariantCulture)));

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
