using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;

namespace LiveDashboard.Figures.Sockets;

/// <summary>
/// Where the hub reads what a viewer says: whole text messages, at most 4 KB each and not too many. An idle viewer
/// waits with an empty buffer and so holds none.
/// </summary>
public sealed class ViewerInput(ViewerConnection viewer, WebSocket socket, Intake intake) : PipeReader
{
    /// <summary>The longest message; the longest invocation of a page has under 200 bytes.</summary>
    public const int LongestMessage = 4096;

    private const byte RecordEnd = 0x1e;
    private byte[]? _buffer;
    private int _start;
    private int _end;
    private bool _seen;
    private bool _ended;
    private volatile bool _cancelled;

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        // Only the handshake has a time limit; a receive that is cut short takes its connection along.
        using var limit = cancellationToken.UnsafeRegister(state => ((ViewerInput)state!).CutShort(), this);
        if (!TryRead(out var ready) && !await Receive()) _ended = true;
        cancellationToken.ThrowIfCancellationRequested();
        return TryRead(out ready) ? ready : Result();
    }

    public override bool TryRead(out ReadResult result)
    {
        result = Result();
        return _cancelled || _ended || (_end > _start && !_seen);
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        if (_buffer is null) return;
        _start = consumed.GetInteger();
        _seen = examined.GetInteger() >= _end;
        if (_start < _end) return;
        ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _start, _end, _seen) = (null, 0, 0, false);
    }

    public override void CancelPendingRead()
    {
        _cancelled = true;
        viewer.Abort();
    }

    public override void Complete(Exception? exception = null)
    {
        _ended = true;
        if (_buffer is not null) ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _start, _end) = (null, 0, 0);
    }

    private void CutShort() => viewer.Abort();

    private ReadResult Result() => new(
        _buffer is null ? default : new ReadOnlySequence<byte>(_buffer).Slice(_start, _end - _start),
        _cancelled, _ended);

    /// <summary>Appends the next message; false when the connection ends, after having said why.</summary>
    private async ValueTask<bool> Receive()
    {
        try
        {
            var begun = _end;
            while (true)
            {
                var received = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
                _buffer ??= ArrayPool<byte>.Shared.Rent(LongestMessage + 1);
                // A message may end with an empty part, which has been taken by now.
                if (received is { EndOfMessage: false, MessageType: not WebSocketMessageType.Close })
                    received = await socket.ReceiveAsync(_buffer.AsMemory(_end), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                    return await End(WebSocketCloseStatus.NormalClosure);
                if (received.MessageType == WebSocketMessageType.Binary)
                    return await End(WebSocketCloseStatus.InvalidMessageType);
                _end += received.Count;
                if (_end > LongestMessage) return await End(WebSocketCloseStatus.MessageTooBig);
                if (!received.EndOfMessage) continue;
                if (!intake.Messages(Math.Max(1, _buffer.AsSpan(begun, _end - begun).Count(RecordEnd))))
                    return await End(WebSocketCloseStatus.PolicyViolation);
                _seen = false;
                return true;
            }
        }
        catch (Exception e) when (ViewerConnection.IsGone(e))
        {
            return false;
        }
    }

    private async ValueTask<bool> End(WebSocketCloseStatus why)
    {
        await viewer.Close(why);
        return false;
    }
}
