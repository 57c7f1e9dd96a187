using System.Diagnostics;

namespace LiveDashboard.Storage;

/// <summary>
/// Whether writes are taken, and if not, why. A full disk is tried again every <see cref="Pause"/>; a damaged database
/// and a failed disk stay so until the program is started again: a sync that failed once is never believed later.
/// </summary>
public sealed partial class WriteGate(StorageMetrics metrics, ILogger<WriteGate> log)
{
    /// <summary>How long nothing is tried after the disk was full.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource _diskFailed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Halt? _halt;
    private volatile bool _littleRoom;

    /// <summary>Why writes are not taken; null while they are.</summary>
    public WriteStop? Stop => _halt?.Why ?? (_littleRoom ? WriteStop.NoRoom : null);

    /// <summary>Ends when the disk failed.</summary>
    public Task DiskFailed => _diskFailed.Task;

    /// <summary>Lets a write pass.</summary>
    /// <exception cref="WriteStoppedException">None is taken now.</exception>
    public void Enter()
    {
        if (_halt is { } halt && !halt.MayBeOver) throw Refused(halt.Why);
    }

    /// <summary>
    /// Lets pass what somebody else asks to be written. It ends before the disk does: what is left is for the program's
    /// own work, which keeps the figures true and deletes what is over.
    /// </summary>
    /// <exception cref="WriteStoppedException">None is taken now.</exception>
    public void EnterFromOutside()
    {
        if (_littleRoom) throw Refused(WriteStop.NoRoom);
        Enter();
    }

    /// <summary>What the disk's guard saw.</summary>
    /// <param name="enough">Whether what is free is more than the reserve.</param>
    /// <param name="freeBytes">What is free.</param>
    internal void Room(bool enough, long freeBytes)
    {
        if (enough != _littleRoom) return;
        _littleRoom = !enough;
        if (enough) RoomAgain(freeBytes / Megabyte);
        else LittleRoom(freeBytes / Megabyte);
    }

    /// <summary>The database failed in a way that stops all writes.</summary>
    internal void Fail(WriteStop why, Exception e)
    {
        // The server's connections come and go; each write finds out for itself.
        if (why == WriteStop.Unreachable || _halt is { Why: not WriteStop.NoRoom }) return;
        if (_halt?.Why != why) Stopped(e, why);
        _halt = new Halt(why, Stopwatch.GetTimestamp());
        if (why == WriteStop.DiskFailed) _diskFailed.TrySetResult();
    }

    /// <summary>A commit is durable.</summary>
    internal void Committed()
    {
        if (_halt is not { Why: WriteStop.NoRoom }) return;
        _halt = null;
        TakenAgain();
    }

    private const long Megabyte = 1024 * 1024;

    private WriteStoppedException Refused(WriteStop why)
    {
        metrics.Refused(why.ToString());
        return new WriteStoppedException(why);
    }

    private sealed record Halt(WriteStop Why, long Since)
    {
        public bool MayBeOver => Why == WriteStop.NoRoom && Stopwatch.GetElapsedTime(Since) >= Pause;
    }

    [LoggerMessage(LogLevel.Critical, "Nothing is written any more: {Why}")]
    private partial void Stopped(Exception e, WriteStop why);

    [LoggerMessage(LogLevel.Warning, "Writes are taken again")]
    private partial void TakenAgain();

    [LoggerMessage(LogLevel.Error, "Only {Megabytes} MB are free: connected systems are refused until there is more")]
    private partial void LittleRoom(long megabytes);

    [LoggerMessage(LogLevel.Warning, "{Megabytes} MB are free: connected systems are heard again")]
    private partial void RoomAgain(long megabytes);
}
