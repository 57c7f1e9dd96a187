using System.Data.Common;
using Dapper;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Stories.Telling;
using LiveDashboard.Web;

namespace LiveDashboard.Stories.Guides;

/// <summary>Guides, by their address, and the places they belong to.</summary>
public sealed class GuideStore(Database database, WriteLane lane, TimeProvider clock, StaffClock staff)
    : ToldStore<Guide>(database, lane, clock, staff, AuditKind.GuideChanged, unnamed: "guide")
{
    protected override async Task<IReadOnlyList<Guide>> Read(DbConnection db, bool all)
    {
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

    protected override async Task<bool> Insert(DbConnection db, Actor actor, Guide given)
    {
        if (await db.ExecuteAsync(
            """
            INSERT INTO guide (
                id, slug, state, reason, origin, checked, title_en, title_fr, about_en, about_fr, body_en, body_fr, added_at,
                changed_at, version)
            VALUES (
                @Id, @Slug, @State, @Reason, @Origin, @day, @titleEn, @titleFr, @aboutEn, @aboutFr, @bodyEn, @bodyFr, @now,
                @now, 1)
                ON CONFLICT (slug) DO NOTHING
            """,
            Values(given)) == 0) return false;
        await SavePlaces(db, given);
        return true;
    }

    protected override async Task<bool> Update(DbConnection db, Actor actor, Guide given)
    {
        if (await db.ExecuteAsync(
            """
            UPDATE guide
               SET state = @State, reason = @Reason, checked = @day, title_en = @titleEn, title_fr = @titleFr,
                   about_en = @aboutEn, about_fr = @aboutFr, body_en = @bodyEn, body_fr = @bodyFr, changed_at = @now,
                   version = version + 1
             WHERE id = @Id AND version = @Version
            """,
            Values(given)) == 0) return false;
        await db.ExecuteAsync("DELETE FROM guide_place WHERE guide_id = @Id", new { given.Id });
        await SavePlaces(db, given);
        return true;
    }

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
        now = Now,
    };
}
