using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace LiveDashboard.Load.Viewers;

/// <summary>A viewer that comes back whenever it is dropped, with the delays of wwwroot/js/live-retries.js.</summary>
public sealed class ReturningViewer(IPEndPoint server, string board)
{
    private static readonly TimeSpan BetweenPings = TimeSpan.FromSeconds(15);

    /// <summary>When it was last told the newest figures, as a time stamp of <see cref="Stopwatch"/>; 0 while it is not.</summary>
    public long CurrentSince { get; private set; }

    /// <summary>Answers of 503 so far.</summary>
    public int Refusals { get; private set; }

    public async Task Run(CancellationToken ct)
    {
        var attempt = 0;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                using var viewer = await RawViewer.Connect(server, "/live", board, sampled: false, ct);
                if (viewer is null) Refusals++;
                else
                {
                    while (!viewer.Reader.IsCurrent && !viewer.Ended.IsCompleted) await Task.Delay(20, ct);
                    CurrentSince = viewer.Reader.IsCurrent ? Stopwatch.GetTimestamp() : 0;
                    // Who never says anything is taken for gone.
                    while (await Task.WhenAny(viewer.Ended, Task.Delay(BetweenPings, ct)) != viewer.Ended)
                    {
                        ct.ThrowIfCancellationRequested();
                        viewer.SayPing();
                    }
                    CurrentSince = 0;
                }
            }
            catch (SocketException) { /* nobody listens yet */ }
            catch (OperationCanceledException) { return; }
            var longest = attempt == 0 ? 5_000 : Math.Min(20_000, 1_000 * Math.Pow(2, Math.Min(attempt + 2, 10)));
            attempt++;
            await Task.Delay(TimeSpan.FromMilliseconds(500 + Random.Shared.NextDouble() * (longest - 500)), CancellationToken.None);
        }
    }
}
