using System.CommandLine;
using LiveDashboard.Feedback.Demo;
using LiveDashboard.Forums.Demo;
using LiveDashboard.Staff;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spectre.Console;

namespace LiveDashboard.Commands;

/// <summary><c>demo</c>: the product on the shipped records, in a database of its own.</summary>
public static class DemoCommand
{
    private static readonly Option<double> Speed = new("--speed")
    {
        Description = "Hours of the records in a minute of yours, 0.02 to 100.",
        DefaultValueFactory = _ => 1,
        HelpName = "HOURS",
    };

    /// <summary>What the demonstration is called where nothing else is configured.</summary>
    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["Provider:Name"] = "Boston Answers Live",
        ["Provider:RunBy"] = "the demonstration of LiveDashboard, on records of the City of Boston",
        ["Provider:RunByIn:fr"] = "la démonstration de LiveDashboard, sur des relevés de la ville de Boston",
        ["Data:Folder"] = "demo-data",
        // Its records are shipped, and its nights are minutes apart.
        ["Backup:Keep"] = "0",
        // A minute passes every second: ages are kept true to it.
        ["Live:RefreshSeconds"] = "2",
    };

    public static Command Create()
    {
        Speed.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0.02 and <= 100)) result.AddError("--speed is from 0.02 to 100 hours a minute.");
        });
        var command = new Command("demo", "Show it on 58,251 real cases, replayed; nothing to set up. Ctrl-C stops it, and it goes on next time.")
        {
            Shell.Urls, Speed, DemoFirstStart.LoadOnly,
        };
        command.SetAction((parse, ct) => Shell.Refusing(() => Run(parse, ct)));
        return command;
    }

    private static async Task<int> Run(ParseResult parse, CancellationToken ct)
    {
        var clock = new DemoClock(parse.GetValue(Speed) * 60);
        await using var app = Dashboard.Build(ServeCommand.Settings(parse), builder =>
        {
            builder.Configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = Defaults });
            builder.Services.AddDemonstration(clock);
            builder.Services.Replace(ServiceDescriptor.Singleton(new StaffClock(TimeProvider.System)));
            builder.Services.AddHostedService<ReplayDemonstration>();
            builder.Services.AddDemoForum();
            builder.Services.AddDemoParts();
        });
        if (parse.GetValue(DemoFirstStart.LoadOnly))
        {
            DemoFirstStart.EndWithParent();
            await Dashboard.PrepareStorage(app);
            await Load(app.Services.GetRequiredService<Demonstration>(), ct);
            // Here too, for the memory that they leave behind.
            await DemoParts.AddMissing(app.Services, ct);
            await DemoStaff.Prepare(app, ct);
            return 0;
        }
        if (DemoFirstStart.IsFirst(app) && await DemoFirstStart.Load(ct) is var code and not 0) return code;
        await Dashboard.PrepareStorage(app);
        await Load(app.Services.GetRequiredService<Demonstration>(), ct);
        await DemoParts.AddMissing(app.Services, ct);
        var staff = await DemoStaff.Prepare(app, ct);
        await ServeCommand.Serve(app, _ => Task.FromResult<string?>(
            $"A demonstration on records of the City of Boston, 2011. Ctrl-C stops it; started again, it goes on.\n{staff}"), ct);
        return 0;
    }

    private static Task Load(Demonstration demonstration, CancellationToken ct) => AnsiConsole.Progress().AutoClear(true)
        .StartAsync(async progress =>
        {
            var task = progress.AddTask("Loading the records", autoStart: false);
            await demonstration.Load((done, all) =>
            {
                task.StartTask();
                (task.MaxValue, task.Value) = (all, done);
            }, ct);
        });
}
