using Hangfire;
using Hangfire.Storage;
using Hangfire.Storage.SQLite;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Jobs;

/// <summary>
/// The timetable on Hangfire, for who runs it elsewhere: built with <c>-p:JobEngine=Hangfire</c> in the place of
/// Quartz.NET. Its file holds nothing that cannot be made again. One node: it has no store on PostgreSQL here.
/// </summary>
public static class HangfireEngine
{
    public static void AddJobEngine(this IServiceCollection services)
    {
        // By default it looks every 15 seconds, and jobs run by the second.
        services.AddHangfire((provider, hangfire) => hangfire.UseSQLiteStorage(
            Path.Combine(provider.GetRequiredService<DataPlace>().Folder, "hangfire.db"),
            new SQLiteStorageOptions { QueuePollInterval = TimeSpan.FromSeconds(1) }));
        services.AddHostedService<HangfireTimetable>(); // before the server: it must find this program's timetable
        services.AddHangfireServer(server =>
        {
            server.SchedulePollingInterval = TimeSpan.FromSeconds(1);
            server.HeartbeatInterval = TimeSpan.FromSeconds(30);
            server.WorkerCount = 2;
        });
    }
}

/// <summary>Makes the stored timetable this program's.</summary>
public sealed class HangfireTimetable(
    IReadOnlyList<Entry> entries, IRecurringJobManager jobs, JobStorage storage, JobRunner runner, StationTime station)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await runner.Start(cancellationToken);
        var names = entries.Select(entry => entry.Name).ToHashSet();
        using (var connection = storage.GetConnection())
            foreach (var gone in connection.GetRecurringJobs().Where(job => !names.Contains(job.Id)))
                jobs.RemoveIfExists(gone.Id);
        foreach (var entry in entries)
            jobs.AddOrUpdate<HangfireRun>(
                entry.Name, run => run.Run(entry.Name, CancellationToken.None), entry.Cron,
                new RecurringJobOptions { TimeZone = station.Zone, MisfireHandling = MisfireHandlingMode.Relaxed });
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Any job of the timetable, as Hangfire sees it. It may fire twice: one at a time, no retries.</summary>
public sealed class HangfireRun(IReadOnlyList<Entry> entries, JobRunner runner)
{
    [AutomaticRetry(Attempts = 0)]
    [DisableConcurrentExecution(timeoutInSeconds: 0)]
    public async Task Run(string name, CancellationToken ct)
    {
        var entry = entries.FirstOrDefault(entry => entry.Name == name);
        if (entry is not null) await runner.Run(entry, null, ct);
    }
}
