using System.Collections.Concurrent;
using LiveDashboard.Figures.Boards;
using LiveDashboard.Figures.Sockets;
using LiveDashboard.Web;
using Microsoft.AspNetCore.SignalR;

namespace LiveDashboard.Figures.Live;

/// <summary>All connections of this node. Which of them watch what is looked up only when a frame goes out.</summary>
public sealed class FigureWatchers(FigureMetrics metrics)
{
    private readonly Lock _state = new();
    private readonly ConcurrentDictionary<string, FigureWatcher> _watchers = new();
    private FigureWatcher[]? _all;

    public int Count => _watchers.Count;

    /// <summary>Those of this moment; the same array until somebody comes or goes.</summary>
    public FigureWatcher[] All
    {
        get { lock (_state) return _all ??= [.. _watchers.Values]; }
    }

    public void Add(string connectionId, ViewerConnection viewer)
    {
        lock (_state)
        {
            _watchers[connectionId] = new FigureWatcher(viewer);
            _all = null;
        }
        metrics.Joined();
    }

    public void Remove(string connectionId)
    {
        lock (_state)
        {
            if (!_watchers.TryRemove(connectionId, out _)) return;
            _all = null;
        }
        metrics.Left();
    }

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
        watchers.Add(connection.ConnectionId, connection.Features.Get<ViewerConnection>()!);
        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        watchers.Remove(connection.ConnectionId);
        return base.OnDisconnectedAsync(connection);
    }
}
