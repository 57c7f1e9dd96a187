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

    private DemoRecords _records = null!;
    private DemoState _state = null!;
    private int _next;
    private PriorityQueue<ImportRow, DateTimeOffset> _replies = new();

    /// <summary>Whether the records have run out.</summary>
    public bool Ended => clock.Ended;

    /// <summary>Loads the past, or what is missing of it, and sets the clock where the replay goes on.</summary>
    /// <param name="progress">Called with how many of all records are in.</param>
    public async Task Load(Action<long, long> progress, CancellationToken ct)
    {
        _records = DemoRecords.Read();
        _state = await Begin(ct);
        station.Settle(_records.Zone);
        clock.Set(_state.Until, _records.End + _state.Shift);
        if (!_state.Loaded) await LoadPast(progress, ct);
        Queue();
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
            await import.Write(_records.Profile.Name, due, ct, turn => state.Save(turn.Connection));
        else if (until - _state.Until > TimeSpan.FromMinutes(5))
            await lane.Write(turn => state.Save(turn.Connection), ct);
        else return false;
        _state = state;
        return due.Count > 0;
    }

    private async Task<DemoState> Begin(CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        if (await DemoState.Find(db) is { } held) return held;
        await DemoState.RefuseForeign(db);
        var now = TimeProvider.System.GetUtcNow();
        return new DemoState(now - _records.CutFor(now), now, false);
    }

    private async Task LoadPast(Action<long, long> progress, CancellationToken ct)
    {
        await lane.Write(turn => _state.Save(turn.Connection), ct);
        if ((await targets.List(ct)).Count == 0)
            await targets.Set("", "", Promise, DateTimeOffset.UnixEpoch, ct);
        var past = _records.Rows.Select(row => AsOf(row, _state.Until)).OfType<ImportRow>().ToArray();
        var done = 0L;
        foreach (var batch in past.Chunk(CaseImport.BatchSize))
        {
            await import.Write(_records.Profile.Name, batch, ct);
            progress(done += batch.Length, _records.Rows.Count);
        }
        await lists.Ensure("category", _records.FrenchNames.Select(name => name.Name), ct);
        foreach (var (name, french) in _records.FrenchNames) await lists.Translate("category", name, "fr", french, ct);
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

    private void Queue()
    {
        _next = 0;
        while (_next < _records.Rows.Count && _records.Rows[_next].Received + _state.Shift <= _state.Until) _next++;
        _replies = new PriorityQueue<ImportRow, DateTimeOffset>(
            from row in _records.Rows.Take(_next)
            where row.Replied + _state.Shift > _state.Until
            select (row, row.Replied!.Value));
    }

    private List<ImportRow> Due(DateTimeOffset until)
    {
        var due = new Dictionary<string, ImportRow>();
        for (; _next < _records.Rows.Count && _records.Rows[_next].Received + _state.Shift <= until; _next++)
        {
            var row = _records.Rows[_next];
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
