namespace LiveDashboard.Figures.Sockets;

/// <summary>
/// The upgraded stream of one viewer. The WebSocket over it writes the hub's own messages, pings and the farewell, each
/// as one whole frame; the fan-out writes ready frames beside it. Both take turns here, so frames never mix. Reading
/// counts what comes, because pings and empty fragments are seen nowhere else.
/// </summary>
public sealed class ViewerStream(Stream inner, Intake intake, PlainSocket? plain) : Stream
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _answered;
    private long _writingSince;

    /// <summary>How long the write that is under way has taken; zero when there is none.</summary>
    public TimeSpan Writing(long now) =>
        Volatile.Read(ref _writingSince) is > 0 and var since ? TimeSpan.FromMilliseconds(now - since) : TimeSpan.Zero;

    /// <summary>How long nothing at all has come from the viewer.</summary>
    public TimeSpan Silence(long now) => intake.Silence(now);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_turn.Wait(0, CancellationToken.None)) return WriteInTurn(buffer);
        try
        {
            var write = Write(buffer);
            if (!write.IsCompleted) return Finish(write);
            write.GetAwaiter().GetResult(); // may throw
        }
        catch (Exception e)
        {
            _turn.Release();
            return ValueTask.FromException(e);
        }
        _turn.Release();
        return ValueTask.CompletedTask;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        if (read == 0) return read;
        Volatile.Write(ref _answered, true);
        intake.Bytes(read);
        return read;
    }

    // Each write is sent at once.
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Not given the writer's token: half a frame would spoil all that follow. A stuck write ends with its connection.
    private ValueTask Write(ReadOnlyMemory<byte> bytes) =>
        // The server's answer to the upgrade went through the stream; when the viewer speaks, it has it.
        plain is not null && Volatile.Read(ref _answered) ? plain.Write(bytes) : inner.WriteAsync(bytes);

    private async ValueTask WriteInTurn(ReadOnlyMemory<byte> bytes)
    {
        await _turn.WaitAsync();
        await Finish(Write(bytes));
    }

    private async ValueTask Finish(ValueTask write)
    {
        Volatile.Write(ref _writingSince, Math.Max(1, Environment.TickCount64));
        try
        {
            await write;
        }
        finally
        {
            Volatile.Write(ref _writingSince, 0);
            _turn.Release();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    public override bool CanRead => true;
    public override bool CanWrite => true;
    public override bool CanSeek => false;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }


    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => throw new NotSupportedException();
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
