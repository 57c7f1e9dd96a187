using Dapper;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;

namespace LiveDashboard.Events.SignUps;

/// <summary>The list of an event as staff have it at the door.</summary>
public sealed class SignUpList(
    Database database, WriteLane lane, SignUpStore signUps, TimeProvider clock, StaffClock staff)
{
    /// <summary>Who comes, then who waits, each in their order. Who left is not on it.</summary>
    public async Task<IReadOnlyList<SignUp>> Of(string eventId, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<SignUp>(
            """
            SELECT event_id, seq, people, state, name, contact, language, signed_at, moved_at
              FROM event_sign_up
             WHERE event_id = @eventId AND state <> 'left'
             ORDER BY state, seq
            """,
            new { eventId })).AsList();
    }

    /// <summary>Takes somebody off who said so by other ways; whoever waits first moves up.</summary>
    /// <returns>False when nobody was there.</returns>
    public async Task<bool> Remove(Actor actor, CommunityEvent of, long seq, CancellationToken ct)
    {
        var removed = await lane.Write(async turn =>
        {
            if (!await WaitingList.Take(turn.Connection, of.Id)
                || !await signUps.Leave(turn.Connection, of.Id, seq, clock.GetUtcNow())) return false;
            await AuditStore.Add(turn, staff, actor, AuditKind.SignUpRemoved, of.Slug, was: $"{seq}");
            return true;
        }, ct);
        if (removed) lane.ForgetLog();
        return removed;
    }
}
