using System.Data.Common;
using Dapper;
using LiveDashboard.Feedback.Cases;

namespace LiveDashboard.Feedback.Import;

/// <summary>Entries of the provider's lists by name, inside a transaction: what is not there yet is added.</summary>
public static class ListEntries
{
    /// <summary>The ids of these names; "" stands for none given and has none.</summary>
    /// <param name="list">category or area.</param>
    public static async Task<Dictionary<string, string>> Ensure(
        DbConnection db, string list, IEnumerable<string> names, DateTimeOffset now)
    {
        var ids = new Dictionary<string, string>();
        // In one order, so that two nodes that add the same names do not wait for each other.
        foreach (var name in names.Where(name => name.Length > 0).Distinct().Order(StringComparer.Ordinal))
        {
            var given = new { id = CaseId.NewListEntry(), name, now = now.ToUnixTimeMilliseconds() };
            await db.ExecuteAsync(list switch
            {
                "category" => "INSERT INTO category (id, name, added_at) VALUES (@id, @name, @now) ON CONFLICT (name) DO NOTHING",
                _ => "INSERT INTO area (id, name, added_at) VALUES (@id, @name, @now) ON CONFLICT (name) DO NOTHING",
            }, given);
            ids[name] = (await db.ExecuteScalarAsync<string>(list switch
            {
                "category" => "SELECT id FROM category WHERE name = @name",
                _ => "SELECT id FROM area WHERE name = @name",
            }, given))!;
        }
        return ids;
    }
}
