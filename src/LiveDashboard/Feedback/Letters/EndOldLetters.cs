using Dapper;
using LiveDashboard.Feedback.Keeping;
using LiveDashboard.Jobs;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Letters;

/// <summary>
/// Ends the letters of cases that were closed as long ago as contact data is kept, as of the names and contacts
/// themselves. Nothing of an open case, and nothing on legal hold.
/// </summary>
public sealed class EndOldLetters(
    Database database, WriteLane lane, KeepingPeriods periods, ICaseLetters letters, TimeProvider clock) : IRetention
{
    private const int AtOnce = 200;

    public string Rule => "letters of a case end when contact data goes";

    public async Task Prune(CancellationToken ct)
    {
        var days = (await periods.List(ct)).Single(one => one.What == KeepingPeriods.Contact).Days;
        if (days == 0) return;
        var before = clock.GetUtcNow().ToUnixTimeMilliseconds() - days * 86_400_000;
        var ended = false;
        foreach (var some in (await letters.Followed(ct)).Chunk(AtOnce))
        {
            var due = await Due(some, before, ct);
            if (due.Count == 0) continue;
            await lane.Write(async turn =>
            {
                foreach (var caseId in due) await letters.Forget(turn.Connection, caseId);
            }, ct);
            ended = true;
        }
        if (ended) lane.ForgetLog();
    }

    private async Task<IReadOnlyList<string>> Due(string[] caseIds, long before, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<string>(EngineText.WithLists(db,
            """
            SELECT c.case_id
              FROM case_clock c
             WHERE c.case_id IN @caseIds
               AND (c.resolved_at < @before OR (c.excluded = 1 AND c.received_at < @before))
               AND NOT EXISTS (SELECT 1 FROM legal_hold h WHERE h.case_id = c.case_id)
            """),
            new { caseIds, before })).AsList();
    }
}
