using System.Data.Common;
using Dapper;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Stories.Telling;
using LiveDashboard.Web;

namespace LiveDashboard.Stories.Decisions;

/// <summary>
/// Decisions. Each save is a further version, nothing is overwritten; each change is recorded in its transaction.
/// </summary>
public sealed class DecisionStore(Database database, WriteLane lane, TimeProvider clock, StaffClock staff)
{
    /// <summary>All that are public, the newest first; with drafts, which come first, and those withdrawn for staff.</summary>
    public async Task<IReadOnlyList<Decision>> List(bool all, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await List(db, all);
    }

    /// <inheritdoc cref="List(bool, CancellationToken)"/>
    public static async Task<IReadOnlyList<Decision>> List(DbConnection db, bool all)
    {
        var sources = (await db.QueryAsync<(string Id, string Kind, string Place)>(
            """
            SELECT s.decision_id, s.kind, s.place
              FROM decision_source s
              JOIN decision d ON d.id = s.decision_id AND d.version = s.version
             ORDER BY s.decision_id, s.position
            """)).ToLookup(row => row.Id, row => new PlaceRef(row.Kind, row.Place));
        return [.. (await db.QueryAsync<DecisionRow>(
            """
            SELECT d.id, d.slug, d.origin, v.version, v.state, v.stage, v.office, v.day, v.next_day, v.title_en,
                   v.title_fr, v.what_en, v.what_fr, v.why_en, v.why_fr, v.words_en, v.words_fr, v.others_en,
                   v.others_fr, v.next_en, v.next_fr, v.reason, v.saved_at
              FROM decision d
              JOIN decision_version v ON v.decision_id = d.id AND v.version = d.version
             WHERE v.state = 'published' OR @all = 1
             ORDER BY CASE v.state WHEN 'draft' THEN 0 ELSE 1 END, v.day DESC, d.added_at DESC, d.id
            """,
            new { all = all ? 1L : 0L })).Select(row => row.ToDecision(sources[row.Id]))];
    }

    /// <summary>By the name in its address, as it is public or was; null when there is none, or only a draft.</summary>
    public async Task<Decision?> FindPublic(string slug, CancellationToken ct) => (await List(all: true, ct)).Public(slug);

    public async Task<Decision?> Find(string id, CancellationToken ct) => (await List(all: true, ct)).Of(id);

    /// <summary>Adds one as it is given; its address follows from its title.</summary>
    /// <returns>With its id and the address that it got.</returns>
    public Task<Decision> Add(Actor actor, Decision given, CancellationToken ct) =>
        lane.Write(turn => Add(turn, actor, given), ct);

    /// <summary>The same in a transaction that does more.</summary>
    public async Task<Decision> Add(WriteTurn turn, Actor actor, Decision given)
    {
        var added = given.Named("decision");
        if (await Insert(turn.Connection, added) == 0) await Insert(turn.Connection, added = added.NamedApart());
        await AddVersion(turn.Connection, actor, added);
        await Record(turn, actor, added);
        return added;
    }

    /// <summary>Saves all but the address, as the next version.</summary>
    /// <returns>False when somebody else saved since the page was shown.</returns>
    public Task<bool> Save(Actor actor, Decision given, CancellationToken ct) =>
        lane.Write(turn => Save(turn, actor, given), ct);

    /// <summary>The same in a transaction that does more.</summary>
    public async Task<bool> Save(WriteTurn turn, Actor actor, Decision given)
    {
        if (await turn.Connection.ExecuteAsync(
            "UPDATE decision SET version = version + 1 WHERE id = @Id AND version = @Version",
            new { given.Id, given.Version }) == 0) return false;
        var next = given with { Version = given.Version + 1 };
        await AddVersion(turn.Connection, actor, next);
        await Record(turn, actor, next);
        return true;
    }

    private Task Record(WriteTurn turn, Actor actor, Decision saved) => AuditStore.Add(
        turn, staff, actor, AuditKind.DecisionChanged, saved.Slug, became: $"{saved.State} {saved.Stage} {saved.Version} {saved.Reason}".TrimEnd());

    private Task<int> Insert(DbConnection db, Decision given) => db.ExecuteAsync(
        """
        INSERT INTO decision (id, slug, origin, added_at, version)
        VALUES (@Id, @Slug, @Origin, @now, @Version)
            ON CONFLICT (slug) DO NOTHING
        """,
        new { given.Id, given.Slug, given.Origin, now = Now, given.Version });

    private async Task AddVersion(DbConnection db, Actor actor, Decision given)
    {
        await db.ExecuteAsync(
            """
            INSERT INTO decision_version (
                decision_id, version, state, stage, office, day, next_day, title_en, title_fr, what_en, what_fr, why_en,
                why_fr, words_en, words_fr, others_en, others_fr, next_en, next_fr, reason, saved_by, saved_at)
            VALUES (
                @Id, @Version, @State, @Stage, @Office, @day, @next, @titleEn, @titleFr, @whatEn, @whatFr, @whyEn,
                @whyFr, @wordsEn, @wordsFr, @othersEn, @othersFr, @nextEn, @nextFr, @Reason, @by, @now)
            """,
            new
            {
                given.Id,
                given.Version,
                given.State,
                given.Stage,
                given.Office,
                day = (long)given.Day.DayNumber,
                next = (long?)given.NextDay?.DayNumber,
                titleEn = given.Title.En,
                titleFr = given.Title.Fr,
                whatEn = given.What.En,
                whatFr = given.What.Fr,
                whyEn = given.Why.En,
                whyFr = given.Why.Fr,
                wordsEn = given.Words.En,
                wordsFr = given.Words.Fr,
                othersEn = given.Others.En,
                othersFr = given.Others.Fr,
                nextEn = given.Next.En,
                nextFr = given.Next.Fr,
                given.Reason,
                by = actor.Name,
                now = Now,
            });
        foreach (var (i, source) in given.Sources.Index())
            await db.ExecuteAsync(
                """
                INSERT INTO decision_source (decision_id, version, position, kind, place)
                VALUES (@Id, @Version, @position, @Kind, @Key)
                """,
                new { given.Id, given.Version, position = (long)i, source.Kind, source.Key });
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
