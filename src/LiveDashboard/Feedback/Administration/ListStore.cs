using System.Data.Common;
using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Administration;

/// <summary>An entry of a list as administrators see it.</summary>
public sealed record ListEntry
{
    public string Id { get; init; } = "";
    public string Name { get; init; } = "";
    /// <summary>Its names in further languages, by code.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();
    public long? RetiredAt { get; init; }
    /// <summary>How many cases it was chosen for.</summary>
    public long Cases { get; init; }
}

/// <summary>Changes the provider's lists. An entry is never deleted: cases and figures name it.</summary>
public sealed class ListStore(Database database, WriteLane lane, TimeProvider clock, StaffClock staff)
{
    public const string Category = "category";
    public const string Area = "area";

    public static readonly IReadOnlyList<string> Lists = [Category, Area];

    /// <summary>The entries, those in use first, then by name.</summary>
    public async Task<IReadOnlyList<ListEntry>> List(string list, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        var names = (await db.QueryAsync<(string Id, string Language, string Name)>(
            "SELECT item_id, language, name FROM list_name WHERE list = @list", new { list })).ToLookup(row => row.Id);
        var entries = await db.QueryAsync<ListEntry>(list == Category
            ? """
              SELECT c.id, c.name, c.retired_at, COALESCE(t.received, 0) AS cases
                FROM category c
                LEFT JOIN reply_total t ON t.scope_kind = 'category' AND t.scope_id = c.id
              """
            : """
              SELECT a.id, a.name, a.retired_at, COALESCE(t.received, 0) AS cases
                FROM area a
                LEFT JOIN reply_total t ON t.scope_kind = 'area' AND t.scope_id = a.id
              """);
        return [.. entries
            .Select(entry => entry with { Names = names[entry.Id].ToDictionary(row => row.Language, row => row.Name) })
            .OrderBy(entry => entry.RetiredAt is not null).ThenBy(entry => entry.Name, StringComparer.InvariantCultureIgnoreCase)];
    }

    /// <summary>Adds an entry.</summary>
    /// <returns>False when the name is taken.</returns>
    public Task<bool> Add(Actor actor, string list, string name, CancellationToken ct) => lane.Write(async turn =>
    {
        var given = new { id = CaseId.NewListEntry(), name, now = Now };
        if (await turn.Connection.ExecuteAsync(list == Category
            ? "INSERT INTO category (id, name, added_at) VALUES (@id, @name, @now) ON CONFLICT (name) DO NOTHING"
            : "INSERT INTO area (id, name, added_at) VALUES (@id, @name, @now) ON CONFLICT (name) DO NOTHING", given) == 0) return false;
        await Audit(turn, actor, list, "", name);
        return true;
    }, ct);

    /// <summary>Renames an entry, everywhere at once: it stays the same entry.</summary>
    /// <param name="language">"" for the provider's own name.</param>
    /// <returns>False when the name is taken.</returns>
    public Task<bool> Rename(Actor actor, string list, string id, string language, string name, CancellationToken ct) =>
        lane.Write(async turn =>
        {
            var was = await NameOf(turn.Connection, list, id, language);
            if (was == name) return true;
            var given = new { list, id, language, name };
            if (language.Length == 0)
            {
                if (await turn.Connection.ExecuteAsync(list == Category
                    ? "UPDATE category SET name = @name WHERE id = @id AND NOT EXISTS (SELECT 1 FROM category o WHERE o.name = @name)"
                    : "UPDATE area SET name = @name WHERE id = @id AND NOT EXISTS (SELECT 1 FROM area o WHERE o.name = @name)", given) == 0)
                    return false;
            }
            else if (name.Length == 0)
                await turn.Connection.ExecuteAsync(
                    "DELETE FROM list_name WHERE list = @list AND item_id = @id AND language = @language", given);
            else
                await turn.Connection.ExecuteAsync(
                    """
                    INSERT INTO list_name (list, item_id, language, name) VALUES (@list, @id, @language, @name)
                        ON CONFLICT (list, item_id, language) DO UPDATE SET name = excluded.name
                    """, given);
            await Audit(turn, actor, list, was, name);
            return true;
        }, ct);

    /// <summary>Stops offering an entry, or offers it again.</summary>
    public Task Retire(Actor actor, string list, string id, bool retired, CancellationToken ct) => lane.Write(async turn =>
    {
        var given = new { id, at = retired ? Now : (long?)null };
        if (await turn.Connection.ExecuteAsync(list == Category
            ? "UPDATE category SET retired_at = @at WHERE id = @id AND (retired_at IS NULL) <> (CAST(@at AS BIGINT) IS NULL)"
            : "UPDATE area SET retired_at = @at WHERE id = @id AND (retired_at IS NULL) <> (CAST(@at AS BIGINT) IS NULL)", given) == 0) return;
        var name = await NameOf(turn.Connection, list, id, "");
        await Audit(turn, actor, list, retired ? name : "", retired ? "" : name);
    }, ct);

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private Task Audit(WriteTurn turn, Actor actor, string list, string was, string became) =>
        AuditStore.Add(turn, staff, actor, AuditKind.ListChanged, list, was, became);

    private static async Task<string> NameOf(DbConnection db, string list, string id, string language) =>
        await db.ExecuteScalarAsync<string?>(language.Length > 0
            ? "SELECT name FROM list_name WHERE list = @list AND item_id = @id AND language = @language"
            : list == Category ? "SELECT name FROM category WHERE id = @id" : "SELECT name FROM area WHERE id = @id",
            new { list, id, language }) ?? "";
}
