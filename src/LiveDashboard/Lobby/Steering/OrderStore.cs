using Dapper;
using LiveDashboard.Jobs;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;

namespace LiveDashboard.Lobby.Steering;

/// <summary>What is asked of screens: recorded, told after the commit, and over at its end.</summary>
public sealed class OrderStore(Database database, WriteLane lane, LobbySignal signal, StaffClock clock) : IRetention
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public string Rule => "what was asked of screens is forgotten thirty days after its end";

    /// <summary>
    /// Asks it of screens. One of a kind holds at a time: what held before is withdrawn. A takeover begins when a second
    /// person agrees, unless <paramref name="alone"/>.
    /// </summary>
    public async Task Give(
        Actor actor, IReadOnlyList<PairedScreen> screens, string kind, string value, string other, TimeSpan life, bool alone,
        CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        var now = clock.NowMs;
        await lane.Write(async turn =>
        {
            var db = turn.Connection;
            foreach (var screen in screens)
            {
                if (OrderKind.Stands(kind))
                    await db.ExecuteAsync(
                        """
                        UPDATE screen_order SET withdrawn_at = @now
                         WHERE screen_id = @Id AND kind = @kind AND withdrawn_at IS NULL AND ends_at > @now
                        """,
                        new { screen.Id, kind, now });
                await db.ExecuteAsync(
                    """
                    INSERT INTO screen_order (id, screen_id, kind, value, other, member_id, issued_by, issued_at, ends_at, confirmed_at,
                                              confirmed_by)
                    VALUES (@id, @screenId, @kind, @value, @other, @memberId, @by, @now, @ends, @confirmed, '')
                    """,
                    new
                    {
                        id = Guid.CreateVersion7(clock.Now).ToString("n"),
                        screenId = screen.Id,
                        kind,
                        value,
                        other,
                        memberId = actor.Id,
                        by = actor.Name,
                        now,
                        ends = now + (long)life.TotalMilliseconds,
                        confirmed = kind == OrderKind.Takeover && !alone ? (long?)null : now,
                    });
                await AuditStore.Add(turn, clock, actor, AuditKind.ScreenAct, screen.Name, became: $"{kind} {value}".Trim());
            }
            await LobbySignal.Count(db);
        }, ct);
        signal.Changed();
    }

    /// <summary>A second person agrees; false when there is nothing to agree to, or it is the same person.</summary>
    public async Task<bool> Confirm(Actor actor, string orderId, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        var now = clock.NowMs;
        var done = await lane.Write(async turn =>
        {
            if (await turn.Connection.ExecuteAsync(
                """
                UPDATE screen_order SET confirmed_at = @now, confirmed_by = @by
                 WHERE id = @orderId AND confirmed_at IS NULL AND withdrawn_at IS NULL AND ends_at > @now AND member_id <> @me
                """,
                new { orderId, now, by = actor.Name, me = actor.Id }) == 0) return false;
            await LobbySignal.Count(turn.Connection);
            await AuditStore.Add(turn, clock, actor, AuditKind.ScreenAct, orderId, became: "agreed");
            return true;
        }, ct);
        if (done) signal.Changed();
        return done;
    }

    /// <summary>Takes it back.</summary>
    public async Task Withdraw(Actor actor, string orderId, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        var now = clock.NowMs;
        await lane.Write(async turn =>
        {
            if (await turn.Connection.ExecuteAsync(
                "UPDATE screen_order SET withdrawn_at = @now WHERE id = @orderId AND withdrawn_at IS NULL", new { orderId, now }) == 0) return;
            await LobbySignal.Count(turn.Connection);
            await AuditStore.Add(turn, clock, actor, AuditKind.ScreenAct, orderId, became: "withdrawn");
        }, ct);
        signal.Changed();
    }

    /// <summary>What a screen is to do now, in the order in which it was asked, and the number that the board tells.</summary>
    public async Task<(long Version, IReadOnlyList<ScreenOrder> Orders)> For(string screenId, CancellationToken ct)
    {
        await using var snapshot = await database.ReadSnapshot(ct);
        var db = snapshot.Connection;
        var version = await db.ExecuteScalarAsync<long>("SELECT version FROM lobby_state WHERE id = 'lobby'");
        return (version, (await db.QueryAsync<ScreenOrder>(
            """
            SELECT id, screen_id, kind, value, other, member_id, issued_by, issued_at, ends_at, confirmed_at, confirmed_by, done_at,
                   refused_at, withdrawn_at
              FROM screen_order
             WHERE screen_id = @screenId AND withdrawn_at IS NULL AND confirmed_at IS NOT NULL AND ends_at > @now
             ORDER BY issued_at, id
             LIMIT 50
            """,
            new { screenId, now = clock.NowMs })).AsList());
    }

    /// <summary>What was asked of all screens and is not long over, the newest first.</summary>
    public async Task<IReadOnlyList<ScreenOrder>> Recent(CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<ScreenOrder>(
            """
            SELECT id, screen_id, kind, value, other, member_id, issued_by, issued_at, ends_at, confirmed_at, confirmed_by, done_at,
                   refused_at, withdrawn_at
              FROM screen_order
             WHERE withdrawn_at IS NULL AND (ends_at > @now OR issued_at > @recent)
             ORDER BY issued_at DESC, id DESC
             LIMIT 1000
            """,
            new { now = clock.NowMs, recent = clock.NowMs - (long)TimeSpan.FromMinutes(10).TotalMilliseconds })).AsList();
    }

    public Task Prune(CancellationToken ct) => lane.Write(turn => turn.Connection.ExecuteAsync(
        "DELETE FROM screen_order WHERE ends_at < @before",
        new { before = clock.NowMs - (long)Kept.TotalMilliseconds }), ct);
}
