using System.Data.Common;
using Dapper;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Stories.Decisions;

/// <summary>Reads decisions and their versions.</summary>
public sealed class DecisionStore(Database database)
{
    /// <summary>All that are public, the newest first; with drafts and those withdrawn for staff.</summary>
    public async Task<IReadOnlyList<Decision>> List(bool all, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await List(db, all);
    }

    /// <inheritdoc cref="List(bool, CancellationToken)"/>
    public static async Task<IReadOnlyList<Decision>> List(DbConnection db, bool all)
    {
        var sources = (await db.QueryAsync<(string Id, string Kind, string Place)>(
            """
            SELECT s.decision_id, s.kind, s.place
              FROM decision_source s
              JOIN decision d ON d.id = s.decision_id AND d.version = s.version
             ORDER BY s.decision_id, s.position
            """)).ToLookup(row => row.Id, row => new PlaceRef(row.Kind, row.Place));
        return [.. (await db.QueryAsync<DecisionRow>(
            """
            SELECT d.id, d.slug, d.origin, v.version, v.state, v.stage, v.office, v.day, v.next_day, v.title_en,
                   v.title_fr, v.what_en, v.what_fr, v.why_en, v.why_fr, v.words_en, v.words_fr, v.others_en,
                   v.others_fr, v.next_en, v.next_fr, v.reason, v.saved_at
              FROM decision d
              JOIN decision_version v ON v.decision_id = d.id AND v.version = d.version
             WHERE v.state = 'published' OR @all = 1
             ORDER BY CASE v.state WHEN 'draft' THEN 0 ELSE 1 END, v.day DESC, d.added_at DESC, d.id
            """,
            new { all = all ? 1L : 0L })).Select(row => row.ToDecision(sources[row.Id]))];
    }

    /// <summary>By the name in its address, as it is public or was; null when there is none, or only a draft.</summary>
    public async Task<Decision?> FindPublic(string slug, CancellationToken ct) =>
        (await List(all: true, ct)).FirstOrDefault(one => one.Slug == slug && one.State != Publishing.Draft);

    public async Task<Decision?> Find(string id, CancellationToken ct) =>
        (await List(all: true, ct)).FirstOrDefault(one => one.Id == id);

    /// <summary>The versions that were public, the newest first; without what they were based on.</summary>
    public async Task<IReadOnlyList<Decision>> Versions(string id, CancellationToken ct)
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
