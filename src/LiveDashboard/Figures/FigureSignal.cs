using System.Collections.Concurrent;
using System.Diagnostics;

namespace LiveDashboard.Figures;

/// <summary>
/// The figures that may have changed since the last beat. A set, not a queue: a thousand events are one entry, so the
/// work of a beat is bounded by the figures and not by the traffic. Called only after a commit.
/// </summary>
public sealed class FigureSignal(FigureMetrics metrics) : IDisposable
{
    private readonly ConcurrentDictionary<string, byte> _changed = new();
    private readonly ConcurrentDictionary<string, byte> _untold = new();
    private readonly SemaphoreSlim _wake = new(0, 1);
    private long _waitingSince;

    /// <summary>Says that what the source of this name measures may have changed, by what this node committed.</summary>
    public void Changed(string source)
    {
        _untold[source] = 0;
        Heard(source);
    }

    /// <summary>The same of what another node committed, or of what is to be measured once more.</summary>
    public void Heard(string source)
    {
        _changed[source] = 0;
        Interlocked.CompareExchange(ref _waitingSince, Stopwatch.GetTimestamp(), 0);
        if (_wake.CurrentCount > 0) return;
        try { _wake.Release(); }
        catch (SemaphoreFullException) { /* another thread woke the beat in the same moment */ }
    }

    /// <summary>Waits for a change; false when none came in time.</summary>
    public Task<bool> Wait(TimeSpan atMost, CancellationToken ct) => _wake.WaitAsync(atMost, ct);

    public void Dispose() => _wake.Dispose();

    /// <summary>Whether names of what changed have not been taken yet.</summary>
    public bool IsWaiting => !_changed.IsEmpty;

    /// <summary>Takes the names of what changed; each is handed out once.</summary>
    public HashSet<string> TakeChanged()
    {
        var since = Interlocked.Exchange(ref _waitingSince, 0);
        if (since != 0) metrics.Lagged(Stopwatch.GetElapsedTime(since));
        return Take(_changed, _ => true);
    }

    /// <summary>Takes those of them that are chosen; the others go on waiting.</summary>
    public HashSet<string> TakeChanged(Func<string, bool> chosen) => Take(_changed, chosen);

    /// <summary>Takes the names of what this node changed and other nodes were not told of.</summary>
    public HashSet<string> TakeUntold() => Take(_untold, _ => true);

    private static HashSet<string> Take(ConcurrentDictionary<string, byte> from, Func<string, bool> chosen)
    {
        var taken = new HashSet<string>();
        foreach (var source in from.Keys)
            if (chosen(source) && from.TryRemove(source, out _)) taken.Add(source);
        return taken;
    }
}
