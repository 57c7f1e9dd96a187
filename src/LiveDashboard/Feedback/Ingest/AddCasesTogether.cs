using LiveDashboard.Feedback.Import;
using LiveDashboard.Feedback.Ingest.Keys;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Ingest;

/// <summary>A request to add cases, as it waits to be written.</summary>
public sealed record NewCases(Asked Asked, IReadOnlyList<ImportRow> Rows);

/// <summary>
/// Adds the cases of all requests that wait with the same few statements. What could be refused or has been answered
/// before is left out: it is looked at alone.
/// </summary>
public sealed class AddCasesTogether(IngestStore store, Idempotency idempotency, ApiKeyStore keys) : ITogether<NewCases, string>
{
    public async Task<IReadOnlyList<string?>> Write(WriteTurn turn, IReadOnlyList<NewCases> items)
    {
        var answers = new string?[items.Count];
        var stored = new List<(IdempotencyKey, string)>(items.Count);
        var notSeen = await Idempotency.NotSeen(turn, items.Select(item => item.Asked.Once));
        foreach (var source in Enumerable.Range(0, items.Count).GroupBy(i => items[i].Asked.Key.Source))
        {
            var fresh = await Fresh(turn, source.Key, [.. source.Where(i => notSeen.Remove(items[i].Asked.Once))], items);
            if (fresh.Count == 0) continue;
            var added = await store.Add(turn, source.Key, [.. fresh.SelectMany(i => items[i].Rows)]);
            var taken = 0;
            foreach (var i in fresh)
            {
                var mine = added.Skip(taken).Take(items[i].Rows.Count).ToArray();
                taken += mine.Length;
                answers[i] = items[i].Asked.Answer(new AddedCases(mine));
                stored.Add((items[i].Asked.Once, answers[i]!));
            }
            foreach (var key in fresh.Select(i => items[i].Asked.Key).DistinctBy(key => key.Id)) await keys.Used(turn, key);
        }
        await idempotency.Store(turn, stored);
        return answers;
    }

    /// <summary>Those whose cases are all new: to the database, and to those before them.</summary>
    private static async Task<List<int>> Fresh(
        WriteTurn turn, string source, IReadOnlyList<int> candidates, IReadOnlyList<NewCases> items)
    {
        var ids = candidates.SelectMany(i => items[i].Rows).Select(row => row.Id).Distinct();
        var taken = (await KnownCases.Ids(turn.Connection, source, ids)).Keys.ToHashSet();
        var fresh = new List<int>(candidates.Count);
        foreach (var i in candidates)
        {
            if (items[i].Rows.Any(row => taken.Contains(row.Id))) continue;
            taken.UnionWith(items[i].Rows.Select(row => row.Id));
            fresh.Add(i);
        }
        return fresh;
    }
}
