using System.Data.Common;

namespace LiveDashboard.Storage;

/// <summary>Writes many waiting items of one kind at once, where each on its own would repeat the same statements.</summary>
/// <typeparam name="TItem">What waits.</typeparam>
/// <typeparam name="TResult">What its writer is answered.</typeparam>
public interface ITogether<TItem, TResult> where TResult : class
{
    /// <summary>
    /// Writes what can be written with the others. The answers are in the order of the items; null leaves an item out,
    /// of which then nothing may be written here: it is run alone, and decides for itself. When this throws, all are.
    /// </summary>
    Task<IReadOnlyList<TResult?>> Write(WriteTurn turn, IReadOnlyList<TItem> items);
}

internal static class JointItem
{
    /// <summary>Runs together what can be; those that were are returned.</summary>
    public static async Task<HashSet<WriteItem>> RunTogether(
        IReadOnlyList<WriteItem> items, WriteTurn turn, DbTransaction transaction)
    {
        var written = new HashSet<WriteItem>();
        foreach (var kind in items.OfType<IJointItem>().GroupBy(item => item.Kind))
            if (kind.ToArray() is { Length: > 1 } many)
                written.UnionWith(await many[0].RunWith(many, turn, transaction));
        return written;
    }
}

/// <summary>A piece of writing that can be written with others of its kind.</summary>
internal interface IJointItem
{
    /// <summary>The same object for those that can be written together.</summary>
    object Kind { get; }

    Task<IEnumerable<WriteItem>> RunWith(IReadOnlyList<IJointItem> many, WriteTurn turn, DbTransaction transaction);
}

internal sealed class JointItem<TItem, TResult>(
    ITogether<TItem, TResult> together, TItem item, Func<WriteTurn, Task<TResult>> alone, CancellationToken ct)
    : WriteItem<TResult>(alone, ct), IJointItem where TResult : class
{
    public object Kind => together;

    public async Task<IEnumerable<WriteItem>> RunWith(
        IReadOnlyList<IJointItem> many, WriteTurn turn, DbTransaction transaction)
    {
        var items = many.Cast<JointItem<TItem, TResult>>().ToArray();
        await transaction.SaveAsync(Savepoint, CancellationToken.None);
        try
        {
            var results = await turn.Item(inner => together.Write(inner, [.. items.Select(one => one.Given)]));
            await transaction.ReleaseAsync(Savepoint, CancellationToken.None);
            var written = new List<WriteItem>(items.Length);
            for (var i = 0; i < items.Length; i++)
            {
                if (results[i] is not { } result) continue;
                items[i].Done(result);
                written.Add(items[i]);
            }
            return written;
        }
        catch (Exception e) when (!Hopeless(e))
        {
            // Whose fault it was is found by running each alone.
            await transaction.RollbackAsync(Savepoint, CancellationToken.None);
            await transaction.ReleaseAsync(Savepoint, CancellationToken.None);
            return [];
        }
    }

    private TItem Given => item;
}
