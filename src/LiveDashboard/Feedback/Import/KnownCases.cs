using System.Data.Common;
using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Import;

/// <summary>A case of the source, as it stands.</summary>
public sealed record KnownCase
{
    public string ExternalId { get; init; } = "";
    public string CaseId { get; init; } = "";
    public string CaseKind { get; init; } = "";
    public string CategoryId { get; init; } = "";
    public string AreaId { get; init; } = "";
    public long ReceivedAt { get; init; }
    public long ReceivedSeq { get; init; }
    public long? RepliedAt { get; init; }
    public long? RepliedSeq { get; init; }

    public CaseFacts Facts => new(CaseKind, CategoryId, AreaId);
}

/// <summary>Looks cases up by the numbers that their source gave them.</summary>
public static class KnownCases
{
    public static async Task<bool> Any(DbConnection db, string source) =>
        await db.ExecuteScalarAsync<long>(
            "SELECT COUNT(*) FROM (SELECT 1 AS one FROM feedback_case WHERE source = @source LIMIT 1) found", new { source }) > 0;

    /// <summary>Their ids, of cases that may have been added in this same commit.</summary>
    public static async Task<Dictionary<string, string>> Ids(DbConnection db, string source, IEnumerable<string> externalIds)
    {
        await Ask(db, externalIds);
        // Asked of the cases themselves: what is derived from their events comes only at the end of the commit.
        var known = await db.QueryAsync<(string ExternalId, string CaseId)>(
            """
            SELECT c.external_id, c.id
              FROM import_id i
              JOIN feedback_case c ON c.source = @source AND c.external_id = i.external_id
            """,
            new { source });
        return known.ToDictionary(one => one.ExternalId, one => one.CaseId);
    }

    /// <summary>How they stand, of cases that are committed or whose clocks are derived.</summary>
    public static async Task<Dictionary<string, KnownCase>> Find(DbConnection db, string source, IEnumerable<string> externalIds)
    {
        await Ask(db, externalIds);
        var known = await db.QueryAsync<KnownCase>(
            """
            SELECT c.external_id, c.id AS case_id, k.case_kind, k.category_id, k.area_id, k.received_at, k.replied_at,
                   (SELECT MAX(e.seq) FROM case_event e
                     WHERE e.case_id = c.id AND e.kind = 'received'
                       AND NOT EXISTS (SELECT 1 FROM case_event v WHERE v.case_id = e.case_id AND v.voids = e.seq)) AS received_seq,
                   (SELECT MIN(e.seq) FROM case_event e
                     WHERE e.case_id = c.id AND e.kind = 'replied' AND e.at = k.replied_at
                       AND NOT EXISTS (SELECT 1 FROM case_event v WHERE v.case_id = e.case_id AND v.voids = e.seq)) AS replied_seq
              FROM import_id i
              JOIN feedback_case c ON c.source = @source AND c.external_id = i.external_id
              JOIN case_clock k ON k.case_id = c.id
            """,
            new { source });
        return known.ToDictionary(one => one.ExternalId);
    }

    private static async Task Ask(DbConnection db, IEnumerable<string> externalIds)
    {
        await db.ExecuteAsync(EngineText.For(db,
            "CREATE TEMPORARY TABLE IF NOT EXISTS import_id (external_id TEXT PRIMARY KEY) /* ON COMMIT DELETE ROWS */ /* WITHOUT ROWID */"));
        await db.ExecuteAsync("DELETE FROM import_id");
        await using var add = new PreparedCommand(db, "INSERT INTO import_id (external_id) VALUES (@externalId)", "externalId");
        foreach (var externalId in externalIds) await add.Run(externalId);
        await add.Finish();
    }
}
