using Microsoft.Extensions.Options;

namespace LiveDashboard.Figures.Live;

/// <summary>Drops viewers that do not take what they are sent: one round a second, instead of a timer for each.</summary>
public sealed class SlowViewers(FigureWatchers watchers, FigureMetrics metrics, IOptions<LiveOptions> options)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var limit = TimeSpan.FromSeconds(options.Value.SendSeconds);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = Environment.TickCount64;
            foreach (var watcher in watchers.All)
            {
                if (watcher.Viewer.Writing(now) <= limit) continue;
                watcher.Viewer.Abort();
                metrics.DroppedSlow();
            }
        }
    }
}
