using System.Collections.Immutable;
using System.Data.Common;
using Npgsql;

namespace LiveDashboard.Storage;

/// <summary>What a piece of writing is given: the connection, inside the lane's transaction.</summary>
public sealed class WriteTurn(DbConnection connection)
{
    private ImmutableDictionary<string, Func<DbConnection, Task>> _last = ImmutableDictionary<string, Func<DbConnection, Task>>.Empty;

    public DbConnection Connection => connection;

    /// <summary>
    /// Something to do once for all items of this commit, as its last act; the same name is done once. For work whose
    /// cost does not grow with the number of items, such as bringing aggregates up to date.
    /// </summary>
    public void OnceBeforeCommit(string name, Func<DbConnection, Task> work) => _last = _last.SetItem(name, work);

    /// <summary>Runs one item; if it throws, what it wanted done before the commit is forgotten with it.</summary>
    internal async Task<T> Item<T>(Func<WriteTurn, Task<T>> work)
    {
        var before = _last;
        try
        {
            return await work(this);
        }
        catch
        {
            _last = before;
            throw;
        }
    }

    internal async Task BeforeCommit()
    {
        foreach (var work in _last.Values) await work(connection);
    }
}

/// <summary>One piece of writing in the lane's queue.</summary>
internal abstract class WriteItem
{
    protected const string Savepoint = "item";

    public abstract bool TryCancel();
    public abstract Task Run(WriteTurn turn, DbTransaction transaction);
    public abstract void Complete();
    public abstract void Fail(Exception e);

    /// <summary>A deadlock, a broken connection or a failed disk ends the whole transaction, not the item.</summary>
    protected static bool Hopeless(Exception e) =>
        e is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure }
        || WriteStoppedException.Reason(e) is not null;
}

internal class WriteItem<T>(Func<WriteTurn, Task<T>> work, CancellationToken ct) : WriteItem
{
    private const int LostRaceTries = 4;
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _value;
    private Exception? _error;

    public Task<T> Result => _done.Task;

    public override bool TryCancel() => ct.IsCancellationRequested && _done.TrySetCanceled(ct);

    public override async Task Run(WriteTurn turn, DbTransaction transaction)
    {
        for (var attempt = 1; ; attempt++)
        {
            _error = null;
            await transaction.SaveAsync(Savepoint, CancellationToken.None);
            try
            {
                _value = await turn.Item(work);
                await transaction.ReleaseAsync(Savepoint, CancellationToken.None);
                return;
            }
            catch (Exception e) when (!Hopeless(e))
            {
                _error = e;
                await transaction.RollbackAsync(Savepoint, CancellationToken.None);
                await transaction.ReleaseAsync(Savepoint, CancellationToken.None);
                if (attempt == LostRaceTries || !MayHaveLostARace(e)) return;
            }
        }
    }

    public override void Complete()
    {
        if (_error is null) _done.TrySetResult(_value!);
        else _done.TrySetException(_error);
    }

    public override void Fail(Exception e) => _done.TrySetException(e);

    // Another node may have taken the number that this item counted up to: the next try sees what that node committed.
    private static bool MayHaveLostARace(Exception e) => e is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <summary>It was written with others.</summary>
    protected void Done(T value) => (_value, _error) = (value, null);
}
