using System.Net.WebSockets;
using LiveDashboard.Figures.Boards;

namespace LiveDashboard.Figures.Live;

/// <summary>
/// The planned end. First nobody new is taken and the readiness probe says no; then every viewer is told when to come
/// back, each at another time within ten seconds, and connections are closed a tenth at a time. Requests under way are
/// served to their end after that, by the host. All of it takes less than ten seconds.
/// </summary>
public sealed class ViewerDrain(FigureWatchers watchers, TimeProvider clock) : IHostedLifecycleService
{
    private const int Portions = 10;
    private const int LongestMilliseconds = 10_000;
    private static readonly TimeSpan BetweenPortions = TimeSpan.FromMilliseconds(300);
    private volatile bool _begun;

    public bool HasBegun => _begun;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _begun = true;
        var viewers = watchers.All;
        foreach (var watcher in viewers)
            watcher.WriteIfFree(HubMessages.Say("Drain", new Drain(Random.Shared.Next(LongestMilliseconds + 1))));
        var portions = viewers.Chunk(Math.Max(1, (viewers.Length + Portions - 1) / Portions)).ToArray();
        for (var portion = 0; portion < portions.Length; portion++)
        {
            if (portion > 0) await Task.Delay(BetweenPortions, clock, cancellationToken);
            foreach (var watcher in portions[portion]) _ = Farewell(watcher);
        }
    }

    private static async Task Farewell(FigureWatcher watcher)
    {
        watcher.WriteIfFree(HubMessages.ComeAgain);
        await watcher.Viewer.CloseSoon(WebSocketCloseStatus.EndpointUnavailable);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
