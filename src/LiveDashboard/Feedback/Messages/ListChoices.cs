using Dapper;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.Messages;

/// <summary>An entry of the provider's lists, named in the reader's language.</summary>
public sealed record ListChoice
{
    public string Id { get; init; } = "";
    public string Name { get; init; } = "";
    /// <summary>1: no longer offered.</summary>
    public long Retired { get; init; }
}

/// <summary>What can be chosen for a case, and how what was chosen is called.</summary>
public sealed class ListChoices(Database database)
{
    public async Task<CaseLists> Read(Language language, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        var categories = await db.QueryAsync<ListChoice>(
            """
            SELECT c.id, COALESCE(n.name, c.name) AS name, CASE WHEN c.retired_at IS NULL THEN 0 ELSE 1 END AS retired
              FROM category c
              LEFT JOIN list_name n ON n.list = 'category' AND n.item_id = c.id AND n.language = @Code
            """,
            new { language.Code });
        var areas = await db.QueryAsync<ListChoice>(
            """
            SELECT a.id, COALESCE(n.name, a.name) AS name, CASE WHEN a.retired_at IS NULL THEN 0 ELSE 1 END AS retired
              FROM area a
              LEFT JOIN list_name n ON n.list = 'area' AND n.item_id = a.id AND n.language = @Code
            """,
            new { language.Code });
        return new CaseLists(Sorted(categories), Sorted(areas));
    }

    private static IReadOnlyList<ListChoice> Sorted(IEnumerable<ListChoice> choices) =>
        [.. choices.OrderBy(choice => choice.Name, StringComparer.InvariantCultureIgnoreCase)];
}

/// <summary>The provider's lists, in the order of the reader's names.</summary>
public sealed record CaseLists(IReadOnlyList<ListChoice> Categories, IReadOnlyList<ListChoice> Areas)
{
    /// <summary>The categories that are offered now.</summary>
    public IEnumerable<ListChoice> OfferedCategories => Categories.Where(one => one.Retired == 0);

    /// <summary>The areas that are offered now.</summary>
    public IEnumerable<ListChoice> OfferedAreas => Areas.Where(one => one.Retired == 0);

    /// <summary>The name of a category; "" for none.</summary>
    public string Category(string id) => Categories.FirstOrDefault(one => one.Id == id)?.Name ?? "";

    /// <summary>The name of an area; "" for none.</summary>
    public string Area(string id) => Areas.FirstOrDefault(one => one.Id == id)?.Name ?? "";
}
