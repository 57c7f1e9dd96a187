using LiveDashboard.Forums.Rooms;
using LiveDashboard.Storage;

namespace LiveDashboard.Forums.Polls;

/// <summary>
/// Closes polls when their countdown has ended. The countdown itself refuses late ballots; this only says so to the
/// screens, within a second.
/// </summary>
public sealed partial class ClosePolls(
    PollActs acts, WriteLane lane, ForumSignal signal, ForumClock clock, ILogger<ClosePolls> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                foreach (var forumId in await acts.CloseDue(lane, stoppingToken)) signal.Changed(forumId);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                NotClosed(e);
            }
    }

    [LoggerMessage(LogLevel.Error, "Polls whose countdown has ended could not be closed; tried again in a second")]
    private partial void NotClosed(Exception e);
}
