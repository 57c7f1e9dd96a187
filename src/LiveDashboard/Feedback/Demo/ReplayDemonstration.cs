using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Figures;

namespace LiveDashboard.Feedback.Demo;

/// <summary>Follows the demonstration's clock, a step a second of the world.</summary>
public sealed partial class ReplayDemonstration(
    Demonstration demonstration, FigureSignal signal, ILogger<ReplayDemonstration> log) : BackgroundService
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        demonstration.Run();
        using var timer = new PeriodicTimer(Step);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await demonstration.Replay(stoppingToken)) signal.CasesChanged();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                StepFailed(e);
                throw; // what it would skip could not be replayed later: better to stop and be started again
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "The replay stopped; start the demonstration again to go on from here")]
    private partial void StepFailed(Exception e);
}
