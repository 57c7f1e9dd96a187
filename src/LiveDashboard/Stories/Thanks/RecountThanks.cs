using Dapper;
using LiveDashboard.Jobs;
using LiveDashboard.Storage;

namespace LiveDashboard.Stories.Thanks;

/// <summary>
/// Counts all thanks again and compares that with the table that figures are read from. Reads one snapshot and writes
/// nothing. As a job it raises an alarm when anything differs.
/// </summary>
public sealed class RecountThanks(Database database) : IJob, IProof
{
    private const long Migration = 41;

    /// <exception cref="JobAlarmException">Something differs; names the first of it.</exception>
    public async Task Run(CancellationToken ct)
    {
        var differences = await Differences(database, ct);
        if (differences.Count > 0)
            throw new JobAlarmException(
                $"The thanks are not what was given, in {differences.Count} places or more: {differences[0]}");
    }

    public async Task<IReadOnlyList<string>> Differences(Database stored, CancellationToken ct)
    {
        await using var snapshot = await stored.ReadSnapshot(ct);
        if (!await IProof.Has(snapshot.Connection, Migration)) return [];
        return [.. (await snapshot.Connection.QueryAsync<(string Id, long More)>(
            """
            SELECT d.story_id, CAST(SUM(d.n) AS BIGINT)
              FROM (SELECT g.story_id, COUNT(*) AS n FROM story_thank g GROUP BY g.story_id
                     UNION ALL
                    SELECT t.story_id, -t.n FROM story_thanks t) d
             GROUP BY d.story_id
            HAVING SUM(d.n) <> 0
             ORDER BY d.story_id
             LIMIT 20
            """)).Select(row => $"story {row.Id}: {row.More} thanks more were given than the table says")];
    }

    public async Task<string> Contents(Database stored, CancellationToken ct)
    {
        await using var snapshot = await stored.ReadSnapshot(ct);
        var n = await IProof.Has(snapshot.Connection, Migration)
            ? await snapshot.Connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM story_thank") : 0;
        return FormattableString.Invariant($"{n:N0} thanks");
    }
}
