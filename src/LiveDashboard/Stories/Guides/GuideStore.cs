using System.Data.Common;
using Dapper;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Stories.Telling;
using LiveDashboard.Web;

namespace LiveDashboard.Stories.Guides;

/// <summary>Guides and the places they belong to. Each change is recorded in its transaction.</summary>
public sealed class GuideStore(Database database, WriteLane lane, TimeProvider clock, StaffClock staff)
{
    /// <summary>All that are public, by their address; with drafts, which come first, and those withdrawn for staff.</summary>
    public async Task<IReadOnlyList<Guide>> List(bool all, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        var places = (await db.QueryAsync<(string Id, string Kind, string Place)>(
            "SELECT guide_id, kind, place FROM guide_place ORDER BY guide_id, position"))
            .ToLookup(row => row.Id, row => new PlaceRef(row.Kind, row.Place));
        return [.. (await db.QueryAsync<GuideRow>(
            """
            SELECT id, slug, state, reason, origin, checked, title_en, title_fr, about_en, about_fr, body_en, body_fr,
                   changed_at, version
              FROM guide
             WHERE state = 'published' OR @all = 1
             ORDER BY CASE state WHEN 'draft' THEN 0 ELSE 1 END, slug
            """,
            new { all = all ? 1L : 0L })).Select(row => row.ToGuide(places[row.Id]))];
    }

    /// <summary>By the name in its address, as it is public or was; null when there is none, or only a draft.</summary>
    public async Task<Guide?> FindPublic(string slug, CancellationToken ct) => (await List(all: true, ct)).Public(slug);

    public async Task<Guide?> Find(string id, CancellationToken ct) => (await List(all: true, ct)).Of(id);

    /// <summary>Adds one as it is given; its address follows from its title.</summary>
    /// <returns>With its id and the address that it got.</returns>
    public Task<Guide> Add(Actor actor, Guide given, CancellationToken ct) =>
        lane.Write(turn => Add(turn, actor, given), ct);

    /// <summary>The same in a transaction that does more.</summary>
    public async Task<Guide> Add(WriteTurn turn, Actor actor, Guide given)
    {
        var added = given.Named("guide");
        if (await Insert(turn.Connection, added) == 0) await Insert(turn.Connection, added = added.NamedApart());
        await SavePlaces(turn.Connection, added);
        await Record(turn, actor, added);
        return added;
    }

    /// <summary>Saves all but the address.</summary>
    /// <returns>False when somebody else saved since the page was shown.</returns>
    public Task<bool> Save(Actor actor, Guide given, CancellationToken ct) => lane.Write(async turn =>
    {
        if (await turn.Connection.ExecuteAsync(
            """
            UPDATE guide
               SET state = @State, reason = @Reason, checked = @day, title_en = @titleEn, title_fr = @titleFr,
                   about_en = @aboutEn, about_fr = @aboutFr, body_en = @bodyEn, body_fr = @bodyFr, changed_at = @now,
                   version = version + 1
             WHERE id = @Id AND version = @Version
            """,
            Values(given)) == 0) return false;
        await turn.Connection.ExecuteAsync("DELETE FROM guide_place WHERE guide_id = @Id", new { given.Id });
        await SavePlaces(turn.Connection, given);
        await Record(turn, actor, given with { Version = given.Version + 1 });
        return true;
    }, ct);

    private Task Record(WriteTurn turn, Actor actor, Guide saved) => AuditStore.Add(
        turn, staff, actor, AuditKind.GuideChanged, saved.Slug, became: $"{saved.State} {saved.Version} {saved.Reason}".TrimEnd());

    private Task<int> Insert(DbConnection db, Guide given) => db.ExecuteAsync(
        """
        INSERT INTO guide (
            id, slug, state, reason, origin, checked, title_en, title_fr, about_en, about_fr, body_en, body_fr, added_at,
            changed_at, version)
        VALUES (
            @Id, @Slug, @State, @Reason, @Origin, @day, @titleEn, @titleFr, @aboutEn, @aboutFr, @bodyEn, @bodyFr, @now,
            @now, 1)
            ON CONFLICT (slug) DO NOTHING
        """,
        Values(given));

    private static async Task SavePlaces(DbConnection db, Guide given)
    {
        foreach (var (i, place) in given.Places.Index())
            await db.ExecuteAsync(
                "INSERT INTO guide_place (guide_id, position, kind, place) VALUES (@Id, @position, @Kind, @Key)",
                new { given.Id, position = (long)i, place.Kind, place.Key });
    }

    private object Values(Guide given) => new
    {
        given.Id,
        given.Slug,
        given.State,
        given.Reason,
        given.Origin,
        day = (long)given.Checked.DayNumber,
        titleEn = given.Title.En,
        titleFr = given.Title.Fr,
        aboutEn = given.About.En,
        aboutFr = given.About.Fr,
        bodyEn = given.Body.En,
        bodyFr = given.Body.Fr,
        given.Version,
        now = clock.GetUtcNow().ToUnixTimeMilliseconds(),
    };
}
