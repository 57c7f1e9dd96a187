using System.Data.Common;
using Dapper;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;

namespace LiveDashboard.Forums.Rooms;

/// <summary>An act of a host: who, where, and which version of the forum the host's page showed.</summary>
public sealed record HostAct(Actor Actor, string ForumId, long Version);

/// <summary>What became of an act.</summary>
public enum ActAnswer
{
    Done,
    /// <summary>Somebody else acted meanwhile: nothing was done, and the page shows the newer state.</summary>
    Stale,
    /// <summary>It cannot be done as things stand.</summary>
    NotNow,
}

/// <summary>
/// Carries out what hosts do, one act after the other: guarded by the forum's version, recorded, and told once it is
/// committed.
/// </summary>
public sealed class ForumActs(WriteLane lane, ForumSignal signal, TimeProvider clock, StaffClock staff)
{
    /// <param name="kind">For the record of acts.</param>
    /// <param name="work">False: it cannot be done now; nothing of it is kept.</param>
    public async Task<ActAnswer> Do(
        HostAct act, string kind, string pollId, Func<DbConnection, Forum, long, Task<bool>> work, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        try
        {
            var answer = await lane.Write(async turn =>
            {
                var db = turn.Connection;
                // Also takes the row, so that a second act waits for this one's end and then finds another version.
                if (await db.ExecuteAsync(
                    "UPDATE forum SET version = version + 1 WHERE id = @ForumId AND version = @Version", act) == 0)
                    return ActAnswer.Stale;
                if (!await work(db, (await ForumStore.Read(db, act.ForumId))!, now)) throw new NotNowException();
                await db.ExecuteAsync(
                    """
                    INSERT INTO forum_act (id, forum_id, member_id, kind, poll_id, detail, at)
                    VALUES (@id, @ForumId, @memberId, @kind, @pollId, '', @now)
                    """,
                    new { id = Guid.CreateVersion7().ToString("n"), act.ForumId, memberId = act.Actor.Id, kind, pollId, now });
                await AuditStore.Add(turn, staff, act.Actor, AuditKind.ForumAct, act.ForumId, became: $"{kind} {pollId}".Trim());
                return ActAnswer.Done;
            }, ct);
            if (answer == ActAnswer.Done) signal.Changed(act.ForumId);
            return answer;
        }
        catch (NotNowException)
        {
            return ActAnswer.NotNow;
        }
    }

    // Takes back what the act had begun, the version among it.
    private sealed class NotNowException : Exception;
}
