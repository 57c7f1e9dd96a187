using LiveDashboard.Figures.Boards;
using LiveDashboard.Figures.Sockets;
using LiveDashboard.Web;

namespace LiveDashboard.Figures.Live;

/// <summary>
/// One page's connection: what it watches, what it was last sent, and whether that write is still under way. While it
/// is, further frames are not queued: when the write ends, one frame with everything newer follows. So a slow viewer
/// holds one frame, nobody waits for it, and each frame begins where the one before ended.
/// </summary>
public sealed class FigureWatcher(ViewerConnection viewer)
{
    private readonly Lock _state = new();
    private string? _board;
    private Language _language = Language.English;
    private long _sent;
    private bool _busy;
    private Action<FigureWatcher>? _behind;

    public ViewerConnection Viewer => viewer;
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
    /// Brings the viewer from what it was last sent to <paramref name="state"/>; true when a frame was handed to its
    /// connection. If a write is under way, <paramref name="later"/> is called when that ends.
    /// </summary>
    public bool Bring(
        BoardState state, Func<Language, long, ReadOnlyMemory<byte>> frame, Action<FigureWatcher> later)
    {
        ReadOnlyMemory<byte> bytes;
        lock (_state)
        {
            if (_board != state.Name || state.Version <= _sent) return false;
            if (_busy)
            {
                _behind = later;
                return false;
            }
            bytes = frame(_language, _sent);
            _sent = state.Version;
            _busy = true;
        }
        Write(bytes);
        return true;
    }

    /// <summary>Writes if nothing is under way, else not at all.</summary>
    public void WriteIfFree(ReadOnlyMemory<byte> frame)
    {
        lock (_state)
        {
            if (_busy) return;
            _busy = true;
        }
        Write(frame);
    }

    private void Write(ReadOnlyMemory<byte> frame)
    {
        var write = viewer.Send(frame);
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
        Action<FigureWatcher>? behind;
        lock (_state)
        {
            _busy = false;
            (behind, _behind) = (_behind, null);
        }
        behind?.Invoke(this);
    }
}
