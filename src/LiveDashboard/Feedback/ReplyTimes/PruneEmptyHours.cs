using Dapper;
using LiveDashboard.Jobs;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.ReplyTimes;

/// <summary>The job that drops the hours in which nobody waits any more: they would only be read past.</summary>
public sealed class PruneEmptyHours(WriteLane lane) : IJob
{
    public Task Run(CancellationToken ct) =>
        lane.Write(turn => turn.Connection.ExecuteAsync("DELETE FROM waiting_hour WHERE n = 0"), ct);
}
