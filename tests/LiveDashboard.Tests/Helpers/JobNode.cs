using LiveDashboard.Jobs;
using LiveDashboard.Storage;
using LiveDashboard.Subscriptions.Letters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LiveDashboard.Tests.Helpers;

/// <summary>
/// The program as a process of its own with a timetable of a test's choosing, by the names of its jobs. The tests kill
/// it, and run two of it on one database.
/// </summary>
public static class JobNode
{
    private static readonly Entry[] All =
    [
        Entry.Of<Counting>("0/2 * * * * ?"),
        Entry.Of<Holding>("* * * * * ?"),
        Entry.Of<SendLetters>("* * * * * ?"),
    ];

    public static async Task Main(string[] jobs)
    {
        await using var app = Dashboard.Build(["--urls", "http://127.0.0.1:0"], builder =>
        {
            foreach (var entry in All) builder.Services.TryAddSingleton(entry.Job);
            builder.Services.AddSingleton<IReadOnlyList<Entry>>([.. All.Where(entry => jobs.Contains(entry.Name))]);
        });
        await Dashboard.PrepareStorage(app);
        await app.RunAsync();
    }

    /// <summary>Over at once: its runs are what is counted.</summary>
    public sealed class Counting : IJob
    {
        public Task Run(CancellationToken ct) => Task.CompletedTask;
    }

    /// <summary>Runs until a file named release is in the data folder.</summary>
    public sealed class Holding(DataPlace place) : IJob
    {
        public async Task Run(CancellationToken ct)
        {
            while (!File.Exists(Path.Combine(place.Folder, "release"))) await Task.Delay(50, ct);
        }
    }
}
