using System.Data.Common;
using System.Threading.Channels;
using Npgsql;

namespace LiveDashboard.Storage;

/// <summary>Too much is waiting to be written. The web answers 503 with <c>Retry-After</c>; nothing was written.</summary>
public sealed class WriteLaneFullException() : Exception("Too many writes are waiting; try again in a moment.");

/// <summary>
/// Every change goes through here. What queued while the last commit was syncing is committed together, each item in
/// a savepoint of its own; an item's task ends only after the commit, so what is acknowledged is durable.
/// On SQLite the lane's one connection also makes every checkpoint, which rules out the WAL-reset race by construction.
/// </summary>
public sealed partial class WriteLane : IAsyncDisposable
{
    /// <summary>Enough items to make little of the sync, few enough for a commit to stay quick.</summary>
    public const int DefaultCommitSize = 256;
    private const int DeadlockTries = 4;

    private readonly Database _database;
    private readonly ILogger<WriteLane> _log;
    private readonly Channel<WriteItem> _queue;
    private readonly int _commitSize;
    private readonly Task _loop;

    /// <param name="capacity">How many items may wait.</param>
    /// <param name="commitSize">How many items one commit takes at most.</param>
    public WriteLane(
        Database database, ILogger<WriteLane> log, int capacity = 4096, int commitSize = DefaultCommitSize)
    {
        (_database, _log, _commitSize) = (database, log, commitSize);
        _queue = Channel.CreateBounded<WriteItem>(new BoundedChannelOptions(capacity) { SingleReader = true });
        _loop = Task.Run(Run);
    }

    /// <summary>How many items wait now.</summary>
    public int Waiting => _queue.Reader.Count;

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction and returns once it is durable. If it throws, nothing of it is
    /// written and the others of its commit are not touched. It may run again after a deadlock, so it must hold no
    /// state of its own.
    /// </summary>
    /// <exception cref="WriteLaneFullException">The queue is full.</exception>
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
        if (!_queue.Writer.TryWrite(item))
            throw _loop.IsCompleted ? new ObjectDisposedException(nameof(WriteLane)) : new WriteLaneFullException();
        return await item.Result;
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
                connection ??= await _database.OpenWriter(CancellationToken.None);
                await Commit(connection, items);
            }
            catch (Exception e)
            {
                CommitFailed(e, items.Count);
                foreach (var item in items) item.Fail(e);
                // A connection whose commit failed is not trusted with the next.
                if (connection is not null) await connection.DisposeAsync();
                connection = null;
            }
        }
        if (connection is not null) await connection.DisposeAsync();
    }

    private static async Task Commit(DbConnection connection, List<WriteItem> items)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            try
            {
                var turn = new WriteTurn(connection);
                var together = await JointItem.RunTogether(items, turn, transaction);
                foreach (var item in items)
                    if (!together.Contains(item)) await item.Run(turn, transaction);
                await turn.BeforeCommit();
                await transaction.CommitAsync();
            }
            catch (Exception e) when (attempt < DeadlockTries && IsDeadlock(e))
            {
                // Another node's lane held rows of ours and we of it: the whole batch is run again.
                await transaction.RollbackAsync();
                continue;
            }
            foreach (var item in items) item.Complete();
            return;
        }
    }

    private static bool IsDeadlock(Exception e) =>
        e is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };

    [LoggerMessage(LogLevel.Error, "A commit of {Count} items failed; none of them was written")]
    private partial void CommitFailed(Exception e, int count);
}
