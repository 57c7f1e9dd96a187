using LiveDashboard.Web;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Figures.Live;

/// <summary>
/// Tells all viewers, every few seconds, that their figures are the newest: without it pages say they are not. It is
/// the hub's ping as well, so there is no other.
/// </summary>
public sealed class HeartbeatTicker(IFanOut fanOut, StationTime station, IOptions<LiveOptions> options)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.HeartbeatSeconds));
        while (await timer.WaitForNextTickAsync(stoppingToken)) fanOut.Heartbeat(station.Now);
    }
}
