using System.Data.Common;
using Dapper;
using LiveDashboard.Storage;

namespace LiveDashboard.Events;

/// <summary>Which events: "" means any.</summary>
/// <param name="Host">The office that invites.</param>
/// <param name="Metrics">The metrics of an initiative; null: of any, or of none.</param>
public sealed record EventFilter(string Host, IReadOnlyList<string>? Metrics)
{
    public static readonly EventFilter All = new("", null);
}

/// <summary>Where a page of a list begins: after this event.</summary>
/// <param name="At">Its end, Unix milliseconds.</param>
public sealed record EventKey(long At, string Id)
{
    public static EventKey Of(CommunityEvent one) => new(one.EndsAt, one.Id);

    /// <summary>As an address has it; null when it is none.</summary>
    public static EventKey? Read(string? text) => text?.Split('-') is [var at, var id]
        && long.TryParse(at, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var ms)
        ? new(ms, id) : null;

    public override string ToString() => FormattableString.Invariant($"{At}-{Id}");
}

/// <summary>Reads events. What is public is read through an index by end, so that old ones cost nothing.</summary>
public sealed class EventStore(Database database)
{
    /// <summary>Those that are not over, the next first: a page of them.</summary>
    public async Task<IReadOnlyList<CommunityEvent>> Coming(
        EventFilter filter, DateTimeOffset now, EventKey? after, int most, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await Coming(db, filter, now, after, most);
    }

    /// <inheritdoc cref="Coming(EventFilter, DateTimeOffset, EventKey?, int, CancellationToken)"/>
    public static async Task<IReadOnlyList<CommunityEvent>> Coming(
        DbConnection db, EventFilter filter, DateTimeOffset now, EventKey? after, int most) =>
        (await db.QueryAsync<CommunityEvent>(
            EngineText.WithLists(db,
                """
                SELECT e.id, e.slug, e.name_en, e.name_fr, e.place, e.host, e.starts_at, e.ends_at, e.all_day, e.sign_up,
                       e.capacity, e.closes_at, e.metric_id, e.state, e.reason, e.origin, e.changed_at, e.sequence
                  FROM community_event e
                 WHERE e.state <> 'draft' AND e.ends_at > @now
                   AND (e.ends_at, e.id) > (@at, @id)
                   AND (@host = '' OR e.host = @host)
                   AND (@any = 1 OR e.metric_id IN @metrics)
                 ORDER BY e.ends_at, e.id
                 LIMIT @most
                """),
            new
            {
                now = now.ToUnixTimeMilliseconds(),
                at = after?.At ?? 0,
                id = after?.Id ?? "",
                host = filter.Host,
                any = filter.Metrics is null ? 1L : 0L,
                metrics = filter.Metrics ?? [],
                most,
            })).AsList();

    /// <summary>Those that are over, the last first: a page of them, with their attendance.</summary>
    public async Task<IReadOnlyList<CommunityEvent>> Past(
        EventFilter filter, DateTimeOffset now, EventKey? before, int most, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<CommunityEvent>(
            EngineText.WithLists(db,
                """
                SELECT e.id, e.slug, e.name_en, e.name_fr, e.place, e.host, e.starts_at, e.ends_at, e.all_day, e.metric_id,
                       e.state, e.reason, e.origin,
                       (SELECT a.people FROM event_attendance a WHERE a.event_id = e.id ORDER BY a.version DESC LIMIT 1) AS attendance,
                       COALESCE((SELECT MAX(v.version) FROM event_attendance v WHERE v.event_id = e.id), 0) AS attendance_version
                  FROM community_event e
                 WHERE e.state <> 'draft' AND e.ends_at <= @now
                   AND (e.ends_at, e.id) < (@at, @id)
                   AND (@host = '' OR e.host = @host)
                   AND (@any = 1 OR e.metric_id IN @metrics)
                 ORDER BY e.ends_at DESC, e.id DESC
                 LIMIT @most
                """),
            new
            {
                now = now.ToUnixTimeMilliseconds(),
                at = before?.At ?? long.MaxValue,
                id = before?.Id ?? "",
                host = filter.Host,
                any = filter.Metrics is null ? 1L : 0L,
                metrics = filter.Metrics ?? [],
                most,
            })).AsList();
    }

    /// <summary>The offices that have invited to anything.</summary>
    public async Task<IReadOnlyList<string>> Hosts(CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<string>(
            "SELECT DISTINCT host FROM community_event WHERE state <> 'draft' ORDER BY host LIMIT 200")).AsList();
    }

    /// <summary>The metrics that any event counts for.</summary>
    public async Task<IReadOnlyList<string>> Metrics(CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<string>(
            "SELECT DISTINCT metric_id FROM community_event WHERE state <> 'draft' AND metric_id <> '' LIMIT 200")).AsList();
    }

    /// <summary>By the name in its address; null when there is none, or only a draft.</summary>
    public async Task<CommunityEvent?> FindPublic(string slug, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await Find(db, "", slug) is { State: not EventState.Draft } found ? found : null;
    }

    public async Task<CommunityEvent?> Find(string id, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await Find(db, id);
    }

    /// <summary>One event with all that is known of it; null when there is none.</summary>
    /// <param name="slug">Asked for where the id is not known.</param>
    public static Task<CommunityEvent?> Find(DbConnection db, string id, string slug = "") =>
        db.QuerySingleOrDefaultAsync<CommunityEvent?>(
            """
            SELECT e.id, e.slug, e.name_en, e.name_fr, e.about_en, e.about_fr, e.place, e.host, e.starts_at, e.ends_at,
                   e.all_day, e.sign_up, e.capacity, e.closes_at, e.metric_id, e.state, e.reason, e.origin,
                   COALESCE(e.published_at, 0) AS published_at, e.changed_at, e.sequence, e.version,
                   a.people AS attendance, COALESCE(a.version, 0) AS attendance_version
              FROM community_event e
              LEFT JOIN event_attendance a ON a.event_id = e.id
               AND a.version = (SELECT MAX(v.version) FROM event_attendance v WHERE v.event_id = e.id)
             WHERE e.id = @id OR e.slug = @slug
            """,
            new { id, slug = slug.Length > 0 ? slug : "-" }); // no address is a hyphen

    /// <summary>What calendars and feeds are told: the newest by end, those to come among them.</summary>
    public async Task<IReadOnlyList<CommunityEvent>> Newest(
        EventFilter filter, DateTimeOffset since, int most, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<CommunityEvent>(
            EngineText.WithLists(db,
                """
                SELECT e.id, e.slug, e.name_en, e.name_fr, e.about_en, e.about_fr, e.place, e.host, e.starts_at, e.ends_at,
                       e.all_day, e.metric_id, e.state, e.reason, e.origin, COALESCE(e.published_at, 0) AS published_at,
                       e.changed_at, e.sequence
                  FROM community_event e
                 WHERE e.state <> 'draft' AND e.ends_at > @since
                   AND (@host = '' OR e.host = @host)
                   AND (@any = 1 OR e.metric_id IN @metrics)
                 ORDER BY e.ends_at DESC, e.id DESC
                 LIMIT @most
                """),
            new
            {
                since = since.ToUnixTimeMilliseconds(),
                host = filter.Host,
                any = filter.Metrics is null ? 1L : 0L,
                metrics = filter.Metrics ?? [],
                most,
            })).AsList();
    }
}
