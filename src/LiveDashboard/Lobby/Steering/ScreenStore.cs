using System.Data.Common;
using Dapper;
using LiveDashboard.Lobby.Playlists;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;

namespace LiveDashboard.Lobby.Steering;

/// <summary>The screens: who they are, how they are arranged, what they said last.</summary>
public sealed class ScreenStore(Database database, WriteLane lane, LobbySignal signal, StaffClock clock)
{
    public const int LongestName = 60;
    public const int LongestPlace = 120;

    /// <summary>All of them, by name.</summary>
    public async Task<IReadOnlyList<PairedScreen>> List(CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<PairedScreen>(
            """
            SELECT id, name, place, token, paired_at, paired_by, languages, panels, theme, zoom, safe, dwell, day_from, day_to, night,
                   pin_forum, version, seen_at, changed_at, cloned_at, panel, cover, conn, build, figures_at, figures, started_at, viewport
              FROM screen
             ORDER BY name, id
            """)).AsList();
    }

    public async Task<PairedScreen?> Find(string id, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await db.QuerySingleOrDefaultAsync<PairedScreen?>(
            """
            SELECT id, name, place, token, paired_at, paired_by, languages, panels, theme, zoom, safe, dwell, day_from, day_to, night,
                   pin_forum, version, seen_at, changed_at, cloned_at, panel, cover, conn, build, figures_at, figures, started_at, viewport
              FROM screen
             WHERE id = @id
            """,
            new { id });
    }

    /// <summary>The screen of a token; null when it is no good, or not any more.</summary>
    public async Task<PairedScreen?> FindByToken(string token, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await db.QuerySingleOrDefaultAsync<PairedScreen?>(
            """
            SELECT id, name, place, token, paired_at, paired_by, languages, panels, theme, zoom, safe, dwell, day_from, day_to, night,
                   pin_forum, version, seen_at, changed_at, cloned_at, panel, cover, conn, build, figures_at, figures, started_at, viewport
              FROM screen
             WHERE token = @token
            """,
            new { token = Secret.Hash(token) });
    }

    /// <summary>A new screen, which shows everything until it is arranged. In the transaction of its approval.</summary>
    public static Task<int> Add(DbConnection db, string id, string name, string place, string languages, Actor actor, long now) =>
        db.ExecuteAsync(
            """
            INSERT INTO screen (id, name, place, token, paired_at, paired_by, languages, panels, theme, zoom, safe, dwell, day_from,
                                day_to, night, pin_forum, version, instance, former, panel, cover, conn, build, figures, viewport)
            VALUES (@id, @name, @place, '', @now, @by, @languages, @panels, 'dark', 100, 30, 0, 390, 1320, 'dim', 1, 1, '', '', '', '',
                    '', '', '', '')
            """,
            new { id, name, place, languages, panels = string.Join(',', ScreenLook.Everything), by = actor.Name, now });

    /// <summary>Arranges it anew; false when it is not there.</summary>
    public async Task<bool> Arrange(Actor actor, string id, string name, string place, ScreenLook look, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        var done = await lane.Write(async turn =>
        {
            if (await turn.Connection.ExecuteAsync(
                """
                UPDATE screen
                   SET name = @name, place = @place, languages = @languages, panels = @panels, theme = @Theme, zoom = @Zoom, safe = @Safe,
                       dwell = @Dwell, day_from = @DayFrom, day_to = @DayTo, night = @Night, pin_forum = @pin, version = version + 1
                 WHERE id = @id
                """,
                new
                {
                    id,
                    name,
                    place,
                    languages = string.Join(',', look.Languages),
                    panels = string.Join(',', look.Panels),
                    look.Theme,
                    look.Zoom,
                    look.Safe,
                    look.Dwell,
                    look.DayFrom,
                    look.DayTo,
                    look.Night,
                    pin = look.PinForum ? 1L : 0L,
                }) == 0) return false;
            await LobbySignal.Count(turn.Connection);
            await AuditStore.Add(turn, clock, actor, AuditKind.ScreenAct, name, became: "arranged");
            return true;
        }, ct);
        if (done) signal.Changed();
        return done;
    }

    /// <summary>Its display is nobody's any more, and shows a code within seconds.</summary>
    public async Task Disconnect(Actor actor, PairedScreen screen, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        await lane.Write(async turn =>
        {
            if (await turn.Connection.ExecuteAsync(
                "UPDATE screen SET token = '' WHERE id = @Id AND token <> ''", screen) == 0) return;
            await turn.Connection.ExecuteAsync("DELETE FROM screen_pairing WHERE screen_id = @Id", screen);
            await LobbySignal.Count(turn.Connection);
            await AuditStore.Add(turn, clock, actor, AuditKind.ScreenAct, screen.Name, became: "disconnected");
        }, ct);
        signal.Changed();
    }

    /// <summary>Removes one that is disconnected, with all that was asked of it.</summary>
    public Task Remove(Actor actor, PairedScreen screen, CancellationToken ct) => lane.Write(async turn =>
    {
        await turn.Connection.ExecuteAsync(
            "DELETE FROM screen_order WHERE screen_id IN (SELECT s.id FROM screen s WHERE s.id = @Id AND s.token = '')", screen);
        if (await turn.Connection.ExecuteAsync("DELETE FROM screen WHERE id = @Id AND token = ''", screen) > 0)
            await AuditStore.Add(turn, clock, actor, AuditKind.ScreenAct, screen.Name, became: "removed");
    }, ct);
}
