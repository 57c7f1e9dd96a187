using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Dapper;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;

namespace LiveDashboard.Forums.Rooms;

/// <summary>Reads and makes forums.</summary>
public sealed class ForumStore(
    Database database, WriteLane lane, ForumBoards boards, ForumClock clock, StaffClock staff)
{
    public const int LongestName = 80;

    /// <summary>Makes a forum, planned, with a code that no other has.</summary>
    /// <param name="origin">See <see cref="Forum.Origin"/>.</param>
    /// <param name="wanted">The code to have, if no other has it.</param>
    public async Task<Forum> Make(
        Actor actor, string name, string language, DateTimeOffset startsAt, CancellationToken ct, string origin = "",
        string? wanted = null)
    {
        var forum = await lane.Write(async turn =>
        {
            var (id, now) = (BallotId.New(), clock.NowMs);
            for (var tries = 0; tries < 100; tries++)
                if (await turn.Connection.ExecuteAsync(
                    """
                    INSERT INTO forum (id, slug, code, name, language, starts_at, state, rehearsal, asking, view, cover, notice,
                                       version, steered_until, made_by, made_at, origin)
                    VALUES (@id, @slug, @code, @name, @language, @starts, 'planned', 0, 'checked', 'join', '', '', 1, 0, @by, @now,
                            @origin)
                        ON CONFLICT DO NOTHING
                    """,
                    new
                    {
                        id,
                        slug = $"{startsAt:yyyy-MM-dd}-{RandomNumberGenerator.GetHexString(6, true)}",
                        code = tries == 0 && wanted is not null ? wanted
                            : RandomNumberGenerator.GetInt32(100_000, 1_000_000).ToString(CultureInfo.InvariantCulture),
                        name,
                        language,
                        starts = startsAt.ToUnixTimeMilliseconds(),
                        by = actor.Name,
                        now,
                        origin,
                    }) > 0)
                {
                    if (actor != ForumActs.Program)
                        await AuditStore.Add(turn, staff, actor, AuditKind.ForumAct, id, became: "made");
                    return (await Read(turn.Connection, id))!;
                }
            throw new InvalidOperationException("No code is free: a hundred were tried.");
        }, ct);
        boards.Open(forum);
        return forum;
    }

    public async Task<Forum?> Find(string id, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await Read(db, id);
    }

    /// <summary>The forum of a code, however it was typed; null when there is none that has not ended.</summary>
    public async Task<Forum?> FindByCode(string? typed, CancellationToken ct)
    {
        if (Digits(typed) is not { } code) return null;
        await using var db = await database.Read(ct);
        var forum = await db.QuerySingleOrDefaultAsync<Forum?>(
            """
            SELECT id, slug, code, origin, ended_code, picture, name, language, starts_at, state, opened_at, ended_at, rehearsal,
                   asking, shown_poll, view, cover, notice, version, steered_by, steered_until
              FROM forum
             WHERE code = @code
            """,
            new { code });
        if (forum is not null) boards.Open(forum); // another node may have made it
        return forum;
    }

    /// <summary>The ended forum that had this code last, as long as no other has it; null when there is none.</summary>
    public async Task<Forum?> FindEnded(string? typed, CancellationToken ct)
    {
        if (Digits(typed) is not { } code) return null;
        await using var db = await database.Read(ct);
        var id = await db.ExecuteScalarAsync<string?>(
            """
            SELECT id
              FROM forum
             WHERE ended_code = @code AND state = 'ended' AND NOT EXISTS (SELECT 1 FROM forum o WHERE o.code = @code)
             ORDER BY ended_at DESC, id
             LIMIT 1
            """,
            new { code });
        if (id is null) return null;
        var forum = (await Read(db, id))!;
        boards.Open(forum);
        return forum;
    }

    /// <summary>The six digits of a code, however it was typed; null when it is none.</summary>
    public static string? Digits(string? typed)
    {
        var code = string.Concat((typed ?? "").Where(char.IsAsciiDigit));
        return code.Length == 6 && typed!.Length <= 20 ? code : null;
    }

    /// <summary>All forums, the newest first.</summary>
    public async Task<IReadOnlyList<Forum>> List(int most, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<Forum>(
            """
            SELECT id, slug, code, origin, ended_code, '' AS picture, name, language, starts_at, state, opened_at, ended_at,
                   rehearsal, asking, shown_poll, view, cover, notice, version, steered_by, steered_until
              FROM forum
             ORDER BY starts_at DESC, id
             LIMIT @most
            """,
            new { most })).AsList();
    }

    public static Task<Forum?> Read(DbConnection db, string id) => db.QuerySingleOrDefaultAsync<Forum?>(
        """
        SELECT id, slug, code, origin, ended_code, picture, name, language, starts_at, state, opened_at, ended_at, rehearsal,
               asking, shown_poll, view, cover, notice, version, steered_by, steered_until
          FROM forum
         WHERE id = @id
        """,
        new { id });
}
