using LiveDashboard.Figures.Sockets;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Figures.Live;

/// <summary>
/// Drops viewers that do not take what they are sent, and those that are gone without a word: one round a second,
/// instead of timers for each. A page's client says something every 15 s, so only sleeping pages are ever asked.
/// </summary>
public sealed class ViewerRounds(FigureWatchers watchers, FigureMetrics metrics, IOptions<LiveOptions> options)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken)) Round(Environment.TickCount64);
    }

    private void Round(long now)
    {
        var slow = TimeSpan.FromSeconds(options.Value.SendSeconds);
        var gone = TimeSpan.FromSeconds(options.Value.SilenceSeconds);
        foreach (var watcher in watchers.All)
        {
            if (watcher.Viewer.IsClosing) continue;
            var silence = watcher.Viewer.Silence(now);
            if (watcher.Viewer.Writing(now) > slow) Drop(watcher, "slow");
            else if (silence > gone) Drop(watcher, "silent");
            else if (silence > gone * 2 / 3) watcher.WriteIfFree(SocketFrame.Ping);
        }
    }

    private void Drop(FigureWatcher watcher, string reason)
    {
        watcher.Viewer.Abort();
        metrics.Dropped(reason);
    }
}
