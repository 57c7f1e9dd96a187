using LiveDashboard.Web;
using Quartz;

namespace LiveDashboard.Jobs;

/// <summary>
/// Runs the timetable on Quartz.NET. Jobs are safe to run again and look at the tables, not at their own past, so the
/// engine keeps nothing: after a restart each runs at its next minute.
/// </summary>
public static class QuartzEngine
{
    public static void AddTimetable(this IServiceCollection services, IEnumerable<Entry> entries)
    {
        foreach (var entry in entries) services.AddSingleton(entry.Job);
        services.AddSingleton<JobRunner>();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler => scheduler.InstanceName = "timetable");
            foreach (var entry in entries)
                quartz.ScheduleJob(
                    entry.Name,
                    async (JobRunner runner, CancellationToken ct) => await runner.Run(entry, ct),
                    trigger => trigger.WithCronSchedule(entry.Cron));
        });
        services.AddQuartzHostedService(host => host.WaitForJobsToComplete = true);
    }
}

/// <summary>Runs one job once. A failure is logged and does not stop the timetable.</summary>
public sealed partial class JobRunner(IServiceProvider services, ILogger<JobRunner> log)
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, SemaphoreSlim> _turns = new();

    public async Task Run(Entry entry, CancellationToken ct)
    {
        // One at a time: a slow run is not joined by the next, which would only find the same work.
        var turn = _turns.GetOrAdd(entry.Name, _ => new SemaphoreSlim(1));
        if (!await turn.WaitAsync(0, ct)) return;
        try
        {
            await ((IJob)services.GetRequiredService(entry.Job)).Run(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            JobFailed(e, entry.Name);
        }
        finally
        {
            turn.Release();
        }
    }

    [LoggerMessage(LogLevel.Error, "The job {Job} failed; it runs again at its next time")]
    private partial void JobFailed(Exception e, string job);
}
