using LiveDashboard.Web;

namespace LiveDashboard.Jobs;

/// <summary>Runs one job once, records it and counts it. Whatever a job does, the timetable goes on.</summary>
public sealed partial class JobRunner(
    IServiceProvider services, JobRuns runs, JobMeter meter, StationTime station, TimeProvider clock,
    ILogger<JobRunner> log)
{
    private const int LongestReason = 500;
    private static readonly string Node = $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <summary>Before the first run: closes what an earlier process left.</summary>
    public Task Start(CancellationToken ct) => runs.CloseInterrupted(ct);

    /// <param name="due">When it should have started; null if that is not known.</param>
    public async Task Run(Entry entry, DateTimeOffset? due, CancellationToken ct)
    {
        using var activity = Tracing.Source.StartActivity(entry.Name);
        var started = clock.GetTimestamp();
        if (due is { } at) meter.Late(entry.Name, station.Now - at);
        var (outcome, reason) = (JobOutcome.Failed, "It could not be recorded.");
        try
        {
            var run = await runs.Begin(entry.Name, Node, ct);
            (outcome, reason) = await Outcome(entry, ct);
            await runs.End(run, clock.GetElapsedTime(started), outcome, reason);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            NotRecorded(e, entry.Name);
        }
        meter.Ran(entry.Name, outcome, clock.GetElapsedTime(started));
    }

    private async Task<(string Outcome, string? Reason)> Outcome(Entry entry, CancellationToken ct)
    {
        try
        {
            await ((IJob)services.GetRequiredService(entry.Job)).Run(ct);
            return (JobOutcome.Ok, null);
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            return (JobOutcome.Interrupted, "The program was stopped.");
        }
        catch (JobAlarmException e)
        {
            Alarm(entry.Name, e.Message);
            return (JobOutcome.Alarm, Short(e.Message));
        }
        catch (Exception e)
        {
            Failed(e, entry.Name);
            return (JobOutcome.Failed, Short($"{e.GetType().Name}: {e.Message}"));
        }
    }

    private static string Short(string text) =>
        text.Length <= LongestReason ? text : text[..(LongestReason - 1)] + "…";

    [LoggerMessage(LogLevel.Error, "The job {Job} failed; it runs again at its next time")]
    private partial void Failed(Exception e, string job);

    [LoggerMessage(LogLevel.Error, "The job {Job} raises an alarm: {What}")]
    private partial void Alarm(string job, string what);

    [LoggerMessage(LogLevel.Error, "A run of the job {Job} could not be recorded")]
    private partial void NotRecorded(Exception e, string job);
}
