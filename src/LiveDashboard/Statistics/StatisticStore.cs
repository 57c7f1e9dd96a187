using System.Data.Common;
using Dapper;
using LiveDashboard.Storage;

namespace LiveDashboard.Statistics;

/// <summary>A cell as it may be shown.</summary>
/// <param name="N">Null: hidden.</param>
public sealed record ShownCell(long Category, long Area, long Month, long? N);

/// <summary>What a revision changed of the published sums.</summary>
/// <param name="Became">Null: it is not published any more.</param>
public sealed record StatisticChange(string Slug, string Name, long Revision, long Month, long Was, long? Became, long At);

/// <summary>Reads statistics. A hidden number never leaves the database.</summary>
public sealed class StatisticStore(Database database)
{
    public async Task<IReadOnlyList<Statistic>> List(CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await List(db);
    }

    public static async Task<IReadOnlyList<Statistic>> List(DbConnection db) =>
        (await db.QueryAsync<Statistic>(
            """
            SELECT id, slug, name_en, name_fr, unit_en, unit_fr, source, licence, about_en, about_fr, origin, first_month,
                   last_month, revision, imported_at, k
              FROM statistic
             ORDER BY slug
            """)).AsList();

    public async Task<Statistic?> Find(string slug, CancellationToken ct) =>
        (await List(ct)).FirstOrDefault(one => one.Slug == slug);

    /// <summary>Categories and areas, by name.</summary>
    public async Task<IReadOnlyList<StatisticPart>> Parts(string id, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return [.. (await db.QueryAsync<(string Dimension, long Position, string Name)>(
            "SELECT dimension, position, name FROM statistic_part WHERE statistic_id = @id", new { id }))
            .Select(row => new StatisticPart(row.Dimension, row.Position, row.Name))
            .OrderBy(part => part.Name, StringComparer.InvariantCultureIgnoreCase)];
    }

    /// <summary>One series, in the order of months; 0 is the sum over categories or areas.</summary>
    public async Task<IReadOnlyList<ShownCell>> Line(string id, long category, long area, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return [.. (await db.QueryAsync<(long Month, long? N)>(
            """
            SELECT month, CASE WHEN shown = 1 THEN n END
              FROM statistic_cell
             WHERE statistic_id = @id AND category = @category AND area = @area
             ORDER BY month
            """,
            new { id, category, area })).Select(row => new ShownCell(category, area, row.Month, row.N))];
    }

    /// <summary>All areas of a category since a month, in the order of areas and months.</summary>
    public async Task<ILookup<long, ShownCell>> Areas(string id, long category, long from, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<(long Area, long Month, long? N)>(
            """
            SELECT area, month, CASE WHEN shown = 1 THEN n END
              FROM statistic_cell
             WHERE statistic_id = @id AND category = @category AND area > 0 AND month >= @from
             ORDER BY area, month
            """,
            new { id, category, from })).Select(row => new ShownCell(category, row.Area, row.Month, row.N)).ToLookup(cell => cell.Area);
    }

    public async Task<IReadOnlyList<StatisticNote>> Notes(string id, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return [.. (await db.QueryAsync<(string Id, long Month, string Category, string En, string Fr)>(
            "SELECT id, month, category, text_en, text_fr FROM statistic_note WHERE statistic_id = @id ORDER BY month, id",
            new { id })).Select(row => new StatisticNote(row.Id, row.Month, row.Category, row.En, row.Fr))];
    }

    /// <summary>The published sums that revisions changed, the newest first.</summary>
    public static async Task<IReadOnlyList<StatisticChange>> Changes(DbConnection db, int most) =>
        (await db.QueryAsync<StatisticChange>(
            """
            SELECT s.slug, s.name_en AS name, c.revision, c.month, c.was, c.became, r.at
              FROM statistic_change c
              JOIN statistic s ON s.id = c.statistic_id
              JOIN statistic_revision r ON r.statistic_id = c.statistic_id AND r.revision = c.revision
             ORDER BY r.at DESC, s.slug, c.month DESC
             LIMIT @most
            """,
            new { most })).AsList();
}
