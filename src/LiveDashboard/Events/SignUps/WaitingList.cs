using System.Data.Common;
using Dapper;

namespace LiveDashboard.Events.SignUps;

/// <summary>
/// The list of an event is changed by one transaction at a time: each begins by taking the event's row. So what follows
/// sees all that was committed before, on every node.
/// </summary>
public sealed class WaitingList(IPlaceLetters letters)
{
    /// <summary>Takes the event's row until the transaction ends.</summary>
    /// <returns>Whether there is such an event.</returns>
    public static async Task<bool> Take(DbConnection db, string eventId) => await db.ExecuteAsync(
        "UPDATE community_event SET list_turn = list_turn + 1 WHERE id = @eventId", new { eventId }) > 0;

    /// <summary>
    /// Gives free places to those who wait, in their order: the first moves up as soon as all of its people fit, and
    /// nobody passes it, but for more people than the event has places. Who asked for a letter has it written in the
    /// same transaction. The event's row must have been taken.
    /// </summary>
    /// <returns>How many moved up.</returns>
    public async Task<int> MoveUp(DbConnection db, string eventId, DateTimeOffset now)
    {
        var moved = 0;
        while (await Next(db, eventId, now) is { } seq)
        {
            moved++;
            if (await EventStore.Find(db, eventId) is { } one) await letters.Tell(db, one, seq, now);
        }
        return moved;
    }

    /// <returns>Who moved up; null: nobody can.</returns>
    private static Task<long?> Next(DbConnection db, string eventId, DateTimeOffset now) =>
        db.QuerySingleOrDefaultAsync<long?>(
            """
            UPDATE event_sign_up
               SET state = 'place', moved_at = @now
             WHERE event_id = @eventId AND state = 'waiting'
               AND seq = (SELECT MIN(w.seq)
                            FROM event_sign_up w
                            JOIN community_event c ON c.id = w.event_id
                           WHERE w.event_id = @eventId AND w.state = 'waiting' AND (c.capacity = 0 OR w.people <= c.capacity))
               AND EXISTS (SELECT 1
                             FROM community_event e
                            WHERE e.id = @eventId AND e.state = 'published' AND e.starts_at > @now
                              AND (e.capacity = 0
                                   OR e.capacity >= event_sign_up.people
                                      + (SELECT COALESCE(SUM(p.people), 0) FROM event_sign_up p
                                          WHERE p.event_id = @eventId AND p.state = 'place')))
            RETURNING seq
            """,
            new { eventId, now = now.ToUnixTimeMilliseconds() });
}
