using Dapper;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Desk.Work;

/// <summary>What can come of a case.</summary>
public sealed class OutcomeStore(Database database)
{
    /// <summary>The codes in the order of lists.</summary>
    public async Task<IReadOnlyList<string>> List(CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<string>("SELECT code FROM outcome ORDER BY place")).AsList();
    }
}
