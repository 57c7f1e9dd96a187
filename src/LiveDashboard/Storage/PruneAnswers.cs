using Dapper;
using LiveDashboard.Jobs;

namespace LiveDashboard.Storage;

/// <summary>Drops the answers of requests which nobody will repeat any more.</summary>
public sealed class PruneAnswers(WriteLane lane, TimeProvider clock) : IRetention
{
    /// <summary>How long a request may be repeated: long enough for a system that stood still over a holiday.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    public string Rule => "answers go a week after their request";

    public Task Prune(CancellationToken ct) => lane.Write(turn => turn.Connection.ExecuteAsync(
        "DELETE FROM idempotency WHERE written_at < @before",
        new { before = (clock.GetUtcNow() - Kept).ToUnixTimeMilliseconds() }), ct);
}
