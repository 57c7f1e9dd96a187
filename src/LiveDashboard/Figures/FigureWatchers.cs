using System.Collections.Concurrent;
using LiveDashboard.Web;
using Microsoft.AspNetCore.SignalR;

namespace LiveDashboard.Figures;

/// <summary>
/// One page's connection: what it watches, and whether its last write is still under way. While it is, further frames
/// are not queued: when the write ends, one frame with everything newer follows. So a slow viewer holds one frame, and
/// nobody waits for it.
/// </summary>
public sealed class FigureWatcher(HubConnectionContext connection)
{
    private readonly Lock _state = new();
    private bool _busy;
    private Action? _behind;

    public HubConnectionContext Connection => connection;
    public string? Board { get; private set; }
    public Language Language { get; private set; } = Language.English;

    public void Watch(string board, Language language) => (Board, Language) = (board, language);
    public void Unwatch() => Board = null;

    /// <summary>
    /// Writes at once if nothing is under way; otherwise <paramref name="later"/> is called when that ends, unless another
    /// call is waiting already.
    /// </summary>
    public void Write(SerializedHubMessage message, Action? later)
    {
        lock (_state)
        {
            if (_busy)
            {
                _behind ??= later; // the earliest frame it misses tells from where it must be caught up
                return;
            }
            _busy = true;
        }
        var write = connection.WriteAsync(message);
        if (write.IsCompletedSuccessfully) Done();
        else _ = Finish(write);
    }

    private async Task Finish(ValueTask write)
    {
        try { await write; }
        catch (Exception) { /* the connection is closing; its viewer will come back and be told everything */ }
        Done();
    }

    private void Done()
    {
        Action? behind;
        lock (_state)
        {
            _busy = false;
            (behind, _behind) = (_behind, null);
        }
        behind?.Invoke();
    }
}

/// <summary>All connections of this node. Which of them watch what is looked up only when a frame goes out.</summary>
public sealed class FigureWatchers
{
    private readonly ConcurrentDictionary<string, FigureWatcher> _watchers = new();

    public int Count => _watchers.Count;
    public IEnumerable<FigureWatcher> All => _watchers.Values;

    public void Add(HubConnectionContext connection) => _watchers[connection.ConnectionId] = new FigureWatcher(connection);
    public void Remove(string connectionId) => _watchers.TryRemove(connectionId, out _);

    /// <summary>False when the connection is already gone.</summary>
    public bool Watch(string connectionId, string board, Language language)
    {
        if (!_watchers.TryGetValue(connectionId, out var watcher)) return false;
        watcher.Watch(board, language);
        return true;
    }

    public void Unwatch(string connectionId)
    {
        if (_watchers.TryGetValue(connectionId, out var watcher)) watcher.Unwatch();
    }
}

/// <summary>
/// Keeps <see cref="FigureWatchers"/> in step with the hub's connections. Deriving from the framework's manager is the
/// supported way to see them; the Redis and Azure packages do the same.
/// </summary>
public sealed class FigureHubConnections(FigureWatchers watchers, ILogger<DefaultHubLifetimeManager<FigureHub>> log)
    : DefaultHubLifetimeManager<FigureHub>(log)
{
    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        watchers.Add(connection);
        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        watchers.Remove(connection.ConnectionId);
        return base.OnDisconnectedAsync(connection);
    }
}
