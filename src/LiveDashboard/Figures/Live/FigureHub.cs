using LiveDashboard.Figures.Boards;
using LiveDashboard.Web;
using Microsoft.AspNetCore.SignalR;

namespace LiveDashboard.Figures.Live;

/// <summary>What the server says to a page.</summary>
public interface IFigureClient
{
    Task Frame(Frame frame);
    Task Heartbeat(Heartbeat heartbeat);
    Task Drain(Drain drain);
}

/// <summary>
/// A read-only door: pages watch boards here, and change things through HTTP only. Boards are public, so watching one
/// needs no right; a name that is no board is refused and not remembered.
/// </summary>
public sealed class FigureHub(FigureBoards boards, FigureWatchers watchers, StationTime station) : Hub<IFigureClient>
{
    public const string Path = "/live";

    /// <summary>
    /// Watches a board from the version that the page shows. The answer is what the page lacks: null when it is current,
    /// the newer figures when it is behind, the snapshot when its version means nothing here.
    /// </summary>
    public Frame? Watch(string board, string language, string? epoch, long version)
    {
        var spoken = Language.Find(language) ?? throw new HubException("There is no such language.");
        var state = watchers.Watch(Context.ConnectionId, boards, board, spoken)
            ?? throw new HubException("There is no such board.");

        var known = epoch == state.Epoch && version >= 0 && version <= state.Version ? version : 0;
        return known == state.Version ? null : state.Since(spoken, known, spoken.Clock(station.At(state.At)));
    }

    /// <summary>Stops watching; the connection may watch another board.</summary>
    public void Unwatch(string board, string language) => watchers.Unwatch(Context.ConnectionId);
}
