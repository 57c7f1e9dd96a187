using System.Data.Common;
using Dapper;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;

namespace LiveDashboard.Forums.Rooms;

/// <summary>An act of a host: who, where, and which version of the forum the host's page showed.</summary>
public sealed record HostAct(Actor Actor, string ForumId, long Version)
{
    public Control Control { get; init; } = Control.Needed;
}

/// <summary>What an act has to do with who steers.</summary>
public enum Control
{
    /// <summary>Only who steers may do it, and who does it steers.</summary>
    Needed,
    /// <summary>Takes the control from whoever has it.</summary>
    Taken,
    /// <summary>May be done by another, who then does not steer.</summary>
    Aside,
}

/// <summary>What became of an act.</summary>
public enum ActAnswer
{
    Done,
    /// <summary>Somebody else acted meanwhile: nothing was done, and the page shows the newer state.</summary>
    Stale,
    /// <summary>It cannot be done as things stand.</summary>
    NotNow,
    /// <summary>Another host steers.</summary>
    Steered,
    /// <summary>The count and the ballots differ: nothing was shown.</summary>
    Miscounted,
}

/// <summary>
/// Carries out what hosts do, one act after the other: guarded by the forum's version, recorded, and told once it is
/// committed.
/// </summary>
public sealed class ForumActs(WriteLane lane, ForumSignal signal, ForumClock clock, StaffClock staff)
{
    /// <summary>
    /// The program itself, as in a demonstration: what it does is in the forum's own record, and not in that of staff.
    /// </summary>
    public static readonly Actor Program = new("", "program");

    /// <summary>How long somebody steers who does nothing.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <param name="kind">For the record of acts.</param>
    /// <param name="work">False: it cannot be done now; nothing of it is kept.</param>
    public async Task<ActAnswer> Do(
        HostAct act, string kind, string pollId, Func<DbConnection, Forum, long, Task<bool>> work, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        var now = clock.NowMs;
        try
        {
            var answer = await lane.Write(async turn =>
            {
                var db = turn.Connection;
                // Also takes the row, so that a second act waits for this one's end and then finds another version.
                if (await Steer(db, act) == 0)
                    return await db.ExecuteScalarAsync<long>(
                        "SELECT COUNT(*) FROM forum WHERE id = @ForumId AND version = @Version", act) == 0
                        ? ActAnswer.Stale : ActAnswer.Steered;
                if (!await work(db, (await ForumStore.Read(db, act.ForumId))!, now)) throw new NotNowException();
                await db.ExecuteAsync(
                    """
                    INSERT INTO forum_act (id, forum_id, member_id, kind, poll_id, detail, at)
                    VALUES (@id, @ForumId, @memberId, @kind, @pollId, '', @now)
                    """,
                    new { id = Guid.CreateVersion7().ToString("n"), act.ForumId, memberId = act.Actor.Id, kind, pollId, now });
                if (act.Actor != Program)
                    await AuditStore.Add(
                        turn, staff, act.Actor, AuditKind.ForumAct, act.ForumId, became: $"{kind} {pollId}".Trim());
                return ActAnswer.Done;
            }, ct);
            if (answer == ActAnswer.Done) signal.Changed(act.ForumId);
            return answer;
        }
        catch (NotNowException)
        {
            return ActAnswer.NotNow;
        }
        catch (MiscountedException)
        {
            return ActAnswer.Miscounted;
        }
    }

    // By its primary key: who acts at the command line or in a test is nobody's colleague and steers nothing.
    private Task<int> Steer(DbConnection db, HostAct act) => db.ExecuteAsync(
        """
        UPDATE forum
           SET version = version + 1,
               steered_by = CASE WHEN @aside = 1 THEN steered_by ELSE (SELECT m.id FROM staff_member m WHERE m.id = @memberId) END,
               steered_until = CASE WHEN @aside = 1 THEN steered_until ELSE @until END
         WHERE id = @ForumId AND version = @Version
           AND (@needed = 0 OR steered_by IS NULL OR steered_by = @memberId OR steered_until < @now)
        """,
        new
        {
            act.ForumId,
            act.Version,
            memberId = act.Actor.Id,
            aside = act.Control == Control.Aside ? 1L : 0L,
            needed = act.Control == Control.Needed ? 1L : 0L,
            now = staff.NowMs,
            until = staff.NowMs + (long)Lease.TotalMilliseconds,
        });

    // Takes back what the act had begun, the version among it.
    private sealed class NotNowException : Exception;
}

/// <summary>What a round's tallies say is not what its ballots say.</summary>
public sealed class MiscountedException : Exception;
