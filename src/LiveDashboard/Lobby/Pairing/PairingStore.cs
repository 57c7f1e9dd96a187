using Dapper;
using LiveDashboard.Jobs;
using LiveDashboard.Lobby.Steering;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;

namespace LiveDashboard.Lobby.Pairing;

/// <summary>
/// Connects displays (the device-code pattern, ux.md 4.4): a display keeps a secret and shows a code, a person approves
/// the code, and the display takes its token with the secret. The token is made when it is taken, and only its hash stays.
/// </summary>
public sealed class PairingStore(Database database, WriteLane lane, LobbySignal signal, StaffClock clock) : IRetention
{
    public string Rule => "displays that were never connected are forgotten an hour after their code ended";

    /// <summary>Begins; the secret is for the display alone.</summary>
    public async Task<(string Secret, WaitingDisplay Display)> Begin(string address, string device, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        var secret = Secret.New();
        var pairing = new WaitingDisplay
        {
            Id = Secret.Hash(secret),
            MadeAt = clock.NowMs,
            ExpiresAt = clock.NowMs + (long)WaitingDisplay.Life.TotalMilliseconds,
            Address = address,
            Device = device,
        };
        var code = await lane.Write(async turn =>
        {
            for (var tries = 0; tries < 100; tries++)
            {
                var made = PairingCode.New();
                if (await turn.Connection.ExecuteAsync(
                    """
                    INSERT INTO screen_pairing (id, code, made_at, expires_at, address, device, screen_id)
                    VALUES (@Id, @made, @MadeAt, @ExpiresAt, @Address, @Device, NULL)
                        ON CONFLICT DO NOTHING
                    """,
                    new { pairing.Id, made, pairing.MadeAt, pairing.ExpiresAt, pairing.Address, pairing.Device }) > 0) return made;
            }
            throw new InvalidOperationException("No code is free: a hundred were tried.");
        }, ct);
        return (secret, pairing with { Code = code });
    }

    /// <summary>By the display's secret; null when there is none, or it is over.</summary>
    public async Task<WaitingDisplay?> Find(string secret, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await db.QuerySingleOrDefaultAsync<WaitingDisplay?>(
            """
            SELECT id, code, made_at, expires_at, address, device, screen_id
              FROM screen_pairing
             WHERE id = @id AND expires_at > @now
            """,
            new { id = Secret.Hash(secret), now = clock.NowMs });
    }

    /// <summary>By the code that it shows, if nobody approved it yet.</summary>
    public async Task<WaitingDisplay?> FindByCode(string code, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await db.QuerySingleOrDefaultAsync<WaitingDisplay?>(
            """
            SELECT id, code, made_at, expires_at, address, device, screen_id
              FROM screen_pairing
             WHERE code = @code AND expires_at > @now AND screen_id IS NULL
            """,
            new { code, now = clock.NowMs });
    }

    /// <summary>Connects the display of a code, as a new screen or in the place of one.</summary>
    /// <param name="replaces">The screen whose place it takes; "" none. The display that was it is then nobody's.</param>
    public async Task<(Approved Answer, string ScreenId)> Approve(
        Actor actor, string code, string name, string place, string languages, string replaces, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        var (now, id) = (clock.NowMs, replaces.Length > 0 ? replaces : Guid.NewGuid().ToString("n"));
        var answer = await lane.Write(async turn =>
        {
            var db = turn.Connection;
            if (await db.ExecuteAsync(
                "UPDATE screen_pairing SET screen_id = @id WHERE code = @code AND expires_at > @now AND screen_id IS NULL",
                new { id, code, now }) == 0) return Approved.NoSuchCode;
            var done = replaces.Length == 0
                ? await ScreenStore.Add(db, id, name, place, languages, actor, now)
                : await db.ExecuteAsync(
                    """
                    UPDATE screen SET token = '', paired_at = @now, paired_by = @by, instance = '', former = '', cloned_at = NULL
                     WHERE id = @id
                    """,
                    new { id, now, by = actor.Name });
            if (done == 0)
            {
                await db.ExecuteAsync("UPDATE screen_pairing SET screen_id = NULL WHERE code = @code", new { code });
                return Approved.NoSuchScreen;
            }
            await LobbySignal.Count(db);
            await AuditStore.Add(
                turn, clock, actor, AuditKind.ScreenAct, name.Length > 0 ? name : id, became: replaces.Length > 0 ? "replaced" : "connected");
            return Approved.Done;
        }, ct);
        if (answer == Approved.Done) signal.Changed();
        return (answer, id);
    }

    /// <summary>
    /// The token of an approved display; null when it is not approved. Asked again, as by a display that did not get the
    /// answer, it gives another one, and the first is no good any more.
    /// </summary>
    public async Task<string?> Claim(string secret, CancellationToken ct)
    {
        var token = Secret.New();
        return await lane.Write(turn => turn.Connection.ExecuteAsync(
            """
            UPDATE screen SET token = @token
             WHERE id = (SELECT p.screen_id FROM screen_pairing p WHERE p.id = @id AND p.expires_at > @now)
            """,
            new { token = Secret.Hash(token), id = Secret.Hash(secret), now = clock.NowMs }), ct) > 0 ? token : null;
    }

    public Task Prune(CancellationToken ct) => lane.Write(turn => turn.Connection.ExecuteAsync(
        "DELETE FROM screen_pairing WHERE expires_at < @before",
        new { before = clock.NowMs - (long)TimeSpan.FromHours(1).TotalMilliseconds }), ct);
}
