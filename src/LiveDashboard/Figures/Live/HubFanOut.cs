using LiveDashboard.Figures.Boards;
using LiveDashboard.Web;

namespace LiveDashboard.Figures.Live;

/// <summary>
/// Sends past the hub, to its connections. A frame is encoded once per language and its bytes are shared by all viewers
/// of that language; a viewer that is still busy with an earlier one is passed over and caught up when it is free.
/// </summary>
public sealed class HubFanOut : IFanOut
{
    private readonly FigureWatchers _watchers;
    private readonly FigureBoards _boards;
    private readonly StationTime _station;
    private readonly BuildId _build;
    private readonly FigureMetrics _metrics;
    private readonly Action<FigureWatcher> _catchUp;

    public HubFanOut(
        FigureWatchers watchers, FigureBoards boards, StationTime station, BuildId build, FigureMetrics metrics)
    {
        (_watchers, _boards, _station, _build, _metrics) = (watchers, boards, station, build, metrics);
        _catchUp = CatchUp;
    }

    public void Send(BoardState before, BoardState after)
    {
        var frames = Language.All.ToDictionary(to => to, to => Frame(after, to, before.Version));
        Func<Language, long, ReadOnlyMemory<byte>> frame =
            (language, from) => from == before.Version ? frames[language] : Frame(after, language, from);
        var sent = 0;
        foreach (var watcher in _watchers.All)
            if (watcher.Bring(after, frame, _catchUp)) sent++;
        _metrics.Sent(sent);
    }

    public void Heartbeat(DateTimeOffset now)
    {
        var (at, clock) = (now.ToUnixTimeMilliseconds(), Language.English.Clock(_station.At(now)));
        var heartbeats = _boards.All.ToDictionary(
            board => board.Name,
            board => HubMessages.Say("Heartbeat", new Heartbeat(at, clock, _build.Text, board.Epoch, board.Version)));
        foreach (var watcher in _watchers.All) // one that is busy gets the next
            watcher.WriteIfFree(heartbeats.GetValueOrDefault(watcher.Board ?? "", HubMessages.Ping));
    }

    /// <summary>
    /// One frame with all that is newer than what the viewer was last sent: absolute values, so nothing is missed and
    /// nothing old follows.
    /// </summary>
    private void CatchUp(FigureWatcher watcher)
    {
        if (watcher.Board is { } name && _boards.Find(name) is { } board
            && watcher.Bring(board, (language, from) => Frame(board, language, from), _catchUp)) _metrics.Sent(1);
    }

    private ReadOnlyMemory<byte> Frame(BoardState board, Language language, long from) =>
        HubMessages.Say("Frame", board.Since(language, from, language.Clock(_station.At(board.At))));
}
