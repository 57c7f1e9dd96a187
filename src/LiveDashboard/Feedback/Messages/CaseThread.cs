using System.Data.Common;
using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Messages;

/// <summary>One thing that happened to a case, with the words that came with it. Times are Unix milliseconds.</summary>
public sealed record ThreadEvent
{
    public long Seq { get; init; }
    public string Kind { get; init; } = "";
    public long At { get; init; }
    /// <summary>Of staff only; "" when nobody wrote.</summary>
    public string MemberId { get; init; } = "";
    public string Author { get; init; } = "";
    public string Code { get; init; } = "";
    public string Body { get; init; } = "";
}

/// <summary>
/// A case as its pages show it: where it stands, and all that happened and still holds, oldest first. Times are Unix
/// milliseconds.
/// </summary>
public sealed record CaseThread
{
    public string Id { get; init; } = "";
    /// <summary>"" of an imported case that nobody wrote to yet.</summary>
    public string Reference { get; init; } = "";
    public string Kind { get; init; } = "";
    public string CategoryId { get; init; } = "";
    public string AreaId { get; init; } = "";
    public string Queue { get; init; } = "";
    public string Channel { get; init; } = "";
    public string Language { get; init; } = "";
    public string Place { get; init; } = "";
    /// <summary>What an imported case is about; "" of others.</summary>
    public string Subject { get; init; } = "";
    public long ReceivedAt { get; init; }
    /// <summary>By when the first reply is promised; null: nothing is.</summary>
    public long? DueAt { get; init; }
    public long? RepliedAt { get; init; }
    public long? ResolvedAt { get; init; }
    /// <summary>Off the clock: spam, a test, a duplicate.</summary>
    public bool Withheld { get; init; }
    public long? ErasedAt { get; init; }
    /// <summary>Whether the resident agrees that it is shown in public.</summary>
    public bool MayShow { get; init; }
    public IReadOnlyList<ThreadEvent> Events { get; init; } = [];

    /// <summary>The message itself: of an imported case, its subject.</summary>
    public string Message => Events.FirstOrDefault(one => one.Kind == EventKind.Received)?.Body is { Length: > 0 } body ? body : Subject;

    /// <summary>The outcome of the last resolution; "" while it is open.</summary>
    public string Outcome => ResolvedAt is null ? "" : Events.Last(one => one.Kind == EventKind.Resolved).Code;
}

/// <summary>Reads cases whole.</summary>
public sealed class ThreadStore(Database database)
{
    /// <summary>The id of the case that a code opens; null when none does.</summary>
    public async Task<string?> Find(CaseCode code, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await db.ExecuteScalarAsync<string?>(
            "SELECT case_id FROM case_detail WHERE code_hash = @hash", new { hash = code.Hash });
    }

    /// <summary>The case; null when there is none of this id, or everything that was received of it was voided.</summary>
    public async Task<CaseThread?> Read(string caseId, CancellationToken ct)
    {
        await using var snapshot = await database.ReadSnapshot(ct);
        return await Read(snapshot.Connection, caseId);
    }

    /// <summary>The same inside a transaction.</summary>
    public static async Task<CaseThread?> Read(DbConnection db, string caseId)
    {
        var thread = await db.QuerySingleOrDefaultAsync<CaseThread?>(
            """
            SELECT c.case_id AS id, COALESCE(d.reference, '') AS reference, c.case_kind AS kind, c.category_id, c.area_id,
                   COALESCE(d.queue, 'desk') AS queue, COALESCE(d.channel, 'import') AS channel,
                   COALESCE(d.language, '') AS language, COALESCE(d.place, '') AS place,
                   COALESCE(f.subject, '') AS subject, c.received_at, c.due_at, c.replied_at, c.resolved_at,
                   c.excluded AS withheld, d.erased_at, COALESCE(d.may_show, 0) AS may_show
              FROM case_clock c
              JOIN feedback_case f ON f.id = c.case_id
              LEFT JOIN case_detail d ON d.case_id = c.case_id
             WHERE c.case_id = @caseId
            """,
            new { caseId });
        return thread is null ? null : thread with { Events = await Events(db, caseId) };
    }

    private static async Task<IReadOnlyList<ThreadEvent>> Events(DbConnection db, string caseId) =>
        (await db.QueryAsync<ThreadEvent>(
            """
            SELECT e.seq, e.kind, e.at, COALESCE(t.member_id, '') AS member_id, COALESCE(t.author, '') AS author,
                   COALESCE(t.code, '') AS code, COALESCE(t.body, '') AS body
              FROM case_event e
              LEFT JOIN case_text t ON t.case_id = e.case_id AND t.seq = e.seq
             WHERE e.case_id = @caseId AND e.kind <> 'corrected'
               AND NOT EXISTS (SELECT 1 FROM case_event v WHERE v.case_id = e.case_id AND v.voids = e.seq)
             ORDER BY e.at, e.seq
            """,
            new { caseId })).AsList();
}
