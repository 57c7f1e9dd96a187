using FsCheck;
using FsCheck.Fluent;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Cases;

public sealed class RecountTests
{
    private static readonly Gen<Happening> AnyStep =
        from what in Gen.Choose(0, 99)
        from which in Gen.Choose(0, 999)
        from place in Gen.Choose(0, 999)
        from hours in Gen.Frequency((6, Gen.Choose(0, 6)), (3, Gen.Choose(7, 100)), (1, Gen.Choose(101, 24 * 45)))
        from joins in Gen.Choose(0, 9)
        from fails in Gen.Choose(0, 9)
        select new Happening(what, which, place, hours, joins < 6, fails == 0);

    private static readonly Arbitrary<Happening[]> AnyHistory = Arb.From(AnyStep.ArrayOf(), Shorter);

    /// <summary>A failure prints the history, made as short as it still fails, and the seed to run it again.</summary>
    [Theory, OnSqlite, OnPostgres]
    public void Whatever_happened_in_whatever_order_the_tables_count_what_the_events_say(Engine engine)
    {
        var runs = Config.QuickThrowOnFailure.WithMaxTest(engine == Engine.Sqlite ? 40 : 12).WithStartSize(20).WithEndSize(120);
        Prop.ForAll(AnyHistory, history => Task.Run(() => Play(engine, history)).GetAwaiter().GetResult()).Check(runs);
    }

    private static async Task Play(Engine engine, Happening[] history)
    {
        await using var test = await TestDatabase.New(engine);
        await new HeadlineWindow(test.Lane, test.Station).Run(CancellationToken.None);
        await new CaseChaos(test).Play(history);
        Assert.Empty(await test.Differences());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_headline_counts_its_window_before_and_after_it_moves(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        var window = new HeadlineWindow(test.Lane, test.Station);
        await window.Run(CancellationToken.None);
        for (var daysAgo = 0; daysAgo < 40; daysAgo++)
            await test.Received(TimeSpan.FromDays(daysAgo), TimeSpan.FromMinutes(daysAgo));
        Assert.Equal(30, await test.Scalar<long>("SELECT CAST(SUM(n) AS BIGINT) FROM headline_bucket"));
        Assert.Empty(await test.Differences());

        test.Clock.Advance(TimeSpan.FromDays(7));
        await window.Run(CancellationToken.None);
        Assert.Equal(23, await test.Scalar<long>("SELECT CAST(SUM(n) AS BIGINT) FROM headline_bucket"));
        await test.Received(TimeSpan.FromDays(1), TimeSpan.FromHours(1));
        Assert.Equal(24, await test.Scalar<long>("SELECT CAST(SUM(n) AS BIGINT) FROM headline_bucket"));
        Assert.Empty(await test.Differences());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_recount_notices_one_wrong_number_in_any_table(Engine engine)
    {
        string[] wrongs =
        [
            "UPDATE reply_day SET received = received + 1 WHERE scope_kind = 'all' AND received > 0",
            "UPDATE reply_day SET answered = answered + 1 WHERE scope_kind = 'all' AND answered > 0",
            "UPDATE reply_day SET late = late + 1 WHERE scope_kind = 'all' AND received > 0",
            "UPDATE reply_bucket SET bucket = bucket + 1 WHERE scope_kind = 'category'",
            "UPDATE waiting_hour SET n = n + 1 WHERE scope_kind = 'all'",
            "UPDATE reply_total SET replied = replied - 1 WHERE scope_kind = 'all'",
            "UPDATE headline_bucket SET n = n + 1 WHERE n > 0",
            "UPDATE case_clock SET reopened = reopened + 1 WHERE replied_at IS NOT NULL",
            "DELETE FROM case_clock WHERE replied_at IS NULL",
        ];
        await using var test = await TestDatabase.New(engine);
        await new HeadlineWindow(test.Lane, test.Station).Run(CancellationToken.None);
        await test.Promise(TimeSpan.FromHours(72));
        await test.Received(TimeSpan.FromHours(5), TimeSpan.FromHours(1));
        await test.Received(TimeSpan.FromHours(5));
        Assert.Empty(await test.Differences());

        var noticed = 0;
        foreach (var wrong in wrongs)
        {
            await test.Write(wrong);
            var differences = await test.Differences();
            Assert.True(differences.Count > noticed, $"{wrong}\n{string.Join('\n', differences)}");
            noticed = differences.Count;
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_receipt_without_facts_is_refused_and_the_others_of_its_commit_stand(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        var gate = await LaneGate.Close(test.Lane);
        var good = test.Received(TimeSpan.Zero);
        var bad = test.Ledger.Record(
            [new NewCase("bad", "web", null, null)], [new NewEvent("bad", EventKind.Received, test.Clock.GetUtcNow())],
            CancellationToken.None);
        await gate.Open();
        await good;
        await Assert.ThrowsAsync<ArgumentException>(() => bad);
        Assert.Equal(1, await test.Scalar<long>("SELECT COUNT(*) FROM feedback_case"));
        Assert.Empty(await test.Differences());
    }

    [PostgresFact]
    public async Task Two_nodes_that_add_to_the_same_case_at_once_are_both_counted_once()
    {
        await using var test = await TestDatabase.New(Engine.Postgres);
        await using var otherLane = test.AnotherLane();
        var other = new CaseLedger(otherLane, test.Station);
        for (var round = 0; round < 20; round++)
        {
            var id = await test.Received(TimeSpan.FromHours(2));
            NewEvent[] reply = [new NewEvent(id, EventKind.Replied, test.Clock.GetUtcNow())];
            await Task.WhenAll(test.Ledger.Record([], reply, CancellationToken.None), other.Record([], reply, CancellationToken.None));
        }
        Assert.Empty(await test.Differences());
        Assert.Equal(60, await test.Scalar<long>("SELECT COUNT(*) FROM case_event"));
    }

    [PostgresFact]
    public async Task Two_nodes_that_write_at_once_count_every_case_once()
    {
        await using var test = await TestDatabase.New(Engine.Postgres);
        await using var otherLane = test.AnotherLane();
        await new HeadlineWindow(test.Lane, test.Station).Run(CancellationToken.None);
        var nodes = new[] { test.Ledger, new CaseLedger(otherLane, test.Station) };
        await Task.WhenAll(Enumerable.Range(0, 300).Select(async i =>
        {
            var (id, at) = (CaseId.New(), test.Clock.GetUtcNow().AddHours(-i % 50));
            await nodes[i % 2].Record(
                [new NewCase(id, "web", null, null)],
                [new NewEvent(id, EventKind.Received, at, new CaseFacts(CaseKind.All[i % 4], $"category {i % 5}", $"area {i % 3}"))],
                CancellationToken.None);
            await nodes[(i + 1) % 2].Record([], [new NewEvent(id, EventKind.Replied, at.AddMinutes(i))], CancellationToken.None);
        }));
        Assert.Empty(await test.Differences());
        Assert.Equal(300, await test.Scalar<long>("SELECT COUNT(*) FROM case_clock WHERE replied_at IS NOT NULL"));
    }

    private static IEnumerable<Happening[]> Shorter(Happening[] history)
    {
        for (var part = history.Length / 2; part > 0; part /= 2)
            for (var from = 0; from + part <= history.Length; from += part)
                yield return [.. history[..from], .. history[(from + part)..]];
    }
}
