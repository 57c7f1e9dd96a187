using System.Diagnostics;
using LiveDashboard.Figures.Boards;
using LiveDashboard.Figures.Live;
using LiveDashboard.Web;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Figures.Measuring;

/// <summary>
/// The tick of the live page. A change goes out at once; the next one at the earliest an interval later, with all that
/// has changed since. So the work is bounded by figures and beats, not by traffic. The interval of what a room waits for
/// is shorter. Figures that move with time alone are measured again every few seconds, which also heals whatever a lost
/// signal left behind.
/// </summary>
public sealed partial class FigureBeat(
    FigureSignal signal, FigureMeasuring measuring, FigureBoards boards, IFanOut fanOut, OtherNodes others, StationTime station,
    IOptions<LiveOptions> options, ILogger<FigureBeat> log) : BackgroundService
{
    private readonly BeatInterval _usual = new(TimeSpan.FromMilliseconds(options.Value.BeatMilliseconds));
    private readonly BeatInterval _quick = new(TimeSpan.FromMilliseconds(
        Math.Min(options.Value.QuickBeatMilliseconds, options.Value.BeatMilliseconds)));

    /// <summary>Measures everything once, so that the first page is complete. Before the first request is taken.</summary>
    public Task MeasureAll(CancellationToken ct) => Beat(measuring.Names.ToHashSet(), ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var refresh = TimeSpan.FromSeconds(options.Value.RefreshSeconds);
        var refreshed = Stopwatch.StartNew();
        var sinceUsual = refresh; // the first change goes out at once
        while (!stoppingToken.IsCancellationRequested)
        {
            var (left, until) = (refresh - refreshed.Elapsed, _usual.Current - sinceUsual);
            var waited = Stopwatch.GetTimestamp();
            if (signal.IsWaiting && until < left) left = until;
            if (left > TimeSpan.Zero) await signal.Wait(left, stoppingToken);
            sinceUsual += Stopwatch.GetElapsedTime(waited);
            var all = sinceUsual >= _usual.Current;
            var changed = all ? signal.TakeChanged() : signal.TakeChanged(measuring.IsQuick);
            var news = changed.Count > 0;
            if (all && refreshed.Elapsed >= refresh)
            {
                changed.UnionWith(measuring.Names);
                refreshed.Restart();
            }
            var started = Stopwatch.GetTimestamp();
            try
            {
                await others.Tell(stoppingToken); // first, so that they measure while this node does
                await Beat(changed, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                BeatFailed(e);
                foreach (var source in changed) signal.Heard(source);
            }
            var took = Stopwatch.GetElapsedTime(started);
            _quick.Took(took);
            var usual = !changed.All(measuring.IsQuick);
            if (usual) _usual.Took(took);
            // A room whose figures only were measured again, as they are every few seconds, has had no frame to wait after.
            if (news && _quick.Current > took) await Task.Delay(_quick.Current - took, stoppingToken);
            sinceUsual = (usual ? TimeSpan.Zero : sinceUsual) + Stopwatch.GetElapsedTime(started);
        }
    }

    private async Task Beat(HashSet<string> sources, CancellationToken ct)
    {
        if (sources.Count == 0) return;
        var now = station.Now;
        foreach (var board in await measuring.Measure(sources, now, ct))
        {
            var (before, after) = boards.Move(board.Key, board.ToDictionary(), now);
            if (after.Version != before.Version) fanOut.Send(before, after);
        }
    }

    [LoggerMessage(LogLevel.Error, "A beat failed; what changed is tried again with the next")]
    private partial void BeatFailed(Exception e);
}
