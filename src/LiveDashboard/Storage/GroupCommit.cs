using System.Data.Common;
using Npgsql;

namespace LiveDashboard.Storage;

/// <summary>How much the lane takes.</summary>
/// <param name="Queue">How many items may wait.</param>
/// <param name="Commit">
/// How many items one commit takes at most: enough to make little of the sync, few enough for it to stay quick.
/// </param>
public sealed record LaneLimits(int Queue = 4096, int Commit = WriteLane.DefaultCommitSize);

/// <summary>Makes what queued durable in one transaction, each item in a savepoint of its own.</summary>
internal static class GroupCommit
{
    private const int DeadlockTries = 4;

    /// <summary>Runs the items and tells each how it ended, after the commit; when it throws, none.</summary>
    public static async Task Run(DbConnection connection, List<WriteItem> items)
    {
        for (var attempt = 1; ; attempt++)
        {
            var transaction = await connection.BeginTransactionAsync();
            try
            {
                var turn = new WriteTurn(connection);
                var together = await JointItem.RunTogether(items, turn, transaction);
                foreach (var item in items)
                    if (!together.Contains(item)) await item.Run(turn, transaction);
                await turn.BeforeCommit();
                await transaction.CommitAsync();
            }
            catch (Exception e)
            {
                await TakeBack(transaction);
                // Another node's lane held rows of ours and we of it: the whole batch is run again.
                if (attempt < DeadlockTries && IsDeadlock(e)) continue;
                throw;
            }
            foreach (var item in items) item.Complete();
            return;
        }
    }

    private static async Task TakeBack(DbTransaction transaction)
    {
        try
        {
            await transaction.DisposeAsync();
        }
        catch (DbException)
        {
            // A failure of the disk has taken it back already, or the connection is gone: what failed first is told.
        }
    }

    private static bool IsDeadlock(Exception e) =>
        e is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };
}
