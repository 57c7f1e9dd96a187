using Dapper;
using LiveDashboard.Commands;
using LiveDashboard.Feedback.Demo;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LiveDashboard.Tests.Commands;

/// <summary>The demonstration's first start, stopped midway: the next one leaves what an undisturbed one does.</summary>
public sealed class DemoPartsTests
{
    // The records' zone, as their days are the demonstration's.
    private const string Zone = "America/New_York";
    private static readonly DateTimeOffset Day = new(2026, 6, 10, 16, 0, 0, TimeSpan.Zero);

    /// <summary>Where a part is stopped: after one row of a table that takes none like it any more.</summary>
    private static readonly (string Only, string Part)[] Stops =
    [
        ("metric (position)", "initiative"), ("event_sign_up (people)", "community_event"),
        ("statistic_note (statistic_id)", "statistic_cell"), ("guide (state)", "story"),
    ];

    [Theory, OnSqlite, OnPostgres]
    public async Task A_part_that_is_stopped_in_its_middle_leaves_nothing_and_the_next_start_adds_all_of_it(Engine engine)
    {
        await using var app = await Start(engine);
        // The series is large, and PostgreSQL is another machine to its writer: taking it in once is enough there.
        foreach (var (only, part) in Stops.Where(stop => engine == Engine.Sqlite || stop.Part != "statistic_cell"))
        {
            await Execute(app, $"CREATE UNIQUE INDEX stop_here ON {only}");
            await Assert.ThrowsAnyAsync<Exception>(() => DemoParts.AddMissing(app.Get<IServiceProvider>(), default));
            await Execute(app, "DROP INDEX stop_here");
            Assert.Equal(0, await app.Get<Database>().Count(part));
        }
        await DemoParts.AddMissing(app.Get<IServiceProvider>(), default);
        Assert.Equal(await Undisturbed(), await Contents(app.Get<Database>()));
        await DemoParts.AddMissing(app.Get<IServiceProvider>(), default); // and once more changes nothing
        Assert.Equal(await Undisturbed(), await Contents(app.Get<Database>()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_first_start_that_is_killed_again_and_again_ends_as_an_undisturbed_one(Engine engine)
    {
        await using var data = await RunData.New(engine);
        await Prepare(data);
        foreach (var seen in new[] { "initiative", "community_event" }) // what comes after it is under way then
        {
            await using var killed = Run(data);
            await Eventually.Holds(() => data.Read(async database => await database.Count(seen) > 0 || killed.HasEnded));
            await killed.Kill();
        }
        await using (var last = Run(data))
        {
            var address = await last.Served();
            using var visitor = new HttpClient { BaseAddress = address };
            Assert.Contains(
                "/en/statistics/recorded-crime-london", await visitor.GetStringAsync("/en/statistics"), StringComparison.Ordinal);
            Assert.NotEmpty(await File.ReadAllTextAsync(Path.Combine(data.Folder, "demo-staff.txt")));
            await last.Kill();
        }
        Assert.Equal(await Undisturbed(), await data.Read(Contents));
    }

    private static ProgramRun Run(RunData data) => ProgramRun.Start(
        data, ["demo", "--speed", "0.02", "--urls", "http://127.0.0.1:0"], ("Provider__TimeZone", Zone));

    // Records that all lie in the future: loading them is not what is tested here.
    private static async Task Prepare(RunData data)
    {
        await using var app = Dashboard.Build(
        [
            "--Data:Folder", data.Folder, "--ConnectionStrings:Dashboard", data.Server ?? "", "--Provider:TimeZone", Zone,
            "--Logging:LogLevel:Default", "None",
        ]);
        await Dashboard.PrepareStorage(app);
        var state = new DemoState(Day - new DateTimeOffset(2010, 1, 1, 0, 0, 0, TimeSpan.Zero), Day, Loaded: true);
        await app.Services.GetRequiredService<WriteLane>().Write(turn => state.Save(turn.Connection));
    }

    private static readonly Lazy<Task<string[]>> Whole = new(async () =>
    {
        await using var app = await Start(Engine.Sqlite);
        await DemoParts.AddMissing(app.Get<IServiceProvider>(), default);
        return await Contents(app.Get<Database>());
    });

    private static Task<string[]> Undisturbed() => Whole.Value;

    private static Task<DashboardApp> Start(Engine engine) => DashboardApp.Start(
        engine, ["--Provider:TimeZone", Zone], services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new FakeClock(Day)));
            services.AddDemoParts();
        });

    private static async Task<string[]> Contents(Database database)
    {
        await using var db = await database.Read(CancellationToken.None);
        return await DemoContents.Read(db);
    }

    private static Task Execute(DashboardApp app, string statement) =>
        app.Get<WriteLane>().Write(turn => turn.Connection.ExecuteAsync(statement));
}

/// <summary>Counts rows.</summary>
file static class Counting
{
    public static async Task<long> Count(this Database database, string table)
    {
        await using var db = await database.Read(CancellationToken.None);
        return await db.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM {table}");
    }
}
