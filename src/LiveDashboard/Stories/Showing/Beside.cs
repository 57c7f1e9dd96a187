using Dapper;
using LiveDashboard.Storage;
using LiveDashboard.Stories.Writing;
using LiveDashboard.Web;

namespace LiveDashboard.Stories.Showing;

/// <summary>A guide, a decision or a story that belongs to a place.</summary>
/// <param name="What"><c>guide</c>, <c>decision</c> or <c>story</c>.</param>
public sealed record Beside(string What, string Slug, Both Title)
{
    /// <summary>Under <c>/en</c> and the like.</summary>
    public string Path =>
        What switch { "guide" => $"/guides/{Slug}", "decision" => $"/decisions/{Slug}", _ => $"/stories/{Slug}" };
}

/// <summary>Finds what is public and belongs to a place: to be shown on the page of that place.</summary>
public sealed class BesideReader(Database database)
{
    /// <summary>Guides first, then decisions, then stories, each by its address.</summary>
    public async Task<IReadOnlyList<Beside>> Read(IReadOnlyList<PlaceRef> places, CancellationToken ct)
    {
        // A page stands for one place and its parts, which are of one kind more at most.
        if (places is not [var first, ..]) return [];
        var wanted = places.ToHashSet();
        await using var db = await database.Read(ct);
        var rows = await db.QueryAsync<(string What, string Slug, string En, string Fr, string Kind, string Key)>(
            """
            SELECT 'guide', g.slug, g.title_en, g.title_fr, p.kind, p.place
              FROM guide g
              JOIN guide_place p ON p.guide_id = g.id
             WHERE g.state = 'published' AND p.kind IN (@first, @last)
             UNION ALL
            SELECT 'decision', d.slug, v.title_en, v.title_fr, s.kind, s.place
              FROM decision d
              JOIN decision_version v ON v.decision_id = d.id AND v.version = d.version
              JOIN decision_source s ON s.decision_id = d.id AND s.version = d.version
             WHERE v.state = 'published' AND s.kind IN (@first, @last)
             UNION ALL
            SELECT 'story', t.slug, t.title_en, t.title_fr, t.proof_kind, t.proof_key
              FROM story t
             WHERE t.state = 'published' AND t.proof_kind IN (@first, @last)
            """,
            new { first = first.Kind, last = places[^1].Kind });
        return [.. rows.Where(row => wanted.Contains(new PlaceRef(row.Kind, row.Key)))
            .Select(row => new Beside(row.What, row.Slug, new Both(row.En, row.Fr))).Distinct()
            .OrderBy(one => one.What switch { "guide" => 0, "decision" => 1, _ => 2 })
            .ThenBy(one => one.Slug, StringComparer.Ordinal)];
    }
}
