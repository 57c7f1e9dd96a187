using Dapper;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;

namespace LiveDashboard.Forums.Bans;

/// <summary>Why somebody may no longer send. The person is told that it is so.</summary>
public static class BanReason
{
    public static readonly IReadOnlyList<string> All = ["tone", "flood", "person"];
}

/// <summary>The form that bans who sent something; <c>_Ban.cshtml</c> shows it.</summary>
/// <param name="Of">What was sent: tells apart the forms of one person.</param>
public sealed record BanForm(string ParticipantId, string Of);

/// <summary>Somebody who may watch and no longer vote or ask.</summary>
public sealed record Banned
{
    public string Id { get; init; } = "";
    public long BannedAt { get; init; }
    /// <summary>One of <see cref="BanReason"/>.</summary>
    public string Reason { get; init; } = "";
    /// <summary>What this person asked last, to know which it is; "" nothing. Names are not shown.</summary>
    public string Asked { get; init; } = "";
}

/// <summary>Stops somebody from sending, and lets them again. What was sent before stays what it is.</summary>
public sealed class BanActs(Database database, WriteLane lane, ForumSignal signal, ForumClock clock, StaffClock staff)
{
    /// <summary>Who is banned from a forum, the latest first.</summary>
    public async Task<IReadOnlyList<Banned>> List(string forumId, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<Banned>(
            """
            SELECT p.id, p.banned_at, p.ban_reason AS reason,
                   COALESCE((SELECT q.body
                               FROM question q
                              WHERE q.participant_id = p.id
                              ORDER BY q.asked_at DESC, q.id
                              LIMIT 1), '') AS asked
              FROM participant p
             WHERE p.forum_id = @forumId AND p.banned_at IS NOT NULL
             ORDER BY p.banned_at DESC, p.id
             LIMIT 200
            """,
            new { forumId })).AsList();
    }

    public Task<ActAnswer> Ban(Actor actor, string forumId, string participantId, string reason, CancellationToken ct) =>
        !BanReason.All.Contains(reason) ? Task.FromResult(ActAnswer.Stale) : Do(
            """
            UPDATE participant SET banned_at = @now, ban_reason = @reason
             WHERE id = @participantId AND forum_id = @forumId AND banned_at IS NULL
            """,
            actor, forumId, participantId, "banned", reason, ct);

    public Task<ActAnswer> Lift(Actor actor, string forumId, string participantId, CancellationToken ct) => Do(
        """
        UPDATE participant SET banned_at = NULL, ban_reason = ''
         WHERE id = @participantId AND forum_id = @forumId AND banned_at IS NOT NULL
        """,
        actor, forumId, participantId, "unbanned", "", ct);

    private async Task<ActAnswer> Do(
        string statement, Actor actor, string forumId, string participantId, string kind, string reason, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        var done = await lane.Write(async turn =>
        {
            var given = new { forumId, participantId, reason, now = clock.NowMs };
            if (await turn.Connection.ExecuteAsync(statement, given) == 0) return false;
            await AuditStore.Add(
                turn, staff, actor, AuditKind.ForumAct, forumId, became: $"{kind} {participantId} {reason}".TrimEnd());
            return true;
        }, ct);
        if (!done) return ActAnswer.Stale;
        signal.Changed(forumId);
        return ActAnswer.Done;
    }
}
