using LiveDashboard.Feedback.Breakdowns;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Figures;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Breakdowns;

public sealed class BreakdownTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly CaseFacts Lights = new(CaseKind.Concern, "lights", "");
    private static readonly CaseFacts Noise = new(CaseKind.Concern, "noise", "");
    private static readonly CaseFacts Trees = new(CaseKind.Concern, "trees", "");

    [Theory, OnSqlite, OnPostgres]
    public async Task A_row_stands_until_five_have_newly_written(Engine engine)
    {
        await using var test = await Town(engine);
        for (var newcomer = 1; newcomer <= 4; newcomer++)
        {
            await test.Received(TimeSpan.FromMinutes(1), facts: Lights);
            await Publish(test);
            Assert.Equal(20, (await Row(test, "lights")).Received);
        }
        await test.Received(TimeSpan.FromMinutes(1), facts: Lights);
        await Publish(test);
        Assert.Equal(25, (await Row(test, "lights")).Received);
        Assert.Equal(20, (await Row(test, "noise")).Received);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Every_row_is_renewed_on_the_hour(Engine engine)
    {
        await using var test = await Town(engine);
        await test.Received(TimeSpan.Zero, facts: Lights);
        test.Clock.Advance(Hour - TimeSpan.FromMilliseconds(1)); // the town was published on the hour
        await Publish(test);
        Assert.Equal(20, (await Row(test, "lights")).Received);
        test.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await Publish(test);
        Assert.Equal(21, (await Row(test, "lights")).Received);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_restart_publishes_nothing_early(Engine engine)
    {
        await using var test = await Town(engine);
        await test.Received(TimeSpan.Zero, facts: Lights);
        await test.Restart();
        await Publish(test);
        Assert.Equal(20, (await Row(test, "lights")).Received);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Three_who_write_and_are_answered_are_three_people_and_not_six(Engine engine)
    {
        await using var test = await Town(engine);
        await test.Received(3, TimeSpan.FromMinutes(2), answeredAfter: TimeSpan.FromMinutes(1), Lights);
        await Publish(test);
        Assert.Equal(20, (await Row(test, "lights")).Received);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Five_who_are_newly_answered_renew_a_row_too(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        await test.AddCategory("lights", "Street lights");
        await test.Received(10, 5 * Hour, answeredAfter: Hour, Lights);
        var open = new List<string>();
        for (var i = 0; i < 5; i++) open.Add(await test.Received(5 * Hour, facts: Lights));
        await Publish(test);
        var before = (await Row(test, "lights")).PublishedAt;
        test.Clock.Advance(TimeSpan.FromMinutes(1));
        foreach (var id in open.Take(4)) await test.Happened(id, EventKind.Replied, test.Clock.GetUtcNow());
        await Publish(test);
        Assert.Equal(before, (await Row(test, "lights")).PublishedAt);
        await test.Happened(open[4], EventKind.Replied, test.Clock.GetUtcNow());
        await Publish(test);
        Assert.NotEqual(before, (await Row(test, "lights")).PublishedAt);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_hidden_does_not_leave_the_server(Engine engine)
    {
        await using var test = await Town(engine);
        await test.AddCategory("trees", "Trees");
        await test.Received(3, 5 * Hour, answeredAfter: Hour, Trees);
        await test.Received(7, 5 * Hour, answeredAfter: Hour, new CaseFacts(CaseKind.Concern, "", ""));
        test.Clock.Advance(Hour);
        await Publish(test);

        var reading = await Measure(test);
        var hidden = reading.Rows.Where(row => row.Suppressed).ToList();
        // Three are too few, and the seven go with them: with the total beside it, three could be worked out.
        Assert.Equal(["", "trees"], hidden.Select(row => row.Id).Order(StringComparer.Ordinal));
        Assert.All(hidden, row =>
        {
            Assert.Equal(0, row.Received);
            Assert.Null(row.Median);
            Assert.Null(row.Low);
            Assert.Null(row.High);
            Assert.Empty(row.Weeks);
        });
        var numbers = reading.InNumbers().Where(number => number.State == FigureState.Suppressed).ToList();
        Assert.NotEmpty(numbers);
        Assert.All(numbers, number => Assert.Equal((null, null), (number.Number, number.Count)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_week_with_fewer_than_ten_has_no_median(Engine engine)
    {
        await using var test = await Town(engine);
        var weeks = (await Measure(test)).Rows.Single(row => row.Id == "lights").Weeks;
        Assert.Equal(12, weeks.Count);
        Assert.NotNull(weeks[^1]);
        Assert.All(weeks.Take(11), Assert.Null);
    }

    /// <summary>Two categories with twenty messages each, published on the full hour.</summary>
    private static async Task<TestDatabase> Town(Engine engine)
    {
        var test = await TestDatabase.New(engine);
        await test.AddCategory("lights", "Street lights");
        await test.AddCategory("noise", "Noise");
        await test.Received(20, 5 * Hour, answeredAfter: Hour, Lights);
        await test.Received(20, 5 * Hour, answeredAfter: 2 * Hour, Noise);
        await Publish(test);
        return test;
    }

    private static Task Publish(TestDatabase test) => new PublishBreakdowns(
        test.Database, test.Lane, test.Station, test.Signal, new PublicationRules()).Run(CancellationToken.None);

    private static async Task<PublishedRow> Row(TestDatabase test, string category)
    {
        await using var connection = await test.Database.Read(CancellationToken.None);
        return (await BreakdownStore.Rows(connection, "category")).Single(row => row.ScopeId == category);
    }

    private static async Task<BreakdownReading> Measure(TestDatabase test)
    {
        await using var snapshot = await test.Database.ReadSnapshot(CancellationToken.None);
        return (BreakdownReading)await new BreakdownFigures("category", test.Station, new PublicationRules())
            .Measure(snapshot.Connection, test.Clock.GetUtcNow(), CancellationToken.None);
    }
}
