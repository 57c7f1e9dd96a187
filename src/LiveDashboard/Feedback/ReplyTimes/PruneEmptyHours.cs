using Dapper;
using LiveDashboard.Jobs;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.ReplyTimes;

/// <summary>Drops the hours in which nobody waits any more: they would only be read past.</summary>
public sealed class PruneEmptyHours(WriteLane lane) : IRetention
{
    public string Rule => "hours in which nobody waits any more go at once";

    public Task Prune(CancellationToken ct) =>
        lane.Write(turn => turn.Connection.ExecuteAsync("DELETE FROM waiting_hour WHERE n = 0"), ct);
}
