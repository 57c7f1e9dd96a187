namespace LiveDashboard.Figures.Sockets;

/// <summary>
/// What one viewer may send: a page says three things when it opens and a ping every 15 s. Counted here, below the hub,
/// because a hub's filters do not see unknown methods, and nothing above the socket sees empty fragments.
/// </summary>
public sealed class Intake
{
    public const int MessagesInWindow = 20;

    /// <summary>Twenty messages of the longest kind, with what frames and pings add.</summary>
    public const int BytesInWindow = 128 * 1024;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private long _opened = Environment.TickCount64;
    private long _heard = Environment.TickCount64;
    private int _messages;
    private int _bytes;

    /// <summary>How long nothing at all has come.</summary>
    public TimeSpan Silence(long now) => TimeSpan.FromMilliseconds(now - Volatile.Read(ref _heard));

    /// <summary>Counts bytes as they come.</summary>
    /// <exception cref="IOException">Too many: the connection ends.</exception>
    public void Bytes(int count)
    {
        Turn();
        if ((_bytes += count) > BytesInWindow) throw new IOException("The viewer sends too much.");
    }

    /// <summary>Counts messages; false when there are too many.</summary>
    public bool Messages(int count)
    {
        Turn();
        return (_messages += count) <= MessagesInWindow;
    }

    private void Turn()
    {
        var now = Environment.TickCount64;
        Volatile.Write(ref _heard, now);
        if (now - _opened < (long)Window.TotalMilliseconds) return;
        (_opened, _messages, _bytes) = (now, 0, 0);
    }
}
