using Dapper;
using LiveDashboard.Jobs;
using LiveDashboard.Staff.Accounts;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;

namespace LiveDashboard.Staff.Sessions;

/// <summary>Sessions live in the database, so that one that is ended there is ended at its next request.</summary>
public sealed class SessionStore(Database database, WriteLane lane, StaffClock clock) : IRetention
{
    /// <summary>Starts one under a token that nobody knew before, and ends the one that the browser had.</summary>
    /// <param name="before">The browser's token so far, if it has one.</param>
    /// <returns>The token, for the cookie.</returns>
    public async Task<string> Start(StaffMember member, string device, string? before, CancellationToken ct)
    {
        var token = Secret.New();
        var now = clock.Now;
        await lane.Write(async turn =>
        {
            await turn.Connection.ExecuteAsync(
                "DELETE FROM staff_session WHERE token_hash = @hash", new { hash = Secret.Hash(before ?? "") });
            await turn.Connection.ExecuteAsync(
                """
                INSERT INTO staff_session (id, token_hash, member_id, device, started_at, seen_at, ends_at, proved_at)
                VALUES (@id, @hash, @member, @device, @now, @now, @ends, @now)
                """,
                new
                {
                    id = Guid.NewGuid().ToString("n"),
                    hash = Secret.Hash(token),
                    member = member.Id,
                    device,
                    now = now.ToUnixTimeMilliseconds(),
                    ends = (now + StaffSession.Longest).ToUnixTimeMilliseconds(),
                });
            await AuditStore.Add(turn, clock, new Actor(member.Id, member.Name), AuditKind.SignedIn, member.Name);
        }, ct);
        return token;
    }

    /// <summary>The session of a token; null when it is over, was ended, or its member was.</summary>
    public async Task<StaffSession?> Find(string token, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await db.QuerySingleOrDefaultAsync<StaffSession>(
            """
            SELECT s.id, s.member_id, m.name, m.role, m.language, s.device, s.started_at, s.seen_at, s.proved_at
              FROM staff_session s
              JOIN staff_member m ON m.id = s.member_id
             WHERE s.token_hash = @hash AND s.ends_at > @now AND s.seen_at > @idle AND m.disabled_at IS NULL
            """,
            new { hash = Secret.Hash(token), now = clock.NowMs, idle = IdleSince });
    }

    /// <summary>Remembers that it is used, at most once a minute.</summary>
    public async Task Seen(StaffSession session, CancellationToken ct)
    {
        if (clock.NowMs - session.SeenAt < (long)StaffSession.SeenGrain.TotalMilliseconds) return;
        await lane.Write(turn => turn.Connection.ExecuteAsync(
            "UPDATE staff_session SET seen_at = @now WHERE id = @id AND seen_at < @now",
            new { id = session.Id, now = clock.NowMs }), ct);
    }

    /// <summary>
    /// A second factor was shown again: from now on it is fresh, under a new token, which is returned.
    /// </summary>
    public async Task<string> Prove(StaffSession session, CancellationToken ct)
    {
        var token = Secret.New();
        await lane.Write(turn => turn.Connection.ExecuteAsync(
            "UPDATE staff_session SET token_hash = @hash, proved_at = @now WHERE id = @id",
            new { id = session.Id, hash = Secret.Hash(token), now = clock.NowMs }), ct);
        return token;
    }

    /// <summary>The sessions of a person that are not over, the newest first.</summary>
    public async Task<IReadOnlyList<StaffSession>> List(string memberId, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<StaffSession>(
            """
            SELECT id, member_id, device, started_at, seen_at, proved_at
              FROM staff_session
             WHERE member_id = @memberId AND ends_at > @now AND seen_at > @idle
             ORDER BY started_at DESC, id
            """,
            new { memberId, now = clock.NowMs, idle = IdleSince })).AsList();
    }

    /// <summary>Signs out.</summary>
    public Task SignOut(StaffSession session, CancellationToken ct) =>
        EndOne(session.Actor, session.MemberId, session.Id, AuditKind.SignedOut, session.Name, ct);

    /// <summary>Ends a session of a person; nothing happens if it is not that person's.</summary>
    public Task End(Actor by, string memberId, string sessionId, string name, CancellationToken ct) =>
        EndOne(by, memberId, sessionId, AuditKind.SessionEnded, name, ct);

    /// <summary>Ends all sessions of a person but one.</summary>
    /// <param name="but">The id of the one that stays; empty for none.</param>
    public Task EndAll(Actor by, string memberId, string name, string but, CancellationToken ct) =>
        lane.Write(async turn =>
    {
        var ended = await turn.Connection.ExecuteAsync(
            "DELETE FROM staff_session WHERE member_id = @memberId AND id <> @but", new { memberId, but });
        if (ended > 0)
            await AuditStore.Add(
                turn, clock, by, AuditKind.SessionEnded, name,
                    ended.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }, ct);

    public string Rule => "sessions, challenges and invitations go when they are over";

    public Task Prune(CancellationToken ct) => lane.Write(async turn =>
    {
        var over = new { now = clock.NowMs, idle = IdleSince };
        await turn.Connection.ExecuteAsync("DELETE FROM staff_session WHERE ends_at <= @now OR seen_at <= @idle", over);
        await turn.Connection.ExecuteAsync("DELETE FROM staff_challenge WHERE expires_at <= @now", over);
        await turn.Connection.ExecuteAsync(
            "DELETE FROM staff_invitation WHERE expires_at <= @now OR used_at IS NOT NULL", over);
    }, ct);

    /// <summary>Who was last seen then, or before, is not signed in any more.</summary>
    private long IdleSince => clock.NowMs - (long)StaffSession.Idle.TotalMilliseconds;

    private Task EndOne(Actor by, string memberId, string sessionId, string kind, string name, CancellationToken ct) =>
        lane.Write(async turn =>
        {
            if (await turn.Connection.ExecuteAsync(
                    "DELETE FROM staff_session WHERE id = @sessionId AND member_id = @memberId",
                    new { sessionId, memberId }) == 1)
                await AuditStore.Add(turn, clock, by, kind, name);
        }, ct);
}
