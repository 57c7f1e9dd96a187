using LiveDashboard.Feedback.Import;
using LiveDashboard.Feedback.Targets;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.Demo;

/// <summary>
/// Shows the product on real records: their past is moved so that it ends now, and what followed is replayed at a
/// multiple of the world's pace. What was replayed is remembered with the events themselves, so it goes on after a stop.
/// </summary>
public sealed class Demonstration(
    Database database, WriteLane lane, CaseImport import, ProviderLists lists, TargetStore targets, DemoClock clock, StationTime station)
{
    /// <summary>A neighbourhood query gets a meaningful reply within 72 hours (features.md 5.1).</summary>
    private static readonly TimeSpan Promise = TimeSpan.FromHours(72);

    private string _source = "";
    private DemoState _state = null!;
    private Queue<ImportRow> _coming = new();
    private PriorityQueue<ImportRow, DateTimeOffset> _replies = new();

    /// <summary>Whether the records have run out.</summary>
    public bool Ended => clock.Ended;

    /// <summary>Loads the past, or what is missing of it, and sets the clock where the replay goes on.</summary>
    /// <param name="progress">Called with how many of all records are in.</param>
    public async Task Load(Action<long, long> progress, CancellationToken ct)
    {
        await LoadRecords(progress, ct);
        // Once, before anyone is served: what reading and storing the past has left behind would stay with the process.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private async Task LoadRecords(Action<long, long> progress, CancellationToken ct)
    {
        var records = DemoRecords.Read();
        _source = records.Profile.Name;
        _state = await Begin(records, ct);
        station.Settle(records.Zone);
        clock.Set(_state.Until, records.End + _state.Shift);
        if (!_state.Loaded) await LoadPast(records, progress, ct);
        Queue(records.Rows());
    }

    /// <summary>Lets the clock run; <see cref="Replay"/> follows it.</summary>
    public void Run() => clock.Run();

    /// <summary>Records what has happened since the last call, in one commit. True when there was anything.</summary>
    public async Task<bool> Replay(CancellationToken ct)
    {
        var until = clock.GetUtcNow();
        var due = Due(until);
        var state = _state with { Until = until };
        if (due.Count > 0)
            await import.Write(_source, due, ct, turn => state.Save(turn.Connection));
        else if (until - _state.Until > TimeSpan.FromMinutes(5))
            await lane.Write(turn => state.Save(turn.Connection), ct);
        else return false;
        _state = state;
        return due.Count > 0;
    }

    private async Task<DemoState> Begin(DemoRecords records, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        if (await DemoState.Find(db) is { } held) return held;
        await DemoState.RefuseForeign(db);
        var now = TimeProvider.System.GetUtcNow();
        return new DemoState(now - records.CutFor(now), now, false);
    }

    private async Task LoadPast(DemoRecords records, Action<long, long> progress, CancellationToken ct)
    {
        await lane.Write(turn => _state.Save(turn.Connection), ct);
        if ((await targets.List(ct)).Count == 0)
            await targets.Set("", "", Promise, DateTimeOffset.UnixEpoch, ct);
        var done = 0L;
        foreach (var batch in records.Rows().Select(row => AsOf(row, _state.Until)).OfType<ImportRow>().Chunk(CaseImport.BatchSize))
        {
            await import.Write(_source, batch, ct);
            progress(done += batch.Length, records.Count);
        }
        await lists.Ensure("category", records.FrenchNames.Select(name => name.Name), ct);
        foreach (var (name, french) in records.FrenchNames) await lists.Translate("category", name, "fr", french, ct);
        _state = _state with { Loaded = true };
        await lane.Write(turn => _state.Save(turn.Connection), ct);
    }

    /// <summary>The record as it was known at a moment of the demonstration; null when it had not come.</summary>
    private ImportRow? AsOf(ImportRow row, DateTimeOffset moment)
    {
        var received = row.Received + _state.Shift;
        if (received > moment) return null;
        var replied = row.Replied + _state.Shift;
        return row with { Received = received, Replied = replied <= moment ? replied : null };
    }

    /// <summary>Keeps what is still to come; the rest is in the database.</summary>
    private void Queue(IEnumerable<ImportRow> rows)
    {
        var coming = new List<ImportRow>();
        _replies = new PriorityQueue<ImportRow, DateTimeOffset>();
        foreach (var row in rows)
            if (row.Received + _state.Shift > _state.Until) coming.Add(row);
            else if (row.Replied is { } replied && replied + _state.Shift > _state.Until) _replies.Enqueue(row, replied);
        _coming = new Queue<ImportRow>(coming.OrderBy(row => row.Received));
    }

    private List<ImportRow> Due(DateTimeOffset until)
    {
        var due = new Dictionary<string, ImportRow>();
        while (_coming.TryPeek(out var next) && next.Received + _state.Shift <= until)
        {
            var row = _coming.Dequeue();
            due[row.Id] = row;
            if (row.Replied is { } replied) _replies.Enqueue(row, replied);
        }
        while (_replies.TryPeek(out var answered, out var at) && at + _state.Shift <= until)
        {
            due[answered.Id] = answered;
            _replies.Dequeue();
        }
        return [.. due.Values.Select(row => AsOf(row, until)!)];
    }
}
