using Dapper;
using LiveDashboard.Feedback.Import;
using LiveDashboard.Feedback.Recounts;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using Xunit.Abstractions;

namespace LiveDashboard.Tests.Feedback.Import;

/// <summary>The import, killed at any moment (reliability.md T4.1): what is in stays, nothing is doubled, the rest comes.</summary>
public sealed class KilledImportTests(ITestOutputHelper output)
{
    /// <summary>Batches of 5,000: several commits, and a last one that is not full.</summary>
    private const int Rows = 12_000;

#pragma warning disable CA5394 // the seed is printed, so that a round can be repeated
    [Theory, OnSqlite, OnPostgres]
    public async Task Killed_again_and_again_an_import_loses_and_doubles_nothing(Engine engine)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var files = await RunData.New();
        var path = SampleFile.Cut(files, Rows);
        var rows = SampleFile.Read(path);
        var data = await RunData.New(engine);
        var (held, within) = (0L, 0);
        try
        {
            for (var round = 0; round < KillRounds.Number; round++)
            {
                await using (var run = ProgramRun.Start(data, ["import", "cases", path, "--profile", "boston-311"]))
                {
                    // Some kills anywhere from the start on; most when a part is in and the next is being written.
                    if (random.Next(5) < 2) await Task.Delay(random.Next(50, 2500));
                    else await Reached(run, data, held + random.Next(1, 10_000), random.Next(0, 150));
                    await run.Kill();
                }
                var imported = await Imported(data, rows);
                Assert.InRange(imported, held, Rows);
                held = imported;
                if (held is > 0 and < Rows) within++;
                if (held < Rows) continue;
                await data.DisposeAsync();
                (data, held) = (await RunData.New(engine), 0);
            }
            output.WriteLine($"{KillRounds.Number} kills, {within} of them with a part in");
            var last = await ProgramRun.ToEnd(data, "import", "cases", path, "--profile", "boston-311");
            Assert.True(last.ExitCode == 0, last.Output + last.Errors);
            Assert.Equal(Rows, await Imported(data, rows));
        }
        finally
        {
            await data.DisposeAsync();
        }
    }
#pragma warning restore CA5394

    /// <summary>Waits until so many cases are in, or the program has ended, and a little longer.</summary>
    private static async Task Reached(ProgramRun run, RunData data, long cases, int milliseconds)
    {
        await data.Read(async database =>
        {
            while (!run.HasEnded && await Cases(database) < cases) await Task.Delay(20);
            return true;
        });
        await Task.Delay(milliseconds);
    }

    /// <summary>How many cases are in; none while there is no table for them.</summary>
    private static async Task<long> Cases(Database database)
    {
        if (database.File is { } file && !File.Exists(file)) return 0;
        try
        {
            await using var db = await database.Read(CancellationToken.None);
            return await db.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM feedback_case");
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            return 0; // before the schema
        }
    }

    /// <summary>
    /// How many cases are in. Each is there once, with the events that the file tells of it, and the tables agree with
    /// a recount.
    /// </summary>
    private static Task<long> Imported(RunData data, Dictionary<string, ImportRow> rows) => data.Read(async database =>
    {
        if (await Cases(database) == 0) return 0;
        await using var db = await database.Read(CancellationToken.None);
        var events = (await db.QueryAsync<(string Id, string Kind, long At)>(
            "SELECT c.external_id, e.kind, e.at FROM case_event e JOIN feedback_case c ON c.id = e.case_id ORDER BY c.external_id, e.seq")).AsList();
        var cases = await db.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM feedback_case");
        var ids = events.Select(one => one.Id).ToHashSet();
        Assert.Equal(cases, ids.Count);
        var told = ids.SelectMany(id => SampleFile.Events(rows[id])).ToHashSet();
        Assert.Equal(told.Count, events.Count);
        Assert.True(told.SetEquals(events), "What is recorded is not what the file tells.");
        Assert.Empty(await new Recount(database).Differences(CancellationToken.None));
        return cases;
    });
}
