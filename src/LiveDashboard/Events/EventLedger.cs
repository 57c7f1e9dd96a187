using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using LiveDashboard.Events.Attendance;
using LiveDashboard.Events.SignUps;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Events;

/// <summary>What became of a change.</summary>
public enum EventAnswer
{
    Done,
    /// <summary>Somebody else saved since the page was shown.</summary>
    Stale,
    /// <summary>More people have a place than there would be.</summary>
    Capacity,
    /// <summary>It counts for an initiative that is over.</summary>
    Closed,
}

/// <summary>Adds and changes events. Each change is recorded in its transaction.</summary>
public sealed class EventLedger(
    WriteLane lane, WaitingList list, AttendanceLedger attendance, IAttendanceMetrics metrics, StationTime station,
    StaffClock staff)
{
    /// <summary>A new id: random, as counting ones would tell how many there are.</summary>
    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10));

    /// <summary>Adds events as they are given, all or none; their addresses follow from day and name.</summary>
    /// <returns>The first, with its id and address.</returns>
    public Task<CommunityEvent> Add(Actor actor, IReadOnlyList<CommunityEvent> given, CancellationToken ct) => lane.Write(async turn =>
    {
        CommunityEvent? first = null;
        foreach (var one in given)
        {
            var added = await Add(turn, actor, one);
            first ??= added;
        }
        return first!;
    }, ct);

    /// <summary>The same of one, in a transaction that does more.</summary>
    public async Task<CommunityEvent> Add(WriteTurn turn, Actor actor, CommunityEvent given)
    {
        var now = Now;
        var one = given with { Id = NewId(), Slug = SlugOf(given), PublishedAt = given.State == EventState.Draft ? 0 : now, ChangedAt = now };
        if (await Insert(turn.Connection, one) == 0)
            await Insert(turn.Connection, one = one with { Slug = $"{one.Slug}-{one.Id[..6]}" });
        await AuditStore.Add(turn, staff, actor, AuditKind.EventChanged, one.Slug, became: $"{one.State} 1");
        return one with { Version = 1 };
    }

    /// <summary>Saves all but the address and what became of it; a draft may become public by it.</summary>
    public async Task<EventAnswer> Save(Actor actor, CommunityEvent given, CancellationToken ct)
    {
        try
        {
            var answer = await lane.Write(turn => Save(turn, actor, given), ct);
            metrics.Counted();
            return answer;
        }
        catch (AttendanceLedger.ClosedException)
        {
            return EventAnswer.Closed;
        }
    }

    /// <summary>Says that it does not take place. Who signed up stays on the list, to be told.</summary>
    /// <param name="reason">For everybody to read.</param>
    public Task<EventAnswer> Cancel(Actor actor, CommunityEvent given, string reason, CancellationToken ct) =>
        lane.Write(turn => Cancel(turn, actor, given, reason), ct);

    /// <summary>The same in a transaction that does more.</summary>
    public async Task<EventAnswer> Cancel(WriteTurn turn, Actor actor, CommunityEvent given, string reason)
    {
        if (await turn.Connection.ExecuteAsync(
            """
            UPDATE community_event
               SET state = 'cancelled', reason = @reason, sequence = sequence + 1, changed_at = @now, version = version + 1
             WHERE id = @Id AND version = @Version AND state = 'published'
            """,
            new { given.Id, given.Version, reason, now = Now }) == 0) return EventAnswer.Stale;
        await AuditStore.Add(turn, staff, actor, AuditKind.EventCancelled, given.Slug, became: reason);
        return EventAnswer.Done;
    }

    /// <summary>Removes a draft, which nobody but staff has seen.</summary>
    public Task<EventAnswer> Discard(Actor actor, CommunityEvent given, CancellationToken ct) => lane.Write(async turn =>
    {
        if (await turn.Connection.ExecuteAsync(
            "DELETE FROM community_event WHERE id = @Id AND version = @Version AND state = 'draft'",
            new { given.Id, given.Version }) == 0) return EventAnswer.Stale;
        await AuditStore.Add(turn, staff, actor, AuditKind.EventChanged, given.Slug, was: EventState.Draft);
        return EventAnswer.Done;
    }, ct);

    private long Now => station.Now.ToUnixTimeMilliseconds();

    // What a calendar must hear of raises the sequence (RFC 5545, 3.8.7.4).
    private async Task<EventAnswer> Save(WriteTurn turn, Actor actor, CommunityEvent given)
    {
        var db = turn.Connection;
        if (!await WaitingList.Take(db, given.Id) || await EventStore.Find(db, given.Id) is not { } before) return EventAnswer.Stale;
        var now = Now;
        if (await db.ExecuteAsync(
            """
            UPDATE community_event
               SET name_en = @NameEn, name_fr = @NameFr, about_en = @AboutEn, about_fr = @AboutFr, place = @Place, host = @Host,
                   sequence = sequence + CASE WHEN state <> 'draft' AND (starts_at <> @StartsAt OR ends_at <> @EndsAt
                                                   OR place <> @Place OR name_en <> @NameEn OR name_fr <> @NameFr) THEN 1 ELSE 0 END,
                   starts_at = @StartsAt, ends_at = @EndsAt, all_day = @AllDay, sign_up = @SignUp, capacity = @Capacity,
                   closes_at = @ClosesAt, metric_id = @MetricId, state = @State, changed_at = @now, version = version + 1,
                   published_at = CASE WHEN @State = 'draft' THEN NULL ELSE COALESCE(published_at, @now) END
             WHERE id = @Id AND version = @Version AND (state = @State OR (state = 'draft' AND @State = 'published'))
               AND (@Capacity = 0
                    OR @Capacity >= (SELECT COALESCE(SUM(s.people), 0) FROM event_sign_up s
                                      WHERE s.event_id = @Id AND s.state = 'place'))
            """,
            new
            {
                given.Id,
                given.NameEn,
                given.NameFr,
                given.AboutEn,
                given.AboutFr,
                given.Place,
                given.Host,
                given.StartsAt,
                given.EndsAt,
                given.AllDay,
                given.SignUp,
                given.Capacity,
                given.ClosesAt,
                given.MetricId,
                given.State,
                given.Version,
                now,
            }) == 0)
            return before.Version == given.Version && before.State == given.State ? EventAnswer.Capacity : EventAnswer.Stale;
        await list.MoveUp(db, given.Id, station.Now);
        await attendance.Follow(turn, actor, before, given with { Slug = before.Slug });
        await AuditStore.Add(turn, staff, actor, AuditKind.EventChanged, before.Slug, became: $"{given.State} {given.Version + 1}");
        return EventAnswer.Done;
    }

    private string SlugOf(CommunityEvent one) =>
        $"{station.FirstDay(one):yyyy-MM-dd}-{Slugs.Of(one.Name(Language.English), "event")}";

    private static Task<int> Insert(DbConnection db, CommunityEvent one) => db.ExecuteAsync(
        """
        INSERT INTO community_event (id, slug, name_en, name_fr, about_en, about_fr, place, host, starts_at, ends_at, all_day,
                                     sign_up, capacity, closes_at, metric_id, state, reason, origin, added_at, published_at,
                                     changed_at, sequence, version, list_turn)
        VALUES (@Id, @Slug, @NameEn, @NameFr, @AboutEn, @AboutFr, @Place, @Host, @StartsAt, @EndsAt, @AllDay, @SignUp,
                @Capacity, @ClosesAt, @MetricId, @State, '', @Origin, @ChangedAt, @published, @ChangedAt, 0, 1, 0)
            ON CONFLICT (slug) DO NOTHING
        """,
        new
        {
            one.Id,
            one.Slug,
            one.NameEn,
            one.NameFr,
            one.AboutEn,
            one.AboutFr,
            one.Place,
            one.Host,
            one.StartsAt,
            one.EndsAt,
            one.AllDay,
            one.SignUp,
            one.Capacity,
            one.ClosesAt,
            one.MetricId,
            one.State,
            one.Origin,
            one.ChangedAt,
            published = one.PublishedAt > 0 ? one.PublishedAt : (long?)null,
        });
}
