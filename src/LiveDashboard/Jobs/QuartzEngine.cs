using LiveDashboard.Web;
using Quartz;

namespace LiveDashboard.Jobs;

/// <summary>The engine of the default build.</summary>
public static class QuartzEngine
{
    public static void AddJobEngine(this IServiceCollection services)
    {
        services.AddSingleton<QuartzStore>();
        services.AddHostedService<QuartzTimetable>();
    }
}

/// <summary>
/// Runs the timetable on Quartz.NET, beside the pages: they do not wait for it. Each job runs once at a time, on all
/// nodes together; after a pause each that was due runs once. What a killed process was doing is done again.
/// </summary>
public sealed partial class QuartzTimetable(
    IReadOnlyList<Entry> entries, JobRunner runner, QuartzStore store, StationTime station, ILoggerFactory loggers)
    : BackgroundService
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(10);
    private readonly ILogger _log = loggers.CreateLogger<QuartzTimetable>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                await RunUntil(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                NotStarted(e);
                await Task.Delay(Retry, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
    }

    private async Task RunUntil(CancellationToken stopping)
    {
        await runner.Start(stopping);
        store.Prepare();
        await using var factory = QuartzSchedulerBuilder.Create(quartz =>
        {
            quartz.Services.AddSingleton(loggers);
            quartz.Services.AddSingleton(new QuartzRun(entries, runner, stopping));
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "timetable";
                scheduler.GenerateInstanceId = true;
            });
            store.Configure(quartz);
        }).Build();
        var scheduler = await factory.GetScheduler(stopping);
        await Reconcile(scheduler, stopping);
        await scheduler.Start(stopping);
        await Task.Delay(Timeout.Infinite, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await scheduler.Shutdown(true, CancellationToken.None);
    }

    /// <summary>
    /// Makes the stored timetable this program's: what it no longer has would go on firing, and what it still has keeps
    /// its next time, so that a job that fell due while nothing ran is run.
    /// </summary>
    private async Task Reconcile(IScheduler scheduler, CancellationToken ct)
    {
        var stored = await scheduler.QueryJobs(new JobQuery(), ct);
        var names = entries.Select(entry => entry.Name).ToHashSet();
        foreach (var gone in stored.Items.Select(job => job.Key).Where(key => !names.Contains(key.Name)))
        {
            await scheduler.DeleteJob(gone, ct);
            Unscheduled(gone.Name);
        }
        foreach (var entry in entries)
        {
            var key = new TriggerKey(entry.Name);
            if (await scheduler.GetTrigger(key, ct) is ICronTrigger held
                && held.CronExpressionString == entry.Cron && held.TimeZone.Id == station.Zone.Id
                && await scheduler.GetTriggerState(key, ct) != TriggerState.Error) continue;
            var job = JobBuilder.Create<QuartzJob>().WithIdentity(entry.Name).RequestRecovery().Build();
            var trigger = TriggerBuilder.Create<QuartzJob>(scheduler.TimeProvider).WithIdentity(key).ForJob(job)
                .WithSchedule(CronScheduleBuilder.Create(entry.Cron).InTimeZone(station.Zone)
                    .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
                .Build();
            await scheduler.ScheduleJob(job, [trigger], ScheduleJobOptions.Replacing, ct);
        }
    }

    [LoggerMessage(LogLevel.Error, "The timetable cannot run; it is tried again in ten seconds")]
    private partial void NotStarted(Exception e);

    [LoggerMessage(LogLevel.Information, "The job {Job} is no longer in the timetable and was unscheduled")]
    private partial void Unscheduled(string job);
}

/// <summary>What a firing needs of the program that it runs in.</summary>
public sealed record QuartzRun(IReadOnlyList<Entry> Entries, JobRunner Runner, CancellationToken Stopping);

/// <summary>Any job of the timetable, as Quartz sees it: the name says which.</summary>
[DisallowConcurrentExecution]
public sealed class QuartzJob(QuartzRun run) : Quartz.IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var entry = run.Entries.FirstOrDefault(entry => entry.Name == context.JobDetail.Key.Name);
        // Null: a node of another version put it into the shared timetable.
        if (entry is not null) await run.Runner.Run(entry, context.ScheduledFireTimeUtc, run.Stopping);
    }
}
