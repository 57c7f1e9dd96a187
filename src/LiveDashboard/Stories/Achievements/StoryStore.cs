using System.Data.Common;
using Dapper;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Stories.Telling;

namespace LiveDashboard.Stories.Achievements;

/// <summary>Achievements, the newest first.</summary>
public sealed class StoryStore(Database database, WriteLane lane, TimeProvider clock, StaffClock staff)
    : ToldStore<Story>(database, lane, clock, staff, AuditKind.StoryChanged, unnamed: "story")
{
    /// <inheritdoc cref="ToldStore{T}.List"/>
    public static async Task<IReadOnlyList<Story>> List(DbConnection db, bool all) => [.. (await db.QueryAsync<StoryRow>(
        """
        SELECT id, slug, kind, day, proof_kind, proof_key, state, reason, origin, title_en, title_fr, body_en, body_fr,
               shown_at, changed_at, version
          FROM story
         WHERE state = 'published' OR @all = 1
         ORDER BY CASE state WHEN 'draft' THEN 0 ELSE 1 END, day DESC, added_at DESC, id
        """,
        new { all = all ? 1L : 0L })).Select(row => row.ToStory())];

    protected override Task<IReadOnlyList<Story>> Read(DbConnection db, bool all) => List(db, all);

    protected override async Task<bool> Insert(DbConnection db, Actor actor, Story given) => await db.ExecuteAsync(
        """
        INSERT INTO story (
            id, slug, kind, day, proof_kind, proof_key, state, reason, origin, title_en, title_fr, body_en, body_fr,
            added_at, shown_at, changed_at, version)
        VALUES (
            @Id, @Slug, @Kind, @day, @proofKind, @proofKey, @State, @Reason, @Origin, @titleEn, @titleFr, @bodyEn, @bodyFr,
            @now, CASE WHEN @State = 'published' THEN @now END, @now, 1)
            ON CONFLICT (slug) DO NOTHING
        """,
        Values(given)) == 1;

    // One without what proves it is never public.
    protected override async Task<bool> Update(DbConnection db, Actor actor, Story given) => await db.ExecuteAsync(
        """
        UPDATE story
           SET kind = @Kind, day = @day, proof_kind = @proofKind, proof_key = @proofKey, state = @State,
               reason = @Reason, title_en = @titleEn, title_fr = @titleFr, body_en = @bodyEn, body_fr = @bodyFr,
               shown_at = CASE WHEN @State = 'published' AND shown_at IS NULL THEN @now ELSE shown_at END,
               changed_at = @now, version = version + 1
         WHERE id = @Id AND version = @Version AND (@State <> 'published' OR @proofKey <> '')
        """,
        Values(given)) == 1;

    private object Values(Story given) => new
    {
        given.Id,
        given.Slug,
        given.Kind,
        day = (long)given.Day.DayNumber,
        proofKind = given.Proof.Kind,
        proofKey = given.Proof.Key,
        given.State,
        given.Reason,
        given.Origin,
        titleEn = given.Title.En,
        titleFr = given.Title.Fr,
        bodyEn = given.Body.En,
        bodyFr = given.Body.Fr,
        given.Version,
        now = Now,
    };
}
