namespace LiveDashboard.Forums.Demo;

/// <summary>Leads the demonstration's forum, a step a second of the world.</summary>
public sealed partial class ReplayForum(DemoForum forum, ILogger<ReplayForum> log) : BackgroundService
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Step);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                await forum.Step(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                StepFailed(e); // nothing is skipped: the next step does what this one did not
            }
    }

    [LoggerMessage(LogLevel.Error, "A step of the demonstration's forum failed; tried again")]
    private partial void StepFailed(Exception e);
}
