using System.Data.Common;
using System.Diagnostics;
using System.Threading.Channels;
using LiveDashboard.Web;
using Microsoft.Data.Sqlite;

namespace LiveDashboard.Storage;

/// <summary>
/// Every change goes through here. What queued while the last commit was syncing is committed together, each item in
/// a savepoint of its own; an item's task ends only after the commit, so what is acknowledged is durable.
/// On SQLite the lane's one connection also makes every checkpoint, which rules out the WAL-reset race by construction.
/// </summary>
public sealed partial class WriteLane : IAsyncDisposable
{
    public const int DefaultCommitSize = 256;

    private readonly Database _database;
    private readonly WriteGate _gate;
    private readonly StorageMetrics _metrics;
    private readonly ILogger<WriteLane> _log;
    private readonly WriteAheadLog? _ahead;
    private readonly Channel<WriteItem> _queue;
    private readonly int _commitSize;
    private readonly Task _loop;

    public WriteLane(
        Database database, WriteGate gate, StorageMetrics metrics, ILogger<WriteLane> log, LaneLimits limits)
    {
        (_database, _gate, _metrics, _log, _commitSize) = (database, gate, metrics, log, limits.Commit);
        _ahead = database.File is { } file ? new WriteAheadLog(file, log) : null;
        _queue = Channel.CreateBounded<WriteItem>(new BoundedChannelOptions(limits.Queue) { SingleReader = true });
        _loop = Task.Run(Run);
    }

    /// <summary>Whether it takes writes.</summary>
    public WriteGate Gate => _gate;

    /// <summary>How many items wait now.</summary>
    public int Waiting => _queue.Reader.Count;

    /// <summary>
    /// Empties the write-ahead log of the embedded database soon: after something was erased, which its older pages
    /// still hold. PostgreSQL overwrites its own in time.
    /// </summary>
    public void ForgetLog()
    {
        if (_ahead is null) return;
        _ahead.EmptySoon();
        _queue.Writer.TryWrite(new WriteItem<bool>(_ => Task.FromResult(true), CancellationToken.None)); // lest no write comes for long
    }

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction and returns once it is durable. If it throws, nothing of it is
    /// written and the others of its commit are not touched. It may run again after a deadlock, so it must hold no
    /// state of its own.
    /// </summary>
    /// <exception cref="WriteLaneFullException">The queue is full.</exception>
    /// <exception cref="WriteStoppedException">The database takes no writes now.</exception>
    public Task<T> Write<T>(Func<WriteTurn, Task<T>> work, CancellationToken ct = default) =>
        Queue(new WriteItem<T>(work, ct));

    /// <summary>
    /// The same for work of which much queues at once: what waits is given to <paramref name="together"/>, which may
    /// write it with statements for all; what it leaves out, and all of it when it throws, is written alone.
    /// </summary>
    /// <exception cref="WriteLaneFullException">The queue is full.</exception>
    public Task<TResult> Write<TItem, TResult>(
        ITogether<TItem, TResult> together, TItem item, Func<WriteTurn, Task<TResult>> alone, CancellationToken ct = default)
        where TResult : class => Queue(new JointItem<TItem, TResult>(together, item, alone, ct));

    public Task Write(Func<WriteTurn, Task> work, CancellationToken ct = default) =>
        Write(async turn => { await work(turn); return true; }, ct);

    /// <summary>Writes what is queued, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
    }

    private async Task<T> Queue<T>(WriteItem<T> item)
    {
        _gate.Enter();
        if (_queue.Writer.TryWrite(item)) return await item.Result;
        ObjectDisposedException.ThrowIf(_loop.IsCompleted, this);
        _metrics.Refused("busy");
        throw new WriteLaneFullException();
    }

    private async Task Run()
    {
        DbConnection? connection = null;
        var items = new List<WriteItem>(_commitSize);
        while (await _queue.Reader.WaitToReadAsync())
        {
            items.Clear();
            while (items.Count < _commitSize && _queue.Reader.TryRead(out var item))
                if (!item.TryCancel()) items.Add(item);
            if (items.Count == 0) continue;

            try
            {
                _gate.Enter(); // they may have queued before it closed
                connection ??= await Open();
                await CommitMeasured(connection, items);
            }
            catch (Exception e)
            {
                connection = await Failed(e, connection);
                var told = Told(e);
                if (told is not WriteStoppedException) CommitFailed(e, items.Count); // a stop is told by the gate, once
                foreach (var item in items) item.Fail(told);
            }
            connection = await TakeIn(connection);
        }
        if (connection is not null) await connection.DisposeAsync();
    }

    private async Task<DbConnection> Open()
    {
        var connection = await _database.OpenWriter(CancellationToken.None);
        if (_ahead is not null) await WriteAheadLog.Keep(connection);
        return connection;
    }

    private async Task CommitMeasured(DbConnection connection, List<WriteItem> items)
    {
        using var activity = Tracing.Source.StartActivity("commit");
        activity?.SetTag("items", items.Count);
        var begun = Stopwatch.GetTimestamp();
        await GroupCommit.Run(connection, items);
        _metrics.Committed(items.Count, Stopwatch.GetElapsedTime(begun));
        _gate.Committed();
    }

    /// <summary>The log, after the answers went out: they do not wait for it.</summary>
    private async Task<DbConnection?> TakeIn(DbConnection? connection)
    {
        if (connection is null || _ahead is null) return connection;
        try
        {
            await _ahead.AfterCommit(connection, idle: Waiting == 0);
            return connection;
        }
        catch (Exception e)
        {
            CheckpointFailed(e);
            return await Failed(e, connection);
        }
    }

    /// <summary>A connection that failed is not trusted with the next commit.</summary>
    private async Task<DbConnection?> Failed(Exception e, DbConnection? connection)
    {
        if (e is WriteStoppedException) return connection; // it was not tried
        var why = WriteStoppedException.Reason(e);
        _metrics.Failed(why?.ToString() ?? "other");
        if (why is { } stop) _gate.Fail(stop, e);
        if (connection is null) return null;
        if (why is WriteStop.DiskFailed or WriteStop.Damaged) WriteAheadLog.LeaveAsItIs(connection);
        await Close(connection);
        return null;
    }

    private static async Task Close(DbConnection connection)
    {
        try
        {
            await connection.DisposeAsync();
        }
        catch (DbException)
        {
            // It still wants to take back what SQLite has taken back by itself, and closes only below that.
            if (connection is SqliteConnection { Handle: { } handle }) handle.Dispose();
        }
    }

    private static Exception Told(Exception e) =>
        e is not WriteStoppedException && WriteStoppedException.Reason(e) is { } why
            ? new WriteStoppedException(why, e) : e;

    [LoggerMessage(LogLevel.Error, "A commit of {Count} items failed; none of them is confirmed")]
    private partial void CommitFailed(Exception e, int count);

    [LoggerMessage(LogLevel.Error, "The write-ahead log could not be taken into the database; nothing is lost")]
    private partial void CheckpointFailed(Exception e);
}
