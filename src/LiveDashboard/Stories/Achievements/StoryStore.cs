using System.Data.Common;
using Dapper;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Stories.Telling;

namespace LiveDashboard.Stories.Achievements;

/// <summary>Achievements. Each change is recorded in its transaction.</summary>
public sealed class StoryStore(Database database, WriteLane lane, TimeProvider clock, StaffClock staff)
{
    /// <summary>All that are public, the newest first; with drafts, which come first, and those withdrawn for staff.</summary>
    public async Task<IReadOnlyList<Story>> List(bool all, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await List(db, all);
    }

    /// <inheritdoc cref="List(bool, CancellationToken)"/>
    public static async Task<IReadOnlyList<Story>> List(DbConnection db, bool all) => [.. (await db.QueryAsync<StoryRow>(
        """
        SELECT id, slug, kind, day, proof_kind, proof_key, state, reason, origin, title_en, title_fr, body_en, body_fr,
               shown_at, changed_at, version
          FROM story
         WHERE state = 'published' OR @all = 1
         ORDER BY CASE state WHEN 'draft' THEN 0 ELSE 1 END, day DESC, added_at DESC, id
        """,
        new { all = all ? 1L : 0L })).Select(row => row.ToStory())];

    /// <summary>By the name in its address, as it is public or was; null when there is none, or only a draft.</summary>
    public async Task<Story?> FindPublic(string slug, CancellationToken ct) => (await List(all: true, ct)).Public(slug);

    public async Task<Story?> Find(string id, CancellationToken ct) => (await List(all: true, ct)).Of(id);

    /// <summary>Adds one as it is given; its address follows from its title.</summary>
    /// <returns>With its id and the address that it got.</returns>
    public Task<Story> Add(Actor actor, Story given, CancellationToken ct) =>
        lane.Write(turn => Add(turn, actor, given), ct);

    /// <summary>The same in a transaction that does more.</summary>
    public async Task<Story> Add(WriteTurn turn, Actor actor, Story given)
    {
        var added = given.Named("story");
        if (await Insert(turn.Connection, added) == 0) await Insert(turn.Connection, added = added.NamedApart());
        await Record(turn, actor, added);
        return added;
    }

    /// <summary>Saves all but the address.</summary>
    /// <returns>False when somebody else saved since the page was shown, or what proves it is missing.</returns>
    public Task<bool> Save(Actor actor, Story given, CancellationToken ct) => lane.Write(async turn =>
    {
        if (await turn.Connection.ExecuteAsync(
            """
            UPDATE story
               SET kind = @Kind, day = @day, proof_kind = @proofKind, proof_key = @proofKey, state = @State,
                   reason = @Reason, title_en = @titleEn, title_fr = @titleFr, body_en = @bodyEn, body_fr = @bodyFr,
                   shown_at = CASE WHEN @State = 'published' AND shown_at IS NULL THEN @now ELSE shown_at END,
                   changed_at = @now, version = version + 1
             WHERE id = @Id AND version = @Version AND (@State <> 'published' OR @proofKey <> '')
            """,
            Values(given)) == 0) return false;
        await Record(turn, actor, given with { Version = given.Version + 1 });
        return true;
    }, ct);

    private Task Record(WriteTurn turn, Actor actor, Story saved) => AuditStore.Add(
        turn, staff, actor, AuditKind.StoryChanged, saved.Slug, became: $"{saved.State} {saved.Version} {saved.Reason}".TrimEnd());

    private Task<int> Insert(DbConnection db, Story given) => db.ExecuteAsync(
        """
        INSERT INTO story (
            id, slug, kind, day, proof_kind, proof_key, state, reason, origin, title_en, title_fr, body_en, body_fr,
            added_at, shown_at, changed_at, version)
        VALUES (
            @Id, @Slug, @Kind, @day, @proofKind, @proofKey, @State, @Reason, @Origin, @titleEn, @titleFr, @bodyEn, @bodyFr,
            @now, CASE WHEN @State = 'published' THEN @now END, @now, 1)
            ON CONFLICT (slug) DO NOTHING
        """,
        Values(given));

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
        now = clock.GetUtcNow().ToUnixTimeMilliseconds(),
    };
}
