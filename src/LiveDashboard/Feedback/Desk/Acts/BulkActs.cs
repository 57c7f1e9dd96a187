using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Figures;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Desk.Acts;

/// <summary>An act on several cases, as it can be undone.</summary>
public sealed record BulkAct
{
    public string Id { get; init; } = "";
    /// <summary>assigned or withheld.</summary>
    public string Kind { get; init; } = "";
    public long Cases { get; init; }
    /// <summary>Unix milliseconds of the real clock.</summary>
    public long DoneAt { get; init; }
    public long? UndoneAt { get; init; }
}

/// <summary>
/// Acts on several cases at once, in one transaction. For half a minute an inverse act undoes what is still as it left
/// it.
/// </summary>
public sealed class BulkActs(
    Database database, WriteLane lane, CaseWords words, WorkStore work, FigureSignal signal, StaffClock staffClock, TimeProvider clock)
{
    public static readonly TimeSpan UndoWithin = TimeSpan.FromSeconds(30);

    /// <summary>Gives the cases to a member ("" nobody).</summary>
    /// <returns>The act; its <see cref="BulkAct.Cases"/> may be fewer than asked for.</returns>
    public Task<BulkAct> Assign(string bulkId, IReadOnlyList<string> caseIds, string memberId, DeskRights by, CancellationToken ct) =>
        Run(bulkId, "assigned", caseIds, by, async (turn, thread) =>
            await work.Assign(turn, thread.Id, thread.Queue, memberId, by) is { } was && was != memberId ? (was, memberId) : null, ct);

    /// <summary>Sets the cases aside as spam.</summary>
    public Task<BulkAct> Withhold(string bulkId, IReadOnlyList<string> caseIds, string reason, DeskRights by, CancellationToken ct) =>
        Run(bulkId, "withheld", caseIds, by, async (turn, thread) =>
        {
            if (thread.Withheld) return null;
            await Say(turn, thread.Id, EventKind.Withheld, AuditKind.CaseWithheld, reason, "spam", by);
            return ("", "");
        }, ct);

    /// <summary>An act of this member that can still be undone, or was just now; null: none.</summary>
    public async Task<BulkAct?> Find(string id, DeskRights by, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await db.QuerySingleOrDefaultAsync<BulkAct>(
            """
            SELECT b.id, b.kind, b.done_at, b.undone_at, (SELECT COUNT(*) FROM bulk_case c WHERE c.bulk_id = b.id) AS cases
              FROM bulk_act b
             WHERE b.id = @id AND b.member_id = @MemberId
            """,
            new { id, by.MemberId });
    }

    /// <summary>Undoes it, once and in time.</summary>
    /// <returns>False when it was undone before, or the time is over.</returns>
    public async Task<bool> Undo(string id, DeskRights by, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        var done = await lane.Write(async turn =>
        {
            var now = staffClock.NowMs;
            if (await turn.Connection.ExecuteAsync(
                """
                UPDATE bulk_act SET undone_at = @now
                 WHERE id = @id AND member_id = @MemberId AND undone_at IS NULL AND done_at >= @since
                """,
                new { id, by.MemberId, now, since = now - (long)UndoWithin.TotalMilliseconds }) == 0) return false;
            var cases = await turn.Connection.QueryAsync<(string Kind, string CaseId, string Was, string Became)>(
                """
                SELECT b.kind, c.case_id, c.was, c.became
                  FROM bulk_act b
                  JOIN bulk_case c ON c.bulk_id = b.id
                 WHERE b.id = @id
                 ORDER BY c.case_id
                """,
                new { id });
            foreach (var one in cases)
            {
                var thread = (await ThreadStore.Read(turn.Connection, one.CaseId))!;
                if (one.Kind == "withheld" && thread.Withheld)
                    await Say(turn, one.CaseId, EventKind.Restored, AuditKind.CaseRestored, "", "", by);
                if (one.Kind == "assigned" && await turn.Connection.ExecuteScalarAsync<string?>(
                    "SELECT assigned_to FROM case_work WHERE case_id = @CaseId", new { one.CaseId }) is var now2
                    && (now2 ?? "") == one.Became)
                    await work.Assign(turn, one.CaseId, thread.Queue, one.Was, by);
            }
            return true;
        }, ct);
        if (done) signal.CasesChanged();
        return done;
    }

    private async Task Say(WriteTurn turn, string caseId, string kind, string audit, string body, string code, DeskRights by)
    {
        await words.Add(turn, caseId, kind, clock.GetUtcNow(), new Words(Author.Staff, by.MemberId, body, code));
        await AuditStore.Add(turn, staffClock, by.Actor, audit, await CaseWords.Reference(turn.Connection, caseId), became: code);
    }

    private async Task<BulkAct> Run(
        string bulkId, string kind, IReadOnlyList<string> caseIds, DeskRights by,
        Func<WriteTurn, CaseThread, Task<(string Was, string Became)?>> act, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        await lane.Write(async turn =>
        {
            if (await turn.Connection.ExecuteAsync(
                """
                INSERT INTO bulk_act (id, member_id, kind, done_at) VALUES (@bulkId, @MemberId, @kind, @now)
                    ON CONFLICT (id) DO NOTHING
                """,
                new { bulkId, by.MemberId, kind, now = staffClock.NowMs }) == 0) return;
            foreach (var caseId in caseIds.Distinct().Order(StringComparer.Ordinal))
            {
                var thread = await ThreadStore.Read(turn.Connection, caseId);
                if (thread is null || !by.Sees(thread.Queue) || await act(turn, thread) is not var (was, became)) continue;
                await turn.Connection.ExecuteAsync(
                    "INSERT INTO bulk_case (bulk_id, case_id, was, became) VALUES (@bulkId, @caseId, @was, @became)",
                    new { bulkId, caseId, was, became });
            }
        }, ct);
        signal.CasesChanged();
        return await Find(bulkId, by, ct) ?? new BulkAct { Id = bulkId, Kind = kind };
    }
}
