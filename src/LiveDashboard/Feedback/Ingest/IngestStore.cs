using System.Data.Common;
using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Import;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Ingest;

/// <summary>A case that was added, by both its numbers.</summary>
public sealed record AddedCase(string ExternalId, string Id);

/// <summary>What a request added.</summary>
public sealed record AddedCases(IReadOnlyList<AddedCase> Cases);

/// <summary>What was added to a case.</summary>
public sealed record AddedEvents(string Id, int Added);

/// <summary>Writes what connected systems send, inside the turn that also stores the answer.</summary>
public sealed class IngestStore(CaseLedger ledger, TimeProvider clock)
{
    /// <summary>Adds cases of a source. A category or area of a new name becomes an entry of the provider's list.</summary>
    /// <exception cref="RefusedException">The source has a case of one of these numbers.</exception>
    public async Task<IReadOnlyList<AddedCase>> AddCases(WriteTurn turn, string source, IReadOnlyList<ImportRow> rows)
    {
        await RefuseKnown(turn.Connection, source, rows);
        return await Add(turn, source, rows);
    }

    /// <summary>The same for cases that are known to be new.</summary>
    public async Task<IReadOnlyList<AddedCase>> Add(WriteTurn turn, string source, IReadOnlyList<ImportRow> rows)
    {
        var now = clock.GetUtcNow();
        var categories = await ListEntries.Ensure(turn.Connection, "category", rows.Select(row => row.Category), now);
        var areas = await ListEntries.Ensure(turn.Connection, "area", rows.Select(row => row.Area), now);
        var added = rows.Zip(CaseId.NewFamily(rows.Count), (row, id) => new AddedCase(row.Id, id)).ToArray();
        var events = new List<NewEvent>(rows.Count * 2);
        foreach (var (row, one) in rows.Zip(added))
        {
            var facts = new CaseFacts(
                row.Kind, categories.GetValueOrDefault(row.Category, ""), areas.GetValueOrDefault(row.Area, ""));
            events.Add(new NewEvent(one.Id, EventKind.Received, row.Received, facts));
            if (row.Replied is { } replied) events.Add(new NewEvent(one.Id, EventKind.Replied, replied));
        }
        await ledger.Record(
            turn, [.. rows.Zip(added, (row, one) => new NewCase(one.Id, source, row.Id, row.Subject))], events);
        return added;
    }

    /// <summary>Adds what happened to a case of this source.</summary>
    /// <exception cref="RefusedException">The source has no such case, or something happened before it came.</exception>
    public async Task<AddedEvents> AddEvents(
        WriteTurn turn, string source, string caseId, IReadOnlyList<IncomingEvent> events)
    {
        // Of another source's case nothing is said, not even that it exists.
        var received = await ReceivedAt(turn.Connection, source, caseId) ?? throw new RefusedException(
            StatusCodes.Status404NotFound, "no-such-case", "There is no such case",
            "This key's source has no case with this id. Use the id that was answered when the case was added.");
        var problems = new FieldProblems();
        for (var i = 0; i < events.Count; i++)
            if (events[i].At.ToUnixTimeMilliseconds() < received)
                problems.Add($"events[{i}].at", "is before the case was received");
        problems.RefuseIfAny();
        await ledger.Record(turn, [], [.. events.Select(one => new NewEvent(caseId, one.Kind, one.At))]);
        return new AddedEvents(caseId, events.Count);
    }

    private static async Task RefuseKnown(DbConnection db, string source, IReadOnlyList<ImportRow> rows)
    {
        var ids = await KnownCases.Ids(db, source, rows.Select(row => row.Id));
        var problems = new FieldProblems();
        var known = new List<AddedCase>();
        for (var i = 0; i < rows.Count; i++)
        {
            if (!ids.TryGetValue(rows[i].Id, out var caseId)) continue;
            problems.Add($"cases[{i}].externalId", "belongs to a case that is known already");
            known.Add(new AddedCase(rows[i].Id, caseId));
        }
        if (known.Count == 0) return;
        problems.Refuse(
            StatusCodes.Status409Conflict, "known-case", "Some cases are known already",
            "Nothing was written. Leave out the cases named in errors; known gives their ids.",
            ("known", known));
    }

    private static Task<long?> ReceivedAt(DbConnection db, string source, string caseId) =>
        db.QuerySingleOrDefaultAsync<long?>(
        """
        SELECT e.at
          FROM feedback_case c
          JOIN case_event e ON e.case_id = c.id AND e.kind = 'received'
         WHERE c.id = @caseId AND c.source = @source
           AND NOT EXISTS (SELECT 1 FROM case_event v WHERE v.case_id = e.case_id AND v.voids = e.seq)
         ORDER BY e.seq DESC
         LIMIT 1
        """,
        new { caseId, source });
}
