using Dapper;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Desk.Queue.Reading;

/// <summary>Finds a case by its reference, if the reader may see it.</summary>
public sealed class CaseFinder(Database database)
{
    /// <summary>The id of the case; null when there is none that the reader may see.</summary>
    public async Task<string?> Find(string typed, DeskRights rights, CancellationToken ct)
    {
        if (CaseReference.Read(typed) is not { } reference) return null;
        await using var db = await database.Read(ct);
        return await db.ExecuteScalarAsync<string?>(
            EngineText.WithLists(db, "SELECT case_id FROM case_detail WHERE reference = @reference AND queue IN @queues"),
            new { reference, queues = rights.SeenQueues.ToArray() });
    }
}
