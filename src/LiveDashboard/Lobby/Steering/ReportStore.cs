using Dapper;
using LiveDashboard.Lobby.Pairing;
using LiveDashboard.Staff;
using LiveDashboard.Storage;

namespace LiveDashboard.Lobby.Steering;

/// <summary>What became of a report.</summary>
public enum Reported
{
    Taken,
    /// <summary>The token is no good: the display is nobody's.</summary>
    Unknown,
    /// <summary>A newer page speaks for this screen: two devices have its token.</summary>
    Superseded,
}

/// <summary>Takes what screens say of themselves. What says nothing new is written once in half a minute.</summary>
public sealed class ReportStore(Database database, WriteLane lane, StaffClock clock)
{
    /// <summary>How exactly it is remembered when a screen was last heard.</summary>
    public static readonly TimeSpan Grain = TimeSpan.FromSeconds(25);

    /// <param name="token">The display's own.</param>
    /// <returns>And the number of orders that there are, as the board tells it.</returns>
    public async Task<(Reported Answer, long Orders)> Take(string token, ScreenReport report, CancellationToken ct)
    {
        var (hash, now) = (Secret.Hash(token), clock.NowMs);
        var known = await Known(hash, report, now, ct);
        if (known.Answer is { } settled) return (settled, known.Orders);
        return (await lane.Write(async turn =>
        {
            var db = turn.Connection;
            // The newest page speaks for the screen. One that was followed and speaks again runs on another device: it is
            // told, and staff are.
            var taken = await db.ExecuteAsync(
                """
                UPDATE screen
                   SET former = CASE WHEN instance = @Instance THEN former ELSE instance END,
                       changed_at = CASE WHEN instance = @Instance THEN changed_at ELSE @now END,
                       instance = @Instance, seen_at = @now, panel = @Panel, cover = @Cover, conn = @Conn, build = @Build,
                       figures_at = @FiguresAt, figures = @figures, started_at = @started, viewport = @Viewport
                 WHERE token = @hash AND former <> @Instance
                """,
                new
                {
                    report.Instance,
                    report.Panel,
                    report.Cover,
                    report.Conn,
                    report.Build,
                    report.FiguresAt,
                    figures = $"{report.Epoch}.{report.Version}",
                    started = now - report.Started * 60_000,
                    report.Viewport,
                    hash,
                    now,
                });
            if (taken == 0)
                return await db.ExecuteAsync(
                    "UPDATE screen SET cloned_at = @now WHERE token = @hash AND former = @Instance", new { hash, now, report.Instance }) > 0
                    ? Reported.Superseded : Reported.Unknown;
            foreach (var id in report.Done.Distinct())
                await db.ExecuteAsync(
                    """
                    UPDATE screen_order SET done_at = @now
                     WHERE id = @id AND done_at IS NULL AND withdrawn_at IS NULL AND confirmed_at IS NOT NULL
                       AND screen_id = (SELECT s.id FROM screen s WHERE s.token = @hash)
                       AND (kind NOT IN ('takeover', 'blank', 'pin')
                            OR kind = @Cover OR (kind = 'pin' AND @Panel LIKE value || '@%'))
                    """,
                    new { id, now, hash, report.Cover, report.Panel });
            foreach (var id in report.Refused.Distinct())
                await db.ExecuteAsync(
                    """
                    UPDATE screen_order SET refused_at = @now
                     WHERE id = @id AND done_at IS NULL AND refused_at IS NULL
                       AND screen_id = (SELECT s.id FROM screen s WHERE s.token = @hash)
                    """,
                    new { id, now, hash });
            return Reported.Taken;
        }, ct), known.Orders);
    }

    // Without a write, where there is nothing to write.
    private async Task<(Reported? Answer, long Orders)> Known(string hash, ScreenReport report, long now, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        var (held, orders) = await db.QuerySingleAsync<(string?, long)>(
            """
            SELECT (SELECT s.instance || ' ' || s.panel || ' ' || s.cover || ' ' || s.conn || ' ' || s.build
                      FROM screen s WHERE s.token = @hash AND s.seen_at > @recent) AS held,
                   (SELECT l.version FROM lobby_state l WHERE l.id = 'lobby') AS orders
            """,
            new { hash, recent = now - (long)Grain.TotalMilliseconds });
        var same = held == $"{report.Instance} {report.Panel} {report.Cover} {report.Conn} {report.Build}";
        if (!same) return (null, orders);
        var open = await db.ExecuteScalarAsync<long>(
            """
            SELECT COUNT(*)
              FROM screen_order o
              JOIN screen s ON s.id = o.screen_id
             WHERE s.token = @hash AND o.done_at IS NULL AND o.refused_at IS NULL AND o.withdrawn_at IS NULL AND o.ends_at > @now
            """,
            new { hash, now });
        return (open == 0 ? Reported.Taken : null, orders);
    }
}
