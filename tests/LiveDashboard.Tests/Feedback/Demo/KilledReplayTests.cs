using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Demo;
using LiveDashboard.Feedback.Import;
using LiveDashboard.Feedback.Recounts;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Feedback.Import;
using LiveDashboard.Tests.Helpers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit.Abstractions;

namespace LiveDashboard.Tests.Feedback.Demo;

/// <summary>The demonstration, killed while it loads and while it replays: it goes on as if nothing had been.</summary>
public sealed class KilledReplayTests(ITestOutputHelper output)
{
#pragma warning disable CA5394 // the seed is printed, so that a round can be repeated
    [Theory, OnSqlite, OnPostgres]
    public async Task Killed_again_and_again_a_replay_loses_and_doubles_nothing_and_ends_with_every_record(Engine engine)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var rows = SampleFile.Read(SampleFile.Whole);
        await using var data = await RunData.New(engine);
        var (held, until, replaying) = (0L, DateTimeOffset.MinValue, 0);
        for (var round = 0; round < KillRounds.Number; round++)
        {
            await using (var run = ProgramRun.Start(data, ["demo", "--speed", "60", "--urls", "http://127.0.0.1:0"]))
            {
                if (replaying == 0) await Task.Delay(random.Next(500, 2500)); // while it loads
                else
                {
                    await run.Served();
                    await Task.Delay(random.Next(0, 1600)); // while it replays, a step a second
                }
                await run.Kill();
            }
            var now = await Check(data, rows);
            Assert.InRange(now.Cases, held, rows.Count);
            Assert.True(now.Until >= until, $"The clock went back from {until:O} to {now.Until:O}.");
            (held, until) = now;
            if (held > 40_000 || round >= 3) replaying++;
        }
        output.WriteLine($"{KillRounds.Number} kills, {replaying} while replaying; {held} cases were in");
        await ReplayToTheEnd(data);
        Assert.Equal(rows.Count, (await Check(data, rows)).Cases);
    }
#pragma warning restore CA5394

    /// <summary>What is in is what the records tell up to the moment that is remembered with them, each once.</summary>
    private static Task<(long Cases, DateTimeOffset Until)> Check(RunData data, Dictionary<string, ImportRow> rows) => data.Read(async database =>
    {
        if (data.Server is null && !File.Exists(database.File)) return (0L, DateTimeOffset.MinValue);
        await using var db = await database.Read(CancellationToken.None);
        if (data.Server is null && await db.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM sqlite_master WHERE name = 'breakdown_row'") == 0)
            return (0L, DateTimeOffset.MinValue);
        if (await DemoState.Find(db) is not { } state) return (0L, DateTimeOffset.MinValue);
        // Joined here: a server that has not counted its new rows yet may choose a quadratic join.
        var names = (await db.QueryAsync<(string Id, string ExternalId)>("SELECT id, external_id FROM feedback_case"))
            .ToDictionary(one => one.Id, one => one.ExternalId);
        var events = (await db.QueryAsync<(string CaseId, string Kind, long At)>("SELECT case_id, kind, at FROM case_event"))
            .Select(one => (Id: names[one.CaseId], one.Kind, one.At)).ToList();
        var cases = await db.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM feedback_case");
        var ids = events.Select(one => one.Id).ToHashSet();
        Assert.Equal(cases, ids.Count);
        var told = (from row in rows.Values
                    where state.Loaded || ids.Contains(row.Id)
                    from one in SampleFile.Events(row)
                    let at = DateTimeOffset.FromUnixTimeMilliseconds(one.At) + state.Shift
                    where at <= state.Until
                    select (one.Id, one.Kind, at.ToUnixTimeMilliseconds())).ToHashSet();
        Assert.Equal(events.Count, told.Count);
        Assert.True(told.SetEquals(events), "What is recorded is not what the records tell.");
        Assert.Empty(await new Recount(database).Differences(CancellationToken.None));
        return (cases, state.Until);
    });

    /// <summary>The rest of the records in one step.</summary>
    private static async Task ReplayToTheEnd(RunData data)
    {
        var clock = new DemoClock(1e9);
        await using var app = Dashboard.Build(
            ["--Data:Folder", data.Folder, "--ConnectionStrings:Dashboard", data.Server ?? "", "--Logging:LogLevel:Default", "None"],
            builder =>
            {
                builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
                builder.Services.AddSingleton(clock);
                builder.Services.AddSingleton<Demonstration>();
            });
        await Dashboard.PrepareStorage(app);
        var demonstration = app.Services.GetRequiredService<Demonstration>();
        await demonstration.Load((_, _) => { }, CancellationToken.None);
        demonstration.Run();
        while (!demonstration.Ended) await Task.Yield();
        await demonstration.Replay(CancellationToken.None);
    }
}
