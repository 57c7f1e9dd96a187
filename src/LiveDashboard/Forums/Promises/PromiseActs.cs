using System.Data.Common;
using Dapper;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;

namespace LiveDashboard.Forums.Promises;

/// <summary>
/// Records promises and what became of them. Each act names the state that the page showed: of two who press at once, one
/// is told that the other was quicker.
/// </summary>
public sealed class PromiseActs(WriteLane lane, ForumSignal signal, ForumClock clock, StaffClock staff)
{
    public const int LongestBody = 200;
    public const int LongestOwner = 60;
    public const int LongestReason = 200;

    /// <summary>The end of the key of what is wrong with a promise; null: nothing is.</summary>
    public static string? Problem(string body, string owner) =>
        body.Length is 0 or > LongestBody || body.Any(char.IsControl) ? "body"
        : owner.Length is 0 or > LongestOwner || owner.Any(char.IsControl) ? "owner" : null;

    /// <summary>Records a promise, in a forum that has begun and is no rehearsal.</summary>
    /// <param name="id">Made with the form: sent twice, it is one promise.</param>
    /// <param name="dueAt">When its day is over (Unix milliseconds).</param>
    public Task<ActAnswer> Add(
        Actor actor, string forumId, string id, string body, string owner, long dueAt, CancellationToken ct) =>
        Do(actor, forumId, $"promise-made {id}", async (db, now) => Problem(body, owner) is null && await db.ExecuteAsync(
            """
            INSERT INTO promise (id, forum_id, body, owner, due_at, state, reason, made_at)
            SELECT @id, f.id, @body, @owner, @dueAt, 'open', '', @now
              FROM forum f
             WHERE f.id = @forumId AND f.state IN ('open', 'ended') AND f.rehearsal = 0
                ON CONFLICT (id) DO NOTHING
            """,
            new { id, forumId, body, owner, dueAt, now }) > 0, ct);

    /// <summary>Says what became of a promise, or that it is open after all.</summary>
    /// <param name="was">The state that the page showed.</param>
    /// <param name="reason">How or why, for everybody to read; none where it is open again.</param>
    public Task<ActAnswer> Settle(
        Actor actor, string forumId, string id, string was, string to, string reason, CancellationToken ct) =>
        Do(actor, forumId, $"promise-{to} {id}", async (db, now) =>
        {
            if (!PromiseState.All.Contains(to) || to == was) return false;
            if (reason.Length > LongestReason || reason.Any(char.IsControl)) return false;
            if ((to == PromiseState.Open) != (reason.Length == 0)) return false;
            return await db.ExecuteAsync(
                """
                UPDATE promise
                   SET state = @to, reason = @reason, settled_at = CASE WHEN @to = 'open' THEN NULL ELSE CAST(@now AS BIGINT) END
                 WHERE id = @id AND forum_id = @forumId AND state = @was
                """,
                new { id, forumId, was, to, reason, now }) > 0;
        }, ct);

    private async Task<ActAnswer> Do(
        Actor actor, string forumId, string became, Func<DbConnection, long, Task<bool>> work, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        var showing = await lane.Write(async turn =>
        {
            if (!await work(turn.Connection, clock.NowMs)) return null;
            await AuditStore.Add(turn, staff, actor, AuditKind.ForumAct, forumId, became: became);
            return (await turn.Connection.QueryAsync<string>(
                "SELECT id FROM forum WHERE state = 'open' AND view = 'promises'")).AsList();
        }, ct);
        if (showing is null) return ActAnswer.Stale;
        foreach (var forum in showing) signal.Changed(forum);
        return ActAnswer.Done;
    }
}
