using System.Net;

namespace LiveDashboard.Load.Viewers;

/// <summary>Many viewers of one server; every hundredth is sampled for delays.</summary>
public sealed class Crowd : IDisposable
{
    private const int AtOnce = 64;
    private static readonly TimeSpan BetweenPings = TimeSpan.FromSeconds(15);

    private readonly List<RawViewer> _viewers = [];
    private readonly Timer _pings;

    public Crowd() => _pings = new Timer(_ =>
    {
        foreach (var viewer in All) viewer.SayPing();
    }, null, BetweenPings, BetweenPings);

    public RawViewer[] All { get { lock (_viewers) return [.. _viewers]; } }
    public long Frames => All.Sum(viewer => (long)viewer.Reader.Frames);
    public int Alive => All.Count(viewer => !viewer.Ended.IsCompleted);

    /// <exception cref="InvalidOperationException">The server refused one.</exception>
    public Task Join(IPEndPoint server, string path, string? board, int count, CancellationToken ct, bool reads = true, int receiveBuffer = 0) =>
        Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (i, stop) =>
        {
            var viewer = await RawViewer.Connect(server, path, board, reads && i % 100 == 0, stop, reads, receiveBuffer)
                ?? throw new InvalidOperationException("The server refused a viewer.");
            lock (_viewers) _viewers.Add(viewer);
        });

    /// <summary>The delays since the last call, in milliseconds.</summary>
    public List<double> TakeDelays()
    {
        var taken = new List<double>();
        foreach (var viewer in All)
            lock (viewer.Reader.Delays)
            {
                taken.AddRange(viewer.Reader.Delays);
                viewer.Reader.Delays.Clear();
            }
        return taken;
    }

    public void Dispose()
    {
        _pings.Dispose();
        foreach (var viewer in All) viewer.Dispose();
    }
}
