using System.Diagnostics;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Demo;
using LiveDashboard.Feedback.Targets;
using LiveDashboard.Jobs;
using LiveDashboard.Load.Servers;
using LiveDashboard.Web;
using Microsoft.Extensions.DependencyInjection;

namespace LiveDashboard.Load.Benches;

/// <summary>
/// What a beat costs on ten years of a city against the demonstration's half year: the same, as both read the same few
/// aggregate rows.
/// </summary>
public static class MeasureBench
{
    private const int Rounds = 200;
    private const int RecentCases = 82_000;
    private const int RecentDays = 30;

    public static async Task Run(string scratch, int events, CancellationToken ct)
    {
        await using var small = await Demo(Path.Combine(scratch, "demo"), ct);
        await using var large = await City(Path.Combine(scratch, $"city-{events}"), events, ct);
        var times = new Dictionary<Instance, List<double>> { [small] = [], [large] = [] };
        for (var round = -20; round < Rounds; round++)
            foreach (var instance in new[] { small, large })
            {
                var now = instance.Get<StationTime>().Now;
                var started = Stopwatch.GetTimestamp();
                await instance.MeasureHome(now, ct);
                if (round >= 0) times[instance].Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        Report.Line($"| home board, all figures | median ms | p99 ms |");
        Report.Line($"|---|---|---|");
        Report.Line($"| demonstration | {Report.Median(times[small]):0.00} | {Report.Quantile(times[small], 0.99):0.00} |");
        Report.Line($"| {events:N0} events of ten years | {Report.Median(times[large]):0.00} | {Report.Quantile(times[large], 0.99):0.00} |");
        Report.Line($"ratio of medians {Report.Median(times[large]) / Report.Median(times[small]):0.00} ({Rounds} rounds, in turn)");
    }

    private static async Task<Instance> Demo(string folder, CancellationToken ct)
    {
        var clock = new DemoClock(1);
        var instance = await Instance.Open(folder, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Services.AddSingleton(clock);
            builder.Services.AddSingleton<Demonstration>();
        });
        await instance.Get<Demonstration>().Load((_, _) => { }, ct);
        await RunJobs(instance, ct);
        return instance;
    }

    /// <summary>Ten years, 82,000 cases in the last 30 days, a fifth of these open; written through the ledger.</summary>
    private static async Task<Instance> City(string folder, int events, CancellationToken ct)
    {
        var made = File.Exists(Path.Combine(folder, "complete"));
        var instance = await Instance.Open(folder);
        if (!made)
        {
            await instance.Get<TargetStore>().Set("", "", TimeSpan.FromHours(72), DateTimeOffset.UnixEpoch, ct);
            await new CityMaker(instance.Get<CaseLedger>(), TimeProvider.System.GetUtcNow()).Make(events, RecentCases, RecentDays, ct);
            await File.WriteAllTextAsync(Path.Combine(folder, "complete"), "", ct);
        }
        await RunJobs(instance, ct);
        return instance;
    }

    private static async Task RunJobs(Instance instance, CancellationToken ct)
    {
        foreach (var entry in Timetable.Entries.Where(entry => entry.BeforeVisitors))
            await ((IJob)instance.App.Services.GetRequiredService(entry.Job)).Run(ct);
    }
}
