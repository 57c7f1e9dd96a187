using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Import;

/// <summary>The provider's own lists of categories and areas: names become ids, and new names new entries.</summary>
public sealed class ProviderLists(WriteLane lane, TimeProvider clock)
{
    private readonly Dictionary<(string List, string Name), string> _ids = [];

    /// <summary>Makes sure that every name has an id; "" stands for none given.</summary>
    public async Task Ensure(string list, IEnumerable<string> names, CancellationToken ct)
    {
        var unknown = names.Where(name => name.Length > 0 && !_ids.ContainsKey((list, name))).Distinct().ToArray();
        if (unknown.Length == 0) return;
        var found = await lane.Write(async turn =>
        {
            var ids = new List<(string Name, string Id)>();
            foreach (var name in unknown)
            {
                var given = new { id = CaseId.NewListEntry(), name, now = clock.GetUtcNow().ToUnixTimeMilliseconds() };
                await turn.Connection.ExecuteAsync(list switch
                {
                    "category" => "INSERT INTO category (id, name, added_at) VALUES (@id, @name, @now) ON CONFLICT (name) DO NOTHING",
                    _ => "INSERT INTO area (id, name, added_at) VALUES (@id, @name, @now) ON CONFLICT (name) DO NOTHING",
                }, given);
                ids.Add((name, (await turn.Connection.ExecuteScalarAsync<string>(list switch
                {
                    "category" => "SELECT id FROM category WHERE name = @name",
                    _ => "SELECT id FROM area WHERE name = @name",
                }, given))!));
            }
            return ids;
        }, ct);
        foreach (var (name, id) in found) _ids[(list, name)] = id;
    }

    /// <summary>The id of a name that was ensured.</summary>
    public string Id(string list, string name) => name.Length == 0 ? "" : _ids[(list, name)];

    /// <summary>Gives an entry its name in another language.</summary>
    public Task Translate(string list, string name, string language, string translated, CancellationToken ct) =>
        lane.Write(turn => turn.Connection.ExecuteAsync(
            """
            INSERT INTO list_name (list, item_id, language, name) VALUES (@list, @id, @language, @translated)
                ON CONFLICT (list, item_id, language) DO UPDATE SET name = excluded.name
            """,
            new { list, id = Id(list, name), language, translated }), ct);
}
