using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Feedback.ReplyTimes.Trends;
using LiveDashboard.Figures;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.ReplyTimes.Trends;

public sealed class RollUpTrendTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan TenDays = TimeSpan.FromDays(10);

    [Theory, OnSqlite, OnPostgres]
    public async Task Fixture_10_a_reply_that_is_entered_late_restates_the_day_and_the_log_says_so(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        var late = await HalfAnsweredDay(test);
        await RollUp(test);
        Assert.Empty(await Log(test));

        // Two calls of that day, written down only now.
        foreach (var id in late.Take(2))
            await test.Happened(id, EventKind.Replied, test.Clock.GetUtcNow() - TenDays + 3 * Hour);
        await RollUp(test);

        var line = Assert.Single(await Log(test));
        Assert.Equal(test.Station.DayOf(test.Clock.GetUtcNow() - TenDays), line.Day);
        Assert.Null(line.Was); // more than half waited still
        Assert.InRange(line.Now!.Value / (3 * Hour), 0.98, 1.02);
        Assert.Equal((12, 12), (line.WasReceived, line.NowReceived));
        Assert.Equal(7, await test.Scalar<long>(
            "SELECT CAST(SUM(replied) AS BIGINT) FROM reply_day WHERE scope_kind = 'all' AND day = @day",
            new { day = line.Day.Number() }));
        Assert.Empty(await test.Query<long>("SELECT day FROM restated_day"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_late_entry_that_changes_no_published_figure_leaves_no_line(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        var late = await HalfAnsweredDay(test);
        await RollUp(test);
        test.Clock.Advance(TimeSpan.FromDays(2)); // those who wait grow older, which is no correction
        await test.Happened(late[0], EventKind.Noted, test.Clock.GetUtcNow() - TenDays);
        await RollUp(test);
        Assert.Empty(await Log(test));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_late_entry_about_a_day_that_still_moves_leaves_no_line(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        await test.Promise(TimeSpan.FromDays(20));
        var late = await HalfAnsweredDay(test);
        await RollUp(test);
        foreach (var id in late)
            await test.Happened(id, EventKind.Replied, test.Clock.GetUtcNow() - TenDays + 3 * Hour);
        await RollUp(test);
        Assert.Empty(await Log(test));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Rolling_up_twice_is_the_same_as_once(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        await HalfAnsweredDay(test);
        await RollUp(test);
        var once = await Days(test);
        await RollUp(test);
        Assert.Equal(once, await Days(test));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Fixture_8_a_day_of_nine_has_no_median_and_one_of_ten_has(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        await test.Received(9, TimeSpan.FromDays(5), answeredAfter: Hour);
        await test.Received(10, TimeSpan.FromDays(4), answeredAfter: Hour);
        await RollUp(test);
        var days = await Days(test);
        Assert.Equal((9, null), (days[^6].Received, days[^6].Median));
        Assert.Equal(10, days[^5].Received);
        Assert.InRange(days[^5].Median!.Value.Time / Hour, 0.98, 1.02);
    }

    /// <summary>Ten days ago 12 wrote and 5 got an answer; returns those who did not.</summary>
    private static async Task<List<string>> HalfAnsweredDay(TestDatabase test)
    {
        await test.Received(5, TenDays, answeredAfter: 2 * Hour);
        var open = new List<string>();
        for (var i = 0; i < 7; i++) open.Add(await test.Received(TenDays));
        // Ten days late themselves: what the roll-up has not published yet is not a correction.
        return open;
    }

    private static Task RollUp(TestDatabase test) =>
        new RollUpTrend(test.Lane, test.Station, test.Signal, new PublicationRules())
            .Run(CancellationToken.None);

    private static async Task<IReadOnlyList<Corrections.Line>> Log(TestDatabase test)
    {
        await using var connection = await test.Database.Read(CancellationToken.None);
        return await Corrections.List(connection, 10);
    }

    private static async Task<IReadOnlyList<TrendDay>> Days(TestDatabase test)
    {
        await using var connection = await test.Database.Read(CancellationToken.None);
        return await TrendStore.Days(connection, test.Station.Today.AddDays(-29), test.Station.Today);
    }
}
