using System.Data.Common;
using Dapper;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.Cases;

/// <summary>
/// Adds cases and events: the one way in, for the web, imports and the demonstration alike. The aggregates of all cases
/// that a commit touches are brought up to date once, in the same transaction.
/// </summary>
public sealed class CaseLedger(WriteLane lane, StationTime station)
{
    /// <summary>How long after it happened an event may be recorded before a published figure counts as restated.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromDays(1);

    /// <summary>Adds cases with their first events, durably.</summary>
    public Task Record(IReadOnlyCollection<NewCase> cases, IReadOnlyCollection<NewEvent> events, CancellationToken ct) =>
        lane.Write(turn => Record(turn, cases, events), ct);

    /// <summary>The same inside a turn that does more.</summary>
    public async Task Record(WriteTurn turn, IReadOnlyCollection<NewCase> cases, IReadOnlyCollection<NewEvent> events)
    {
        foreach (var added in events) Refuse(added);
        var now = station.Now;
        await StartChecks.CountedIn(turn.Connection, station.Zone.Id);
        await TouchedCases.Prepare(turn.Connection);
        await Add(turn.Connection, cases, now);
        await Add(turn.Connection, cases, events, now);
        turn.OnceBeforeCommit(nameof(CaseAggregates), CaseAggregates.Apply);
    }

    // What the tables could not be derived from would fail the whole commit, and with it what others write.
    private static void Refuse(NewEvent added)
    {
        if ((added.Kind == EventKind.Received) != (added.Facts is not null))
            throw new ArgumentException($"Facts come with {EventKind.Received}, and only with it; this is {added.Kind}.");
        if (added.Facts is { } facts && !CaseKind.All.Contains(facts.Kind))
            throw new ArgumentException($"There is no case kind '{facts.Kind}'.");
        if ((added.Kind == EventKind.Corrected) != (added.Voids is not null))
            throw new ArgumentException($"{EventKind.Corrected} voids an event, and only it; this is {added.Kind}.");
    }

    private static async Task Add(DbConnection connection, IReadOnlyCollection<NewCase> cases, DateTimeOffset now)
    {
        await using var insert = new PreparedCommand(connection,
            """
            INSERT INTO feedback_case (id, source, external_id, subject, added_at)
            VALUES (@id, @source, @externalId, @subject, @now)
            """,
            "id", "source", "externalId", "subject", "now");
        foreach (var added in InOrder(cases, added => added.Id))
            await insert.Run(added.Id, added.Source, added.ExternalId, added.Subject, now.ToUnixTimeMilliseconds());
        await insert.Finish();
    }

    private async Task Add(
        DbConnection connection, IReadOnlyCollection<NewCase> cases, IReadOnlyCollection<NewEvent> events, DateTimeOffset now)
    {
        // Two statements for one table: what only a receipt has need not be set and unset from row to row.
        await using var receive = new PreparedCommand(connection,
            """
            INSERT INTO case_event (case_id, seq, kind, at, day, recorded_at, case_kind, category_id, area_id)
            VALUES (@caseId, @seq, 'received', @at, @day, @now, @caseKind, @categoryId, @areaId)
            """,
            "caseId", "seq", "at", "day", "now", "caseKind", "categoryId", "areaId");
        await using var follow = new PreparedCommand(connection,
            """
            INSERT INTO case_event (case_id, seq, kind, at, day, recorded_at, voids)
            VALUES (@caseId, @seq, @kind, @at, @day, @now, @voids)
            """,
            "caseId", "seq", "kind", "at", "day", "now", "voids");
        await using var append = new PreparedCommand(connection,
            """
            INSERT INTO case_event (case_id, seq, kind, at, day, recorded_at, case_kind, category_id, area_id, voids)
            SELECT @caseId, COALESCE(MAX(seq), 0) + 1, @kind, @at, @day, @now, @caseKind, @categoryId, @areaId, @voids
              FROM case_event
             WHERE case_id = @caseId
            """,
            "caseId", "kind", "at", "day", "now", "caseKind", "categoryId", "areaId", "voids");
        // The events of a case that is only now added are numbered here; those of others, by the database.
        var numbers = cases.ToDictionary(added => added.Id, _ => 0L);
        var recorded = now.ToUnixTimeMilliseconds();
        var touched = new Dictionary<string, bool>(events.Count);
        var days = new Dictionary<long, long>(); // by quarter of an hour, which no zone's midnight divides
        foreach (var added in InOrder(events, added => added.CaseId))
        {
            var at = added.At.ToUnixTimeMilliseconds();
            if (!days.TryGetValue(at / 900_000, out var day)) days[at / 900_000] = day = station.DayOf(added.At).Number();
            var facts = added.Facts;
            if (!numbers.TryGetValue(added.CaseId, out var last))
                await append.Run(
                    added.CaseId, added.Kind, at, day, recorded, facts?.Kind, facts?.CategoryId, facts?.AreaId, added.Voids);
            else if (facts is not null)
                await receive.Run(
                    added.CaseId, numbers[added.CaseId] = last + 1, at, day, recorded, facts.Kind, facts.CategoryId, facts.AreaId);
            else
                await follow.Run(added.CaseId, numbers[added.CaseId] = last + 1, added.Kind, at, day, recorded, added.Voids);
            touched[added.CaseId] = touched.GetValueOrDefault(added.CaseId) || added.Voids is not null || now - added.At > Late;
        }
        foreach (var statement in (PreparedCommand[])[receive, follow, append]) await statement.Finish();
        await using var touch = TouchedCases.Touch(connection);
        foreach (var (caseId, restates) in touched) await touch.Run(caseId, restates ? 1L : 0L);
        await touch.Finish();
    }

    // In the order of the key: neighbours share a page. An import comes in this order already.
    private static IEnumerable<T> InOrder<T>(IReadOnlyCollection<T> added, Func<T, string> key)
    {
        var before = "";
        foreach (var one in added)
        {
            if (string.CompareOrdinal(before, key(one)) > 0) return added.OrderBy(key, StringComparer.Ordinal);
            before = key(one);
        }
        return added;
    }
}

/// <summary>Station days as the database counts them: since 1970-01-01.</summary>
public static class StationDays
{
    public static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    public static long Number(this DateOnly day) => day.DayNumber - Epoch;
    public static DateOnly Day(long number) => DateOnly.FromDayNumber((int)number + Epoch);
}
