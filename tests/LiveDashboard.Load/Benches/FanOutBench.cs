using LiveDashboard.Load.Servers;
using LiveDashboard.Load.Viewers;

namespace LiveDashboard.Load.Benches;

/// <summary>
/// What a frame costs, and what a viewer holds: the program's hub beside a plain one that sends the same frames, in turn.
/// Scenarios F1 and M1. Both sides of the connection share the machine; the plain hub's own figure says how fast it was.
/// </summary>
public static class FanOutBench
{
    private const double Rate = 4;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20); // what is hot is compiled by then

    /// <param name="Cpu">The server's processor time per delivered frame, in microseconds.</param>
    /// <param name="Median">Delay from before the sending to a sampled viewer, in milliseconds.</param>
    /// <param name="P99">Likewise.</param>
    /// <param name="Idle">Memory held by a viewer that was sent nothing yet, after a collection, in KiB.</param>
    /// <param name="Loaded">… and resident at the end, without one, in KiB.</param>
    /// <param name="Delivered">Share of the frames that arrived, 1 for all.</param>
    private sealed record Cell(double Cpu, double Median, double P99, double Idle, double Loaded, double Delivered);

    public static async Task Run(string scratch, int[] crowds, int rounds, int seconds, CancellationToken ct)
    {
        Report.Line($"| viewers | hub | CPU µs a frame | delay ms median | p99 | idle KiB a viewer | loaded KiB a viewer | delivered |");
        Report.Line($"|---|---|---|---|---|---|---|---|");
        var ratios = new List<FormattableString>();
        foreach (var viewers in crowds)
        {
            var cells = new Dictionary<HubKind, List<Cell>> { [HubKind.Plain] = [], [HubKind.Board] = [] };
            for (var round = 0; round < rounds; round++)
                foreach (var kind in round % 2 == 0 ? (HubKind[])[HubKind.Plain, HubKind.Board] : [HubKind.Board, HubKind.Plain])
                    cells[kind].Add(await Measure(kind, scratch, viewers, seconds, ct));
            foreach (var (kind, measured) in cells) Row(viewers, kind, measured);
            double Ratio(Func<Cell, double> of) =>
                Report.Median(cells[HubKind.Board].Select(of)) / Report.Median(cells[HubKind.Plain].Select(of));
            ratios.Add($"{viewers:N0} viewers, board to plain: CPU a frame {Ratio(c => c.Cpu):0.00}, idle memory {Ratio(c => c.Idle):0.00}, loaded memory {Ratio(c => c.Loaded):0.00}, p99 {Ratio(c => c.P99):0.00}");
        }
        foreach (var ratio in ratios) Report.Line(ratio);
    }

    private static void Row(int viewers, HubKind kind, List<Cell> cells)
    {
        string Spread(Func<Cell, double> of) => FormattableString.Invariant(
            $"{Report.Median(cells.Select(of)):0.0} ({cells.Min(of):0.0}–{cells.Max(of):0.0})");
        Report.Line($"| {viewers:N0} | {kind} | {Spread(c => c.Cpu)} | {Spread(c => c.Median)} | {Spread(c => c.P99)} | {Spread(c => c.Idle)} | {Spread(c => c.Loaded)} | {cells.Min(c => c.Delivered):0.000} |");
    }

    private static async Task<Cell> Measure(HubKind kind, string scratch, int viewers, int seconds, CancellationToken ct)
    {
        await using var run = await HubRun.Start(kind, scratch, ct);
        // As many as are measured: what is compiled and set up once for a crowd is no viewer's.
        using (var first = new Crowd())
        {
            await first.Join(run.Process.EndPoint, run.Path, run.Watched, viewers, ct);
            await run.SetRate(Rate, ct);
            await Task.Delay(WarmUp, ct);
            await run.SetRate(0, ct);
        }
        await Task.Delay(TimeSpan.FromSeconds(3), ct);
        var empty = await run.Held(ct);

        using var crowd = new Crowd();
        await crowd.Join(run.Process.EndPoint, run.Path, run.Watched, viewers, ct);
        await Task.Delay(TimeSpan.FromSeconds(3), ct);
        var idle = await run.Held(ct);
        await run.SetRate(Rate, ct);
        await Task.Delay(WarmUp, ct);
        crowd.TakeDelays();

        var (frames, before) = (crowd.Frames, run.Process.Use());
        await Task.Delay(TimeSpan.FromSeconds(seconds), ct);
        var (more, after) = (crowd.Frames - frames, run.Process.Use());
        await run.SetRate(0, ct);
        await Task.Delay(TimeSpan.FromSeconds(1), ct);
        var delays = crowd.TakeDelays();
        double PerViewer(ProcessUse use) => (use.ResidentKiB - empty.ResidentKiB) / viewers;
        // Whole beats only: the window may cut one in two.
        var expected = Math.Round((double)more / viewers) * viewers;
        return new Cell(
            (after.CpuSeconds - before.CpuSeconds) * 1e6 / more, Report.Median(delays), Report.Quantile(delays, 0.99),
            PerViewer(idle), PerViewer(after), crowd.Alive < viewers ? 0 : more / expected);
    }
}
