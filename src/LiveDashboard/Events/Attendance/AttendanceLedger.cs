using System.Data.Common;
using System.Globalization;
using Dapper;
using LiveDashboard.Events.SignUps;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Events.Attendance;

/// <summary>What became of an attendance.</summary>
public enum AttendanceAnswer
{
    Entered,
    /// <summary>A further version: a public correction.</summary>
    Corrected,
    /// <summary>It is what was said before.</summary>
    Unchanged,
    /// <summary>Somebody else was quicker.</summary>
    Stale,
    /// <summary>The event is not over, or does not take place.</summary>
    Early,
    /// <summary>The initiative that it counts for is over, and takes no readings any more.</summary>
    Closed,
}

/// <summary>
/// Enters how many came. A version is never changed; the reading of the initiative is brought up to date in the same
/// transaction, so that there is never one without the other.
/// </summary>
public sealed class AttendanceLedger(
    WriteLane lane, IAttendanceMetrics metrics, TimeProvider clock, StationTime station, StaffClock staff)
{
    /// <param name="was">The version that the page showed; 0: none.</param>
    /// <param name="reason">Why the number before was wrong; of a correction alone.</param>
    /// <exception cref="WriteStoppedException">Nothing is taken from outside now.</exception>
    public async Task<AttendanceAnswer> Enter(
        Actor actor, string eventId, long people, string reason, long was, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        try
        {
            var answer = await lane.Write(turn => Enter(turn, actor, eventId, people, reason, was), ct);
            metrics.Counted();
            return answer;
        }
        catch (ClosedException)
        {
            return AttendanceAnswer.Closed;
        }
    }

    /// <summary>The same in a transaction that does more.</summary>
    /// <exception cref="ClosedException">
    /// The initiative takes no readings any more: nothing of the transaction stays.
    /// </exception>
    public async Task<AttendanceAnswer> Enter(
        WriteTurn turn, Actor actor, string eventId, long people, string reason, long was)
    {
        if (!await WaitingList.Take(turn.Connection, eventId)) return AttendanceAnswer.Stale;
        if (await EventStore.Find(turn.Connection, eventId) is not { } one) return AttendanceAnswer.Stale;
        if (one.AttendanceVersion != was) return AttendanceAnswer.Stale;
        if (one.Attendance == people) return AttendanceAnswer.Unchanged;
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (one.State is EventState.Draft or EventState.Cancelled || one.StartsAt > now) return AttendanceAnswer.Early;
        if (await Insert(turn.Connection, one, people, reason, actor, now) == 0) return AttendanceAnswer.Stale;
        var reading = Reading(one);
        var before = was == 0 ? null : reading;
        if (reading is not null && !await metrics.Count(turn, actor, before, reading, people, one.Slug, reason))
            throw new ClosedException();
        await AuditStore.Add(
            turn, staff, actor, AuditKind.AttendanceEntered, one.Slug, Number(one.Attendance), Number(people));
        return was == 0 ? AttendanceAnswer.Entered : AttendanceAnswer.Corrected;
    }

    /// <summary>
    /// After an event's day or metric changed, in the transaction of the change: what was counted for it moves along.
    /// </summary>
    /// <exception cref="ClosedException">
    /// One of the initiatives takes no readings any more: nothing of the transaction stays.
    /// </exception>
    public async Task Follow(WriteTurn turn, Actor actor, CommunityEvent before, CommunityEvent after)
    {
        if (before.Attendance is not { } people || Reading(before) == Reading(after)) return;
        if (!await metrics.Count(turn, actor, Reading(before), Reading(after), people, after.Slug, Moved))
            throw new ClosedException();
    }

    /// <summary>Said with readings that moved because the event did.</summary>
    private const string Moved = "The event's day or initiative was corrected";

    // The version is claimed by its key; the event is held by it, and takes no more sign-ups.
    private static async Task<int> Insert(
        DbConnection db, CommunityEvent one, long people, string reason, Actor actor, long now)
    {
        var inserted = await db.ExecuteAsync(
            """
            INSERT INTO event_attendance (event_id, version, people, reason, entered_by, entered_at)
            SELECT e.id, @version, @people, @reason, @by, @now
              FROM community_event e
             WHERE e.id = @Id AND e.state IN ('published', 'held') AND e.starts_at <= @now
                ON CONFLICT (event_id, version) DO NOTHING
            """,
            new
            {
                one.Id,
                version = one.AttendanceVersion + 1,
                people,
                reason = one.AttendanceVersion == 0 ? "" : reason,
                by = actor.Name,
                now,
            });
        if (inserted > 0)
            await db.ExecuteAsync(
                "UPDATE community_event SET state = 'held', changed_at = @now WHERE id = @Id", new { one.Id, now });
        return inserted;
    }

    private AttendanceReading? Reading(CommunityEvent one) =>
        one.MetricId.Length == 0 ? null : new(one.MetricId, one.Slug, station.FirstDay(one));

    private static string Number(long? people) => people?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>Takes the transaction back.</summary>
    public sealed class ClosedException() : Exception("The initiative is over; its figures do not change any more.");
}
