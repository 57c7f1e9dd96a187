using System.Data.Common;
using Dapper;
using LiveDashboard.Storage;

namespace LiveDashboard.Stories.Decisions;

/// <summary>How decisions came to be what they are.</summary>
public sealed class DecisionVersions(Database database)
{
    /// <summary>The versions that were public, the newest first; without what they were based on.</summary>
    public async Task<IReadOnlyList<Decision>> Of(string id, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return [.. (await db.QueryAsync<DecisionRow>(
            """
            SELECT d.id, d.slug, d.origin, v.version, v.state, v.stage, v.office, v.day, v.next_day, v.title_en,
                   v.title_fr, v.what_en, v.what_fr, v.why_en, v.why_fr, v.words_en, v.words_fr, v.others_en,
                   v.others_fr, v.next_en, v.next_fr, v.reason, v.saved_at
              FROM decision d
              JOIN decision_version v ON v.decision_id = d.id
             WHERE d.id = @id AND v.state <> 'draft'
             ORDER BY v.version DESC
            """,
            new { id })).Select(row => row.ToDecision([]))];
    }

    /// <summary>Changes of what was public, the newest first.</summary>
    public static async Task<IReadOnlyList<Decision>> Changes(DbConnection db, int most) =>
        [.. (await db.QueryAsync<DecisionRow>(
            """
            SELECT d.id, d.slug, d.origin, v.version, v.state, v.stage, v.office, v.day, v.next_day, v.reason,
                   v.saved_at
              FROM decision_version v
              JOIN decision d ON d.id = v.decision_id
             WHERE v.reason <> ''
             ORDER BY v.saved_at DESC, d.slug, v.version DESC
             LIMIT @most
            """,
            new { most })).Select(row => row.ToDecision([]))];
}
