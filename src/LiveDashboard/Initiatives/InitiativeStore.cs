using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Initiatives;

/// <summary>Initiatives and their milestones. Each change is recorded in its transaction.</summary>
public sealed class InitiativeStore(Database database, WriteLane lane, TimeProvider clock, StaffClock staff)
{
    /// <summary>A new id: random, as counting ones would tell how many there are.</summary>
    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10));

    /// <summary>All that the public may see, those under way first; with drafts for staff.</summary>
    public async Task<IReadOnlyList<Initiative>> List(bool drafts, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await List(db, drafts);
    }

    /// <inheritdoc cref="List(bool, CancellationToken)"/>
    public static async Task<IReadOnlyList<Initiative>> List(DbConnection db, bool drafts)
    {
        var texts = (await db.QueryAsync<TextRow>(
            "SELECT initiative_id, language, name, goal, story FROM initiative_text")).ToLookup(row => row.InitiativeId);
        return [.. (await db.QueryAsync<Row>(
            """
            SELECT id, slug, kind, owner, first_day, last_day, state, origin, version, shown_at
              FROM initiative
             WHERE state <> 'draft' OR @drafts = 1
             ORDER BY CASE state WHEN 'draft' THEN 0 WHEN 'open' THEN 1 ELSE 2 END, last_day, id
            """,
            new { drafts = drafts ? 1L : 0L })).Select(row => row.ToInitiative(texts[row.Id]))];
    }

    /// <summary>By the name in its address; null when there is none, or only a draft.</summary>
    public async Task<Initiative?> FindPublic(string slug, CancellationToken ct) =>
        (await List(drafts: false, ct)).FirstOrDefault(one => one.Slug == slug);

    public async Task<Initiative?> Find(string id, CancellationToken ct) =>
        (await List(drafts: true, ct)).FirstOrDefault(one => one.Id == id);

    public async Task<IReadOnlyList<Milestone>> Milestones(string initiativeId, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return [.. (await db.QueryAsync<(string Id, long Due, long? Reached, string En, string Fr)>(
            """
            SELECT id, due_day, reached_day, name_en, name_fr
              FROM milestone
             WHERE initiative_id = @initiativeId
             ORDER BY due_day, id
            """,
            new { initiativeId })).Select(row => new Milestone(
                row.Id, Day(row.Due), row.Reached is { } day ? Day(day) : null, row.En, row.Fr))];
    }

    /// <summary>Adds an initiative as it is given; its address follows from its name.</summary>
    /// <returns>Its id, and the address that it got.</returns>
    public Task<Initiative> Add(Actor actor, Initiative given, CancellationToken ct) =>
        lane.Write(turn => Add(turn, actor, given), ct);

    /// <summary>The same in a transaction that does more.</summary>
    public async Task<Initiative> Add(WriteTurn turn, Actor actor, Initiative given)
    {
        var id = given.Id.Length > 0 ? given.Id : NewId();
        var name = given.In(Web.Language.English).Text.Name;
        var slug = Slugs.Of(name, "initiative");
        var inserted = await Insert(turn.Connection, given with { Id = id, Slug = slug });
        if (inserted == 0) await Insert(turn.Connection, given with { Id = id, Slug = slug = $"{slug}-{id[..6]}" });
        await SaveTexts(turn.Connection, id, given);
        await AuditStore.Add(turn, staff, actor, AuditKind.InitiativeChanged, slug, became: name);
        return given with { Id = id, Slug = slug, Version = 1 };
    }

    /// <summary>Saves all but the address.</summary>
    /// <returns>False when somebody else saved since the page was shown.</returns>
    public Task<bool> Save(Actor actor, Initiative given, CancellationToken ct) =>
        lane.Write(turn => Save(turn, actor, given), ct);

    /// <summary>The same in a transaction that does more.</summary>
    public async Task<bool> Save(WriteTurn turn, Actor actor, Initiative given)
    {
        if (await turn.Connection.ExecuteAsync(
            """
            UPDATE initiative
               SET kind = @Kind, owner = @Owner, first_day = @first, last_day = @last, state = @State,
                   shown_at = COALESCE(shown_at, CASE WHEN @State <> 'draft' THEN @now END), version = version + 1
             WHERE id = @Id AND version = @Version
            """,
            new
            {
                given.Id,
                given.Kind,
                given.Owner,
                first = Number(given.First),
                last = Number(given.Last),
                given.State,
                given.Version,
                now = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            }) == 0) return false;
        await SaveTexts(turn.Connection, given.Id, given);
        await AuditStore.Add(
            turn, staff, actor, AuditKind.InitiativeChanged, given.Slug, became: $"{given.State} {given.Version + 1}");
        return true;
    }

    /// <summary>Adds a milestone, or says when it was reached, or that it is not after all.</summary>
    public Task SaveMilestone(Actor actor, Initiative of, Milestone given, CancellationToken ct) => lane.Write(async turn =>
    {
        await turn.Connection.ExecuteAsync(
            """
            INSERT INTO milestone (id, initiative_id, due_day, reached_day, name_en, name_fr)
            VALUES (@Id, @of, @due, @reached, @NameEn, @NameFr)
                ON CONFLICT (id) DO UPDATE SET reached_day = excluded.reached_day
            """,
            new
            {
                given.Id,
                of = of.Id,
                due = Number(given.Due),
                reached = given.Reached is { } day ? Number(day) : (long?)null,
                given.NameEn,
                given.NameFr,
            });
        await AuditStore.Add(turn, staff, actor, AuditKind.InitiativeChanged, of.Slug, became: given.In(Web.Language.English));
    }, ct);

    internal static long Number(DateOnly day) => day.DayNumber;
    internal static DateOnly Day(long number) => DateOnly.FromDayNumber((int)number);

    private Task<int> Insert(DbConnection db, Initiative given) => db.ExecuteAsync(
        """
        INSERT INTO initiative (id, slug, kind, owner, first_day, last_day, state, origin, added_at, shown_at, version)
        VALUES (@Id, @Slug, @Kind, @Owner, @first, @last, @State, @Origin, @now,
                CASE WHEN @State <> 'draft' THEN CAST(@now AS BIGINT) END, 1)
            ON CONFLICT (slug) DO NOTHING
        """,
        new
        {
            given.Id,
            given.Slug,
            given.Kind,
            given.Owner,
            first = Number(given.First),
            last = Number(given.Last),
            given.State,
            given.Origin,
            now = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        });

    private static async Task SaveTexts(DbConnection db, string id, Initiative given)
    {
        foreach (var (language, text) in given.Texts)
            await db.ExecuteAsync(
                """
                INSERT INTO initiative_text (initiative_id, language, name, goal, story)
                VALUES (@id, @language, @Name, @Goal, @Story)
                    ON CONFLICT (initiative_id, language) DO UPDATE
                   SET name = excluded.name, goal = excluded.goal, story = excluded.story
                """,
                new { id, language, text.Name, text.Goal, text.Story });
    }

    private sealed record TextRow
    {
        public string InitiativeId { get; init; } = "";
        public string Language { get; init; } = "";
        public string Name { get; init; } = "";
        public string Goal { get; init; } = "";
        public string Story { get; init; } = "";
    }

    private sealed record Row
    {
        public string Id { get; init; } = "";
        public string Slug { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Owner { get; init; } = "";
        public long FirstDay { get; init; }
        public long LastDay { get; init; }
        public string State { get; init; } = "";
        public string Origin { get; init; } = "";
        public long Version { get; init; }
        public long? ShownAt { get; init; }

        public Initiative ToInitiative(IEnumerable<TextRow> texts) => new()
        {
            Id = Id,
            Slug = Slug,
            Kind = Kind,
            Owner = Owner,
            First = Day(FirstDay),
            Last = Day(LastDay),
            State = State,
            Origin = Origin,
            Version = Version,
            ShownAt = ShownAt,
            Texts = texts.ToDictionary(one => one.Language, one => new InitiativeText(one.Name, one.Goal, one.Story)),
        };
    }
}
