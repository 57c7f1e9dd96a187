using System.Diagnostics;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Desk;
using LiveDashboard.Feedback.Desk.Queue;
using LiveDashboard.Feedback.Desk.Queue.Reading;
using LiveDashboard.Feedback.Targets;
using LiveDashboard.Load.Servers;
using LiveDashboard.Staff;

namespace LiveDashboard.Load.Benches;

/// <summary>What the staff desk's queue costs with 10,000 open cases among 145,000: promised are 100 ms at p95.</summary>
public static class DeskBench
{
    private const int Rounds = 100;

    public static async Task Run(string scratch, string? server, CancellationToken ct)
    {
        var folder = Path.Combine(scratch, server is null ? "desk" : "desk-server");
        await using var instance = await Instance.Open(folder, null, "--ConnectionStrings:Dashboard", server ?? "");
        await Fill(instance, folder, ct);
        var store = instance.Get<QueueStore>();
        var rights = new DeskRights("nobody", "nobody", StaffRole.Officer);
        var open = (await store.Alerts(ct)).Waiting;
        Report.Line($"| the desk with {open:N0} open cases, {(server is null ? "SQLite" : "PostgreSQL")} | median ms | p95 ms |");
        Report.Line($"|---|---|---|");
        await Measure("alerts", () => store.Alerts(ct));
        foreach (var (name, filter) in new (string, QueueFilter)[]
        {
            ("waiting", new()), ("answered, open", new() { View = "answered" }), ("set aside", new() { View = "withheld" }),
            ("waiting, one topic", new() { Category = "c1" }), ("waiting, nobody's", new() { Who = "nobody" }),
            ("promise missed", new() { Alert = "missed" }), ("mine", new() { View = "mine" }),
        })
            await Measure(name, () => store.Read(filter, rights, ct));
    }

    /// <summary>Makes the cases, once for a folder.</summary>
    public static async Task Fill(Instance instance, string folder, CancellationToken ct)
    {
        Directory.CreateDirectory(folder); // on a server the database lies elsewhere
        var complete = Path.Combine(folder, "complete");
        if (!File.Exists(complete))
        {
            await instance.Get<TargetStore>().Set("", "", TimeSpan.FromHours(72), DateTimeOffset.UnixEpoch, ct);
            await new CityMaker(instance.Get<CaseLedger>(), TimeProvider.System.GetUtcNow()).Make(280_000, 45_000, 30, ct);
            await File.WriteAllTextAsync(complete, "", ct);
        }
    }

    private static async Task Measure(string name, Func<Task> work)
    {
        var times = new List<double>(Rounds);
        for (var round = -10; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            await work();
            if (round >= 0) times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        Report.Line($"| {name} | {Report.Median(times):0.0} | {Report.Quantile(times, 0.95):0.0} |");
    }
}
