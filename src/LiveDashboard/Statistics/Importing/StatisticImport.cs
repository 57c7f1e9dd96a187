using System.Data.Common;
using Dapper;
using LiveDashboard.Figures;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Statistics.Suppressing;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Statistics.Importing;

/// <summary>What an import found.</summary>
/// <param name="Of">The statistic that it is now, by id and address.</param>
/// <param name="Cells">How many cells there are, sums among them.</param>
/// <param name="Hidden">How many of them are not shown.</param>
/// <param name="Changed">How many published ones are not what they were, or not published any more.</param>
/// <param name="Missing">Months between the first and the last that no file names.</param>
public sealed record Imported(
    Statistic Of, long Revision, int Rows, int Copies, int Blanks, long Total, int Cells, int Hidden, int Changed,
    IReadOnlyList<long> Missing)
{
    public string Slug => Of.Slug;
}

/// <summary>Writes a series as the next revision of a statistic: all of it in one transaction, or none.</summary>
public sealed class StatisticImport(WriteLane lane, TimeProvider clock, StaffClock staff, PublicationRules rules)
{
    /// <summary>More cells than this, sums among them, are no monthly series of a town.</summary>
    public const int MostCells = 2_000_000;

    /// <exception cref="UnusableSeriesException">It is too large.</exception>
    public async Task<Imported> Run(Actor actor, Statistic given, Series series, CancellationToken ct)
    {
        var table = new Table(series, rules.K);
        return await lane.Write(turn => Write(turn, actor, given, series, table), ct);
    }

    /// <summary>The same in a transaction that does more.</summary>
    /// <exception cref="UnusableSeriesException">It is too large.</exception>
    public Task<Imported> Run(WriteTurn turn, Actor actor, Statistic given, Series series) =>
        Write(turn, actor, given, series, new Table(series, rules.K));

    private async Task<Imported> Write(WriteTurn turn, Actor actor, Statistic given, Series series, Table table)
    {
        var db = turn.Connection;
        var slug = given.Slug.Length > 0 ? given.Slug : Slugs.Of(given.NameEn.Length > 0 ? given.NameEn : given.NameFr, "statistic");
        var known = await db.QuerySingleOrDefaultAsync<Statistic>(
            "SELECT id, revision FROM statistic WHERE slug = @slug", new { slug });
        var id = known?.Id ?? Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(10));
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var revision = (known?.Revision ?? 0) + 1;
        var saved = given with { Id = id, Slug = slug, Revision = revision, ImportedAt = now, K = rules.K };
        await Save(db, saved, table);
        var before = await Published(db, id);
        var positions = await Positions(db, id, table);
        var after = table.Cells(positions.Category, positions.Area).ToArray();
        await Replace(db, id, after);
        var changed = Changed(before, after);
        await Log(db, id, revision, now, actor, table.Total, after.Length, changed.Count);
        foreach (var cell in changed.Where(cell => cell is { Category: 0, Area: 0 }))
            await db.ExecuteAsync(
                """
                INSERT INTO statistic_change (statistic_id, revision, month, was, became)
                VALUES (@id, @revision, @Month, @Was, @Became)
                """,
                new { id, revision, cell.Month, cell.Was, cell.Became });
        await AuditStore.Add(turn, staff, actor, AuditKind.StatisticImported, slug, became: $"{revision}");
        return new Imported(
            saved, revision, series.Rows, series.Copies, series.Blanks, series.Total, after.Length,
            after.Count(cell => !cell.Shown), changed.Count, table.Missing);
    }

    private static Task Save(DbConnection db, Statistic given, Table table) => db.ExecuteAsync(
        """
        INSERT INTO statistic (id, slug, name_en, name_fr, unit_en, unit_fr, source, licence, about_en, about_fr, origin,
                               first_month, last_month, revision, imported_at, k)
        VALUES (@Id, @Slug, @NameEn, @NameFr, @UnitEn, @UnitFr, @Source, @Licence, @AboutEn, @AboutFr, @Origin,
                @First, @Last, @Revision, @ImportedAt, @K)
            ON CONFLICT (slug) DO UPDATE
           SET name_en = excluded.name_en, name_fr = excluded.name_fr, unit_en = excluded.unit_en, unit_fr = excluded.unit_fr,
               source = excluded.source, licence = excluded.licence, about_en = excluded.about_en,
               about_fr = excluded.about_fr, first_month = excluded.first_month, last_month = excluded.last_month,
               revision = excluded.revision, imported_at = excluded.imported_at, k = excluded.k
        """,
        new
        {
            given.Id,
            given.Slug,
            given.NameEn,
            given.NameFr,
            given.UnitEn,
            given.UnitFr,
            given.Source,
            given.Licence,
            given.AboutEn,
            given.AboutFr,
            given.Origin,
            table.First,
            table.Last,
            given.Revision,
            given.ImportedAt,
            given.K,
        });

    private static async Task<Dictionary<(long, long, long), long>> Published(DbConnection db, string id) =>
        (await db.QueryAsync<(long Category, long Area, long Month, long N)>(
            "SELECT category, area, month, n FROM statistic_cell WHERE statistic_id = @id AND shown = 1", new { id }))
        .ToDictionary(row => (row.Category, row.Area, row.Month), row => row.N);

    /// <summary>The published cells that have another number now, or none: their month is gone, or it is hidden.</summary>
    private static List<(long Category, long Area, long Month, long Was, long? Became)> Changed(
        Dictionary<(long Category, long Area, long Month), long> before, TableCell[] after)
    {
        var changed = new List<(long, long, long, long, long?)>();
        foreach (var cell in after.Where(cell => cell.Shown))
            if (before.Remove((cell.Category, cell.Area, cell.Month), out var was) && was != cell.N)
                changed.Add((cell.Category, cell.Area, cell.Month, was, cell.N));
        foreach (var (cell, was) in before) changed.Add((cell.Category, cell.Area, cell.Month, was, null));
        return changed;
    }

    /// <summary>The positions of the names: those that they had, and further ones for new names.</summary>
    private static async Task<(IReadOnlyDictionary<string, long> Category, IReadOnlyDictionary<string, long> Area)> Positions(
        DbConnection db, string id, Table table)
    {
        var held = (await db.QueryAsync<(string Dimension, long Position, string Name)>(
            "SELECT dimension, position, name FROM statistic_part WHERE statistic_id = @id", new { id })).ToLookup(row => row.Dimension);
        async Task<IReadOnlyDictionary<string, long>> Of(string dimension, IEnumerable<string> names)
        {
            var positions = held[dimension].ToDictionary(row => row.Name, row => row.Position);
            foreach (var name in names.Where(name => !positions.ContainsKey(name)))
            {
                positions[name] = positions.Count + 1;
                await db.ExecuteAsync(
                    "INSERT INTO statistic_part (statistic_id, dimension, position, name) VALUES (@id, @dimension, @position, @name)",
                    new { id, dimension, position = positions[name], name });
            }
            return positions;
        }
        return (await Of(StatisticPart.Category, table.Categories), await Of(StatisticPart.Area, table.Areas));
    }

    private static async Task Replace(DbConnection db, string id, TableCell[] cells)
    {
        await db.ExecuteAsync("DELETE FROM statistic_cell WHERE statistic_id = @id", new { id });
        await using var insert = new PreparedCommand(db,
            """
            INSERT INTO statistic_cell (statistic_id, category, area, month, n, shown)
            VALUES (@id, @category, @area, @month, @n, @shown)
            """,
            "id", "category", "area", "month", "n", "shown");
        foreach (var cell in cells)
            await insert.Run(id, cell.Category, cell.Area, cell.Month, cell.N, cell.Shown ? 1L : 0L);
        await insert.Finish();
    }

    private static Task Log(
        DbConnection db, string id, long revision, long now, Actor actor, long total, int cells, int changed) => db.ExecuteAsync(
        """
        INSERT INTO statistic_revision (statistic_id, revision, at, imported_by, cells, total, changed)
        VALUES (@id, @revision, @now, @by, @cells, @total, @changed)
        """,
        new { id, revision, now, by = actor.Name, cells, total, changed });
}
