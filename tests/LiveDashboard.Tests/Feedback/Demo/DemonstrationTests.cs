using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using LiveDashboard.Feedback.Demo;
using LiveDashboard.Feedback.Import;
using LiveDashboard.Feedback.Targets;
using LiveDashboard.Staff;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Demo;

/// <summary>The demonstration: says what it is, moves, goes on after a stop, ends, and leaves others' data alone.</summary>
public sealed class DemonstrationTests
{
    [Fact]
    public async Task It_says_what_it_is_ticks_and_goes_on_where_it_was_stopped()
    {
        await using var data = await RunData.New();
        (long Cases, long Until) stopped;
        await using (var run = ProgramRun.Start(data, ["demo", "--speed", "60", "--urls", "http://127.0.0.1:0"]))
        {
            using var visitor = new HttpClient { BaseAddress = await run.Served() };
            Assert.Contains("class=\"demo\"", await visitor.GetStringAsync("/en"), StringComparison.Ordinal);
            Assert.Contains("class=\"demo\"", await visitor.GetStringAsync("/fr"), StringComparison.Ordinal);
            var version = await Version(visitor);
            await Eventually(async () => await Version(visitor) > version);
            await Eventually(async () => await data.Read(State) is { Until: > 0 });
            await run.Kill();
            stopped = await data.Read(State);
        }
        await using (var again = ProgramRun.Start(data, ["demo", "--speed", "60", "--urls", "http://127.0.0.1:0"]))
        {
            await again.Served();
            await Eventually(async () => (await data.Read(State)).Until > stopped.Until);
            await again.Kill();
        }
        var later = await data.Read(State);
        Assert.InRange(later.Until - stopped.Until, 1, TimeSpan.FromDays(10).TotalMilliseconds); // it went on, and did not begin anew
        Assert.InRange(later.Cases, stopped.Cases, 58_251);
        Assert.Equal(later.Cases, await data.Read(async database =>
        {
            await using var db = await database.Read(CancellationToken.None);
            return await db.ExecuteScalarAsync<long>("SELECT COUNT(DISTINCT external_id) FROM feedback_case");
        }));
    }

    [Fact]
    public async Task It_refuses_a_database_with_a_providers_own_cases()
    {
        await using var data = await RunData.New();
        var file = data.File("own.csv", "id,received\n1,2026-05-01T10:00:00Z\n");
        Assert.Equal(0, (await ProgramRun.ToEnd(data, "import", "cases", file, "--column", "id=id", "received=received")).ExitCode);

        var end = await ProgramRun.ToEnd(data, "demo", "--urls", "http://127.0.0.1:0");

        Assert.NotEqual(0, end.ExitCode);
        Assert.Contains("a provider's own cases", end.Errors, StringComparison.Ordinal);
        Assert.Equal(1, (await data.Read(State)).Cases);
    }

    [Fact]
    public async Task When_the_records_are_over_its_clock_stands_and_everything_is_in()
    {
        await using var test = await TestDatabase.New(Engine.Sqlite);
        var clock = new DemoClock(1e9);
        var station = new LiveDashboard.Web.StationTime(clock, TimeZoneInfo.Utc);
        var ledger = new LiveDashboard.Feedback.Cases.CaseLedger(test.Lane, station);
        var lists = new ProviderLists(test.Lane, clock);
        var demonstration = new Demonstration(
            test.Database, test.Lane, new CaseImport(ledger, test.Lane, lists), lists, new TargetStore(test.Database, test.Lane, new StaffClock(TimeProvider.System)), clock, station);
        await demonstration.Load((_, _) => { }, CancellationToken.None);
        Assert.False(demonstration.Ended);
        demonstration.Run();
        while (!demonstration.Ended) await Task.Yield();
        Assert.True(await demonstration.Replay(CancellationToken.None));
        Assert.False(await demonstration.Replay(CancellationToken.None));

        Assert.Equal(58_251, await test.Scalar<long>("SELECT COUNT(*) FROM feedback_case"));
        var end = clock.GetUtcNow();
        await Task.Delay(10);
        Assert.Equal(end, clock.GetUtcNow());
        Assert.Equal(0, await test.Scalar<long>("SELECT COUNT(*) FROM case_event WHERE at > @end", new { end = end.ToUnixTimeMilliseconds() }));
        Assert.Empty(await test.Differences());
    }

    private static async Task<long> Version(HttpClient visitor) =>
        (await visitor.GetFromJsonAsync<JsonElement>("/api/v1/boards/home?lang=en")).GetProperty("to").GetInt64();

    private static async Task<(long Cases, long Until)> State(Database database)
    {
        await using var db = await database.Read(CancellationToken.None);
        return (await db.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM feedback_case"), (await DemoState.Find(db))?.Until.ToUnixTimeMilliseconds() ?? 0);
    }

    private static async Task Eventually(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(LiveClient.Patience);
        while (!await condition()) await Task.Delay(50, patience.Token);
    }
}
