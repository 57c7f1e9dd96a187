using System.Collections.Concurrent;
using LiveDashboard.Figures.Boards;
using LiveDashboard.Web;
using Microsoft.AspNetCore.SignalR;

namespace LiveDashboard.Figures.Live;

/// <summary>
/// One page's connection: what it watches, what it was last sent, and whether that write is still under way. While it
/// is, further frames are not queued: when the write ends, one frame with everything newer follows. So a slow viewer
/// holds one frame, nobody waits for it, and each frame begins where the one before ended.
/// </summary>
public sealed class FigureWatcher(HubConnectionContext connection)
{
    private readonly Lock _state = new();
    private string? _board;
    private Language _language = Language.English;
    private long _sent;
    private bool _busy;
    private Action? _behind;

    public string? Board { get { lock (_state) return _board; } }

    /// <summary>
    /// Watches a board and tells its state, which counts as sent: a change that comes meanwhile goes out after it, once.
    /// </summary>
    public BoardState? Watch(FigureBoards boards, string board, Language language)
    {
        lock (_state)
        {
            if (boards.Find(board) is not { } state) return null;
            (_board, _language, _sent) = (board, language, state.Version);
            return state;
        }
    }

    public void Unwatch()
    {
        lock (_state) _board = null;
    }

    /// <summary>
    /// Brings the viewer from what it was last sent to <paramref name="state"/>. If a write is under way,
    /// <paramref name="later"/> is called when that ends.
    /// </summary>
    public void Bring(BoardState state, Func<Language, long, SerializedHubMessage> frame, Action later)
    {
        SerializedHubMessage message;
        lock (_state)
        {
            if (_board != state.Name || state.Version <= _sent) return;
            if (_busy)
            {
                _behind = later;
                return;
            }
            message = frame(_language, _sent);
            _sent = state.Version;
            _busy = true;
        }
        Write(message);
    }

    /// <summary>Writes if nothing is under way, else not at all.</summary>
    public void WriteIfFree(SerializedHubMessage message)
    {
        lock (_state)
        {
            if (_busy) return;
            _busy = true;
        }
        Write(message);
    }

    private void Write(SerializedHubMessage message)
    {
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

    /// <summary>The state that the connection now watches from; null when there is no such board or connection.</summary>
    public BoardState? Watch(string connectionId, FigureBoards boards, string board, Language language) =>
        _watchers.TryGetValue(connectionId, out var watcher) ? watcher.Watch(boards, board, language) : null;

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
