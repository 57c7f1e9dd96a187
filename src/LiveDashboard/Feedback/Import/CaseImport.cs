using LiveDashboard.Feedback.Cases;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Import;

/// <summary>What became of a batch's rows.</summary>
public readonly record struct ImportCounts(long Added, long Changed, long Unchanged)
{
    public static ImportCounts operator +(ImportCounts a, ImportCounts b) =>
        new(a.Added + b.Added, a.Changed + b.Changed, a.Unchanged + b.Unchanged);
}

/// <summary>
/// Writes rows of a source: a new number becomes a case, a known one is compared and, where it differs, corrected. A
/// batch is one commit, so a kill in the middle leaves whole batches, and importing again completes them.
/// </summary>
public sealed class CaseImport(CaseLedger ledger, WriteLane lane, ProviderLists lists)
{
    /// <summary>Rows of a commit: large enough that its fixed cost is nothing, small enough to give way to others.</summary>
    public const int BatchSize = 10_000;

    /// <summary>Numbers kept in memory to spare looking them up: some 100 MB of them.</summary>
    private const int RememberedAtMost = 1_000_000;

    private readonly HashSet<string> _seen = [];
    private bool? _sourceIsNew;

    /// <summary>Writes a batch, durably. Of two rows with one number the later counts.</summary>
    /// <param name="more">Further writing in the same commit.</param>
    public async Task<ImportCounts> Write(
        string source, IReadOnlyCollection<ImportRow> rows, CancellationToken ct, Func<WriteTurn, Task>? more = null)
    {
        await lists.Ensure("category", rows.Select(row => row.Category), ct);
        await lists.Ensure("area", rows.Select(row => row.Area), ct);
        var latest = new Dictionary<string, ImportRow>(rows.Count);
        foreach (var row in rows) latest[row.Id] = row;

        var counts = await lane.Write(async turn =>
        {
            // A source that was empty when this import began can only hold what this import wrote.
            _sourceIsNew ??= !await KnownCases.Any(turn.Connection, source);
            var known = _sourceIsNew.Value && !latest.Keys.Any(_seen.Contains)
                ? new Dictionary<string, KnownCase>()
                : await KnownCases.Find(turn.Connection, source, latest.Keys);
            var (cases, events, counts) = Compare(source, latest.Values, known);
            if (events.Count > 0) await ledger.Record(turn, cases, events);
            if (more is not null) await more(turn);
            return counts;
        }, ct);
        Remember(latest.Keys);
        return counts;
    }

    private void Remember(IEnumerable<string> ids)
    {
        if (_sourceIsNew != true) return;
        _seen.UnionWith(ids);
        if (_seen.Count <= RememberedAtMost) return;
        _sourceIsNew = false; // from here on the database is asked for every row
        _seen.Clear();
        _seen.TrimExcess();
    }

    private (List<NewCase>, List<NewEvent>, ImportCounts) Compare(
        string source, IReadOnlyCollection<ImportRow> rows, Dictionary<string, KnownCase> known)
    {
        var cases = new List<NewCase>(rows.Count);
        var events = new List<NewEvent>(rows.Count * 2);
        long changed = 0, unchanged = 0;
        var ids = CaseId.NewFamily(rows.Count);
        foreach (var row in rows)
        {
            var facts = new CaseFacts(row.Kind, lists.Id("category", row.Category), lists.Id("area", row.Area));
            if (!known.TryGetValue(row.Id, out var held))
            {
                var id = ids[cases.Count];
                cases.Add(new NewCase(id, source, row.Id, row.Subject));
                events.Add(new NewEvent(id, EventKind.Received, row.Received, facts));
                if (row.Replied is { } replied) events.Add(new NewEvent(id, EventKind.Replied, replied));
                continue;
            }
            var before = events.Count;
            Correct(events, held, row, facts);
            if (events.Count > before) changed++;
            else unchanged++;
        }
        return (cases, events, new ImportCounts(cases.Count, changed, unchanged));
    }

    private static void Correct(List<NewEvent> events, KnownCase held, ImportRow row, CaseFacts facts)
    {
        if (held.ReceivedAt != row.Received.ToUnixTimeMilliseconds() || held.Facts != facts)
        {
            events.Add(new NewEvent(held.CaseId, EventKind.Corrected, row.Received, Voids: held.ReceivedSeq));
            events.Add(new NewEvent(held.CaseId, EventKind.Received, row.Received, facts));
        }
        if (held.RepliedAt == row.Replied?.ToUnixTimeMilliseconds()) return;
        if (held.RepliedSeq is { } seq) events.Add(new NewEvent(held.CaseId, EventKind.Corrected, row.Replied ?? row.Received, Voids: seq));
        if (row.Replied is { } replied) events.Add(new NewEvent(held.CaseId, EventKind.Replied, replied));
    }
}
