using System.Globalization;
using Dapper;
using LiveDashboard.Jobs;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Jobs;

/// <summary>The timetable in real processes: stopped, killed, and two on one database.</summary>
public sealed class KilledNodeTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_killed_run_is_closed_and_done_again(Engine engine)
    {
        await using var data = await RunData.New(engine);
        await using (var node = ProgramRun.StartNode(data, "Holding"))
        {
            await Eventually.Holds(async () => (await Runs(data)).Exists(run => run.Outcome == JobOutcome.Running));
            await node.Kill();
        }
        Release(data);
        await using (ProgramRun.StartNode(data, "Holding"))
            await Eventually.Holds(async () => (await Runs(data)).Exists(run => run.Outcome == JobOutcome.Ok));
        var first = (await Runs(data))[0];
        Assert.Equal((JobOutcome.Interrupted, true), (first.Outcome, first.EndedAt >= first.StartedAt));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_the_timetable_no_longer_has_is_unscheduled(Engine engine)
    {
        await using var data = await RunData.New(engine);
        Release(data);
        await using (var node = ProgramRun.StartNode(data, "Counting", "Holding"))
        {
            await Eventually.Holds(async () => (await Runs(data)).Exists(run => run.Job == "Holding"));
            await node.Kill();
        }
        await using (var node = ProgramRun.StartNode(data, "Counting"))
        {
            await Eventually.Holds(async () => await Triggers(data) is ["Counting"]);
            await node.Kill();
        }
    }

    [Theory, InlineData("random"), InlineData("empty"), InlineData("gone"), InlineData("torn")]
    public async Task A_damaged_file_of_the_engine_is_made_anew(string damage)
    {
        await using var data = await RunData.New();
        await RunOnce(data);
        var file = Path.Combine(data.Folder, "jobs.db");
        foreach (var log in (string[])["-wal", "-shm"]) File.Delete(file + log); // some of it is in there
        if (damage == "gone") File.Delete(file);
        else if (damage == "torn")
        {
            await RunOnce(data);
            var bytes = File.ReadAllBytes(file);
            File.WriteAllBytes(file, [.. bytes[..(bytes.Length / 2)], .. new byte[100]]);
        }
        else
        {
            var bytes = new byte[damage == "empty" ? 0 : 20_000];
            Array.Fill(bytes, (byte)0xA7);
            File.WriteAllBytes(file, bytes);
        }
        await RunOnce(data);
        Assert.Equal(["Counting"], await Triggers(data));
    }

    [PostgresFact]
    public async Task Of_two_nodes_one_runs_each_firing_and_takes_over_from_the_other_when_it_is_killed()
    {
        await using var data = await RunData.New(Engine.Postgres);
        await using var one = ProgramRun.StartNode(data, "Counting", "Holding");
        await using var other = ProgramRun.StartNode(data, "Counting", "Holding");
        JobRun? held = null;
        await Eventually.Holds(async () =>
            (held = (await Runs(data)).Find(run => run is { Job: "Holding", Outcome: JobOutcome.Running })) is not null);
        await Eventually.Holds(async () => (await Runs(data)).Count(run => run.Job == "Counting") >= 7);

        var id = one.Id.ToString(CultureInfo.InvariantCulture);
        var killed = held!.Node.EndsWith($":{id}", StringComparison.Ordinal) ? one : other;
        await killed.Kill();
        // The first may be late by as long as a node takes to start.
        var counted = (await Runs(data)).Where(run => run.Job == "Counting").Skip(2)
            .Select(run => run.StartedAt).ToList();
        Release(data);
        await Eventually.Holds(async () => (await Runs(data)).Exists(run =>
            run is { Job: "Holding", Outcome: JobOutcome.Ok } && run.Node != held.Node));

        Assert.Equal(JobOutcome.Interrupted, (await Runs(data)).Find(run => run.Job == "Holding")!.Outcome);
        // Every two seconds, by one of them: two would have counted twice as often. One more, as starts may be late.
        var most = (counted[^1] - counted[0]) / 2000 + 2;
        Assert.True(counted.Count <= most, $"{counted.Count} runs, at {string.Join(", ", counted)}");
    }

    private static async Task RunOnce(RunData data)
    {
        var before = (await Runs(data)).Count;
        await using var node = ProgramRun.StartNode(data, "Counting");
        await Eventually.Holds(async () => (await Runs(data)).Count > before);
        await node.Kill();
    }

    private static void Release(RunData data) => data.File("release", "");

    /// <summary>All recorded runs, oldest first; none before there is a table for them.</summary>
    private static Task<List<JobRun>> Runs(RunData data) => data.Read(async database =>
    {
        if (database.File is { } file && !File.Exists(file)) return [];
        try
        {
            await using var db = await database.Read(CancellationToken.None);
            return (await db.QueryAsync<JobRun>(
                "SELECT job, node, started_at, ended_at, outcome, reason FROM job_run ORDER BY started_at, id")).AsList();
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            return []; // before the schema
        }
    });

    private static async Task<List<string>> Triggers(RunData data)
    {
        await using var database = data.Server is { } server
            ? Database.Server(server) : Database.Embedded(Path.Combine(data.Folder, "jobs.db"));
        await using var db = await database.Read(CancellationToken.None);
        return (await db.QueryAsync<string>("SELECT DISTINCT job_name FROM qrtz_triggers ORDER BY job_name")).AsList();
    }
}
