using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Figures;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Web;

namespace LiveDashboard.Tests.Feedback.ReplyTimes;

public sealed class ReplyTimeFiguresTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory, OnSqlite, OnPostgres]
    public async Task Fixture_1_the_page_tells_what_the_exact_estimate_does(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        await test.Promise(72 * Hour);
        for (var hours = 1; hours <= 6; hours++) await test.Received(200 * Hour, answeredAfter: hours * Hour);
        foreach (var hours in new[] { 30, 50, 80, 100 }) await test.Received(hours * Hour);

        var reading = await Measure<ReplyTimeReading>(test, new ReplyTimeFigures(test.Station, new PublicationRules()));
        Assert.Equal(10, reading.Received);
        Within2Percent(5 * Hour, true, reading.Median);
        Within2Percent(100 * Hour, false, reading.NineInTen);
        Assert.Equal((6, 2, 2), (reading.Kept, reading.Missed, reading.NotYetDue));
        Assert.Equal(72 * Hour, reading.Target);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task It_reads_the_same_whether_or_not_the_window_has_moved_to_today(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        for (var day = 0; day < 40; day++) await test.Received(TimeSpan.FromDays(day), answeredAfter: (day + 1) * Hour);
        var figures = new ReplyTimeFigures(test.Station, new PublicationRules());
        var before = await Measure<ReplyTimeReading>(test, figures);
        await new HeadlineWindow(test.Lane, test.Station).Run(CancellationToken.None);
        Assert.Equal(before, await Measure<ReplyTimeReading>(test, figures));
        Assert.Equal(30, before.Received);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Fixture_8_nine_cases_are_too_few_to_show_a_time(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        await test.Received(9, 5 * Hour, answeredAfter: Hour);
        var figures = new ReplyTimeFigures(test.Station, new PublicationRules());
        var nine = await Measure<ReplyTimeReading>(test, figures);
        Assert.All(nine.InNumbers().Where(number => number.Unit == "seconds"), number => Assert.Null(number.Number));
        Assert.DoesNotContain(nine.InWords(Language.English), figure => figure.Text.Contains("1 h", StringComparison.Ordinal));

        await test.Received(5 * Hour, answeredAfter: Hour);
        var ten = await Measure<ReplyTimeReading>(test, figures);
        Assert.Contains(ten.InNumbers(), number => number.Unit == "seconds" && number.Number is > 3500 and < 3700);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_waits_is_counted_exactly_in_bands_and_past_the_target(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        await test.Promise(72 * Hour);
        var second = TimeSpan.FromSeconds(1);
        foreach (var age in new[] { Hour, 24 * Hour - second, 24 * Hour + second, 72 * Hour - second, 72 * Hour + second, 200 * Hour })
            await test.Received(age);
        await test.Received(100 * Hour, answeredAfter: 100 * Hour);

        var reading = await Measure<WaitingReading>(test, new WaitingFigures(test.Station, new PublicationRules()));
        Assert.Equal(6, reading.Waiting);
        Assert.Equal(new EquatableList<long>([2, 2, 1, 1]), reading.Bands);
        Assert.Equal(2, reading.Overdue);
        Assert.Equal(200 * Hour, reading.Longest);
        Assert.True(reading.LongestIsOverdue);
        Assert.Equal(6, reading.Ages.Count);
        Assert.Equal(1, reading.ReceivedToday);
        Assert.Equal(1, reading.AnsweredToday);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Bands_and_overdue_are_exact_for_any_mix_of_ages(Engine engine)
    {
        await using var test = await TestDatabase.New(engine);
        await test.Promise(50 * Hour);
        var random = new Random(7);
        var ages = Enumerable.Range(0, 60).Select(_ => TimeSpan.FromMinutes(random.Next(1, 15 * 24 * 60))).ToArray();
        foreach (var age in ages) await test.Received(age);
        for (var step = 0; step < 8; step++)
        {
            var reading = await Measure<WaitingReading>(test, new WaitingFigures(test.Station, new PublicationRules()));
            var passed = step * TimeSpan.FromMinutes(437);
            int Between(double from, double to) => ages.Count(age => age + passed >= from * Hour && age + passed < to * Hour);
            Assert.Equal(new EquatableList<long>([Between(0, 24), Between(24, 72), Between(72, 168), Between(168, 1e6)]), reading.Bands);
            Assert.Equal(ages.Count(age => age + passed > 50 * Hour), reading.Overdue);
            test.Clock.Advance(TimeSpan.FromMinutes(437));
        }
    }

    private static async Task<T> Measure<T>(TestDatabase test, IFigureSource source) where T : IFigureReading
    {
        await using var snapshot = await test.Database.ReadSnapshot(CancellationToken.None);
        return (T)await source.Measure(snapshot.Connection, test.Clock.GetUtcNow(), CancellationToken.None);
    }

    private static void Within2Percent(TimeSpan exact, bool reached, Quantile? measured)
    {
        Assert.Equal(reached, measured!.Value.Reached);
        Assert.InRange(measured.Value.Time / exact, 0.98, 1.02);
    }
}
