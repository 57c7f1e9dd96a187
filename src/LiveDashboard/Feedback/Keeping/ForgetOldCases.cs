using Dapper;
using LiveDashboard.Jobs;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Keeping;

/// <summary>
/// Deletes what the keeping periods are over for: contact data first, then the words. Nothing of an open case, and
/// nothing on legal hold. A few hundred in one transaction, so that who writes meanwhile hardly waits.
/// </summary>
public sealed class ForgetOldCases(
    Database database, WriteLane lane, KeepingPeriods periods, EraseCase erase, TimeProvider clock) : IRetention
{
    private const int AtOnce = 200;

    public string Rule => "personal data goes when its keeping period is over";

    public async Task Prune(CancellationToken ct)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var forgotten = false;
        foreach (var period in await periods.List(ct))
        {
            if (period.Days == 0) continue;
            var before = now - period.Days * 86_400_000;
            while (await Due(period.What, before, ct) is { Count: > 0 } due)
            {
                await lane.Write(async turn =>
                {
                    foreach (var caseId in due)
                        if (period.What == KeepingPeriods.Contact)
                            await erase.Sender(turn.Connection, caseId);
                        else
                            await erase.Run(turn.Connection, caseId, now);
                }, ct);
                forgotten = true;
            }
        }
        if (forgotten) lane.ForgetLog();
    }

    private async Task<IReadOnlyList<string>> Due(string what, long before, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        var sql = what == KeepingPeriods.Contact
            ? """
              SELECT s.case_id
                FROM case_sender s
                JOIN case_clock c ON c.case_id = s.case_id
               WHERE (c.resolved_at < @before OR (c.excluded = 1 AND c.received_at < @before))
                 AND NOT EXISTS (SELECT 1 FROM legal_hold h WHERE h.case_id = s.case_id)
               LIMIT @AtOnce
              """
            : """
              SELECT d.case_id
                FROM case_detail d
                JOIN case_clock c ON c.case_id = d.case_id
               WHERE d.erased_at IS NULL
                 AND (c.resolved_at < @before OR (c.excluded = 1 AND c.received_at < @before))
                 AND ((@suspicious = 1 AND d.queue = 'restricted') OR (@suspicious = 0 AND d.queue <> 'restricted'))
                 AND NOT EXISTS (SELECT 1 FROM legal_hold h WHERE h.case_id = d.case_id)
               LIMIT @AtOnce
              """;
        return (await db.QueryAsync<string>(
            sql, new { before, AtOnce, suspicious = what == KeepingPeriods.Suspicious ? 1L : 0L })).AsList();
    }
}
