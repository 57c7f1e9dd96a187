using Dapper;
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
        var found = await lane.Write(turn => ListEntries.Ensure(turn.Connection, list, unknown, clock.GetUtcNow()), ct);
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
