using Dapper;
using LiveDashboard.Jobs;
using LiveDashboard.Staff;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Desk.Claims;

/// <summary>Drops what the desk needed for a while.</summary>
public sealed class PruneDesk(WriteLane lane, StaffClock clock) : IRetention
{
    /// <summary>How long what was written and never sent is kept.</summary>
    public static readonly TimeSpan DraftsKept = TimeSpan.FromDays(30);

    /// <summary>How long after its end a claim, and after it was done an act on several cases, is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public string Rule => "replies that were not sent go after 30 days, claims and what undoes a bulk act after a day";

    public Task Prune(CancellationToken ct) => lane.Write(turn => turn.Connection.ExecuteAsync(
        """
        DELETE FROM reply_draft WHERE saved_at < @drafts;
        DELETE FROM case_claim WHERE held_until < @before;
        DELETE FROM bulk_case WHERE bulk_id IN (SELECT id FROM bulk_act WHERE done_at < @before);
        DELETE FROM bulk_act WHERE done_at < @before
        """,
        new
        {
            drafts = (clock.Now - DraftsKept).ToUnixTimeMilliseconds(),
            before = (clock.Now - Kept).ToUnixTimeMilliseconds(),
        }), ct);
}
