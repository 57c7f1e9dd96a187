using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;

namespace LiveDashboard.Figures.Sockets;

/// <summary>
/// Where the hub writes its own messages: what is flushed together goes out as one text message. Holds a buffer only
/// while something is being written. A connection that is gone ends the writing, without an error.
/// </summary>
public sealed class ViewerOutput(WebSocket socket) : PipeWriter
{
    private ArrayBufferWriter<byte>? _written;
    private bool _ended;

    public override void Advance(int bytes) => Written.Advance(bytes);
    public override Memory<byte> GetMemory(int sizeHint = 0) => Written.GetMemory(sizeHint);
    public override Span<byte> GetSpan(int sizeHint = 0) => Written.GetSpan(sizeHint);

    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (_written is not { WrittenCount: > 0 } written || _ended) return Flushed;
        _written = null;
        try
        {
            await socket.SendAsync(written.WrittenMemory, WebSocketMessageType.Text, true, CancellationToken.None);
        }
        catch (Exception e) when (ViewerConnection.IsGone(e))
        {
            _ended = true;
        }
        return Flushed;
    }

    public override void CancelPendingFlush() { /* a stuck write ends with its connection */ }
    public override void Complete(Exception? exception = null) => _ended = true;

    private ArrayBufferWriter<byte> Written => _written ??= new ArrayBufferWriter<byte>(256);
    private FlushResult Flushed => new(isCanceled: false, isCompleted: _ended);
}
