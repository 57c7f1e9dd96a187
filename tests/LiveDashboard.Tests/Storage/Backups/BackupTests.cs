using LiveDashboard.Feedback.Cases;
using LiveDashboard.Jobs;
using LiveDashboard.Storage;
using LiveDashboard.Storage.Backups;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Storage.Backups;

/// <summary>A backup is whole, sound and of one moment, or it is not there.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly string _folder = TestFolder.New();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, OnSqlite, OnPostgres]
    public async Task Under_load_a_backup_has_everything_acknowledged_before_it_started(Engine engine)
    {
        await using var app = await Start(engine);
        using var stop = new CancellationTokenSource();
        var acknowledged = 0;
        var writers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await Add(app);
                Interlocked.Increment(ref acknowledged);
            }
        })).ToArray();
        for (var round = 0; round < 5; round++)
        {
            var before = Volatile.Read(ref acknowledged);
            var made = await app.Get<BackupFiles>().Make(
                Path.Combine(app.Folder, $"{round}.copy"), CancellationToken.None);
            var after = Volatile.Read(ref acknowledged);
            Assert.Empty(made.Verified!.Problems);
            Assert.InRange(Cases(made.Verified), before, after + writers.Length);
        }
        await stop.CancelAsync();
        await Task.WhenAll(writers);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_restored_is_what_was_backed_up_and_the_former_is_kept(Engine engine)
    {
        await using var data = await RunData.New(engine);
        var csv = data.File("cases.csv", "id,received\n1,2026-05-01T10:00:00Z\n2,2026-05-02T10:00:00Z\n");
        string[] import = ["import", "cases", csv, "--column", "id=id", "received=received"];
        Assert.Equal(0, (await ProgramRun.ToEnd(data, import)).ExitCode);
        var copy = Path.Combine(data.Folder, "two.copy");
        var made = await ProgramRun.ToEnd(data, "backup", "--to", copy);
        Assert.Contains("Verified: 2 cases, 2 events, 0 ballots, 0 readings, 0 thanks.", made.Output, StringComparison.Ordinal);
        data.File("cases.csv", "id,received\n3,2026-05-03T10:00:00Z\n");
        Assert.Equal(0, (await ProgramRun.ToEnd(data, import)).ExitCode);
        Assert.Equal(3, await Count(data));

        var restored = await ProgramRun.ToEnd(data, "restore", copy);

        Assert.Equal("", restored.Errors);
        Assert.Contains("Restored and verified: 2 cases, 2 events, 0 ballots, 0 readings, 0 thanks.", restored.Output, StringComparison.Ordinal);
        Assert.Equal(2, await Count(data));
        Assert.Contains("sound. 2 cases", (await ProgramRun.ToEnd(data, "check")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await ProgramRun.ToEnd(data, import)).ExitCode);
        var former = restored.Output.Split(' ', '\n').Last(word => word.Contains("before", StringComparison.Ordinal));
        await using var kept = engine == Engine.Sqlite ? Database.Embedded(former)
            : Database.Server(
                new Npgsql.NpgsqlConnectionStringBuilder(data.Server!) { Database = former }.ConnectionString);
        Assert.Equal(3, await Count(kept));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Nothing_is_restored_while_others_use_the_database(Engine engine)
    {
        await using var data = await RunData.New(engine);
        await using var server = ProgramRun.Start(data, ["serve", "--urls", "http://127.0.0.1:0"]);
        await server.Served();
        var copy = Path.Combine(data.Folder, "a.copy");
        Assert.Equal(0, (await ProgramRun.ToEnd(data, "backup", "--to", copy)).ExitCode); // it may run on for this
        var refused = await ProgramRun.ToEnd(data, "restore", copy);
        Assert.Equal(1, refused.ExitCode);
        Assert.Matches("Another LiveDashboard uses the data folder|is in use. Stop every LiveDashboard", refused.Errors);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_backup_overwrites_nothing(Engine engine)
    {
        await using var app = await Start(engine);
        var taken = Path.Combine(app.Folder, "taken");
        await File.WriteAllTextAsync(taken, "mine");
        await Assert.ThrowsAsync<CannotStartException>(() => app.Get<BackupFiles>().Make(taken, CancellationToken.None));
        Assert.Equal("mine", await File.ReadAllTextAsync(taken));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_copy_of_wrong_figures_is_not_kept_and_the_job_raises_an_alarm(Engine engine)
    {
        await using var app = await Start(engine);
        await app.Get<WriteLane>().Write(turn => Dapper.SqlMapper.ExecuteAsync(
            turn.Connection,
            "INSERT INTO reply_total (scope_kind, scope_id, received, replied, promised) VALUES ('all', '', 7, 0, 0)"));
        var folder = app.Get<BackupFiles>().Folder!;
        var alarm = await Assert.ThrowsAsync<JobAlarmException>(() => app.Get<Backup>().Run(CancellationToken.None));
        Assert.Contains("the events say 0, the table says 7", alarm.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_job_keeps_the_newest_backups_and_leaves_other_files_alone(Engine engine)
    {
        var clock = new FakeClock();
        await using var app = await Start(engine, clock);
        var folder = app.Get<BackupFiles>().Folder!;
        for (var night = 0; night < 4; night++)
        {
            clock.Advance(TimeSpan.FromDays(1));
            await app.Get<Backup>().Run(CancellationToken.None);
            await File.WriteAllTextAsync(Path.Combine(folder, "notes.txt"), "mine");
        }
        Assert.Equal(
            ["dashboard-20260613T120000Z", "dashboard-20260614T120000Z", "notes"],
            Directory.GetFiles(folder).Select(Path.GetFileNameWithoutExtension).Order());
        if (OperatingSystem.IsWindows()) return; // modes are Unix'
        foreach (var file in Directory.GetFiles(folder, "dashboard-*"))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Where_it_cannot_be_written_nothing_is_left()
    {
        if (!OperatingSystem.IsLinux()) return; // /sys takes no files, not even of root
        await using var app = await Start(Engine.Sqlite);
        var refused = await Assert.ThrowsAsync<CannotStartException>(
            () => app.Get<BackupFiles>().Make("/sys/kernel/copy.db", CancellationToken.None));
        Assert.StartsWith("The backup /sys/kernel/copy.db cannot be written: ", refused.Message, StringComparison.Ordinal);
    }

    private Task<DashboardApp> Start(Engine engine, FakeClock? clock = null) => DashboardApp.Start(
        engine, ["--Backup:Folder", Path.Combine(_folder, "backups"), "--Backup:Keep", "2"], prepare: false,
        with: services =>
            Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions
                .AddSingleton<TimeProvider>(services, clock ?? new FakeClock()));

    private static async Task Add(DashboardApp app)
    {
        var id = CaseId.New();
        var at = app.Get<TimeProvider>().GetUtcNow();
        await app.Get<CaseLedger>().Record(
            [new NewCase(id, "web", null, null)], [new NewEvent(id, EventKind.Received, at, CaseStory.Concern)],
            CancellationToken.None);
    }

    private static int Cases(CheckedDatabase found) => int.Parse(
        found.Contents.Split(' ')[0], System.Globalization.NumberStyles.AllowThousands,
        System.Globalization.CultureInfo.InvariantCulture);

    private static Task<long> Count(RunData data) => data.Read(Count);

    private static async Task<long> Count(Database database)
    {
        await using var db = await database.Read(CancellationToken.None);
        return await Dapper.SqlMapper.ExecuteScalarAsync<long>(db, "SELECT COUNT(*) FROM feedback_case");
    }
}
