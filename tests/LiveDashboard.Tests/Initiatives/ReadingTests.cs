using System.Globalization;
using Dapper;
using LiveDashboard.Figures;
using LiveDashboard.Figures.Boards;
using LiveDashboard.Figures.Measuring;
using LiveDashboard.Initiatives;
using LiveDashboard.Initiatives.Metrics;
using LiveDashboard.Initiatives.Readings;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Web;

namespace LiveDashboard.Tests.Initiatives;

public sealed class ReadingTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_correction_is_a_new_version_and_figure_history_and_log_agree(Engine engine)
    {
        await using var site = await InitiativeSite.Start(engine);
        var metric = await site.Metric();
        Assert.Equal(ReadingAnswer.Added, await site.Enter(metric, InitiativeSite.Of(3, 120)));
        Assert.Equal(ReadingAnswer.Added, await site.Enter(metric, InitiativeSite.Of(4, 3)));
        Assert.Equal(ReadingAnswer.Unchanged, await site.Enter(metric, InitiativeSite.Of(4, 3)));
        Assert.Equal(ReadingAnswer.Corrected, await site.Enter(metric, InitiativeSite.Of(3, 12, reason: "a digit too many")));

        await Measure(site);
        Assert.Equal("15", Figure(site, metric.Key).Text);
        var march = Board(site).Reading<InitiativesReading>()!.States.Single().History.Single(one => one.Period.Month == 3);
        Assert.Equal(12_000, march.Milli);
        var line = Assert.Single(await site.App.Get<ReadingStore>().Corrections(metric.Id, 10, default));
        await using (var db = await site.App.Get<Database>().Read(default))
            Assert.Equal([line], await ReadingStore.Corrections(db, 10)); // of all metrics: the same line
        Assert.Equal((12_000, 120_000, "a digit too many"), (line.ValueMilli, line.WasMilli!.Value, line.Reason));
        using var visitor = site.App.Visitor();
        var page = System.Net.WebUtility.HtmlDecode(await visitor.GetStringAsync($"/en/initiatives/{site.Initiative.Slug}"));
        Assert.Contains("March 2026: 12\u00a0walks, not 120\u00a0walks", page, StringComparison.Ordinal);
        Assert.Empty(await Differences(site));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Random_histories_of_readings_recount_to_what_is_shown(Engine engine)
    {
        await using var site = await InitiativeSite.Start(engine);
        var random = new Random(7);
        foreach (var combine in Combine.All)
        {
            var metric = await site.Metric(combine);
            var held = new Dictionary<(int, string), (long Value, long Over)>();
            for (var i = 0; i < 60; i++)
            {
                var (month, part) = (random.Next(1, 7), combine == Combine.Sum ? $"{random.Next(3)}" : "");
                var over = combine == Combine.Mean ? random.Next(1, 50) : 1L;
                var reading = InitiativeSite.Of(month, random.Next(100), part, over, "again") with { Withdrawn = random.Next(5) == 0 };
                await site.Enter(metric, reading);
                if (reading.Withdrawn) held.Remove((month, part));
                else held[(month, part)] = (reading.Milli, over);
            }
            await using var db = await site.App.Get<Database>().Read(default);
            var shown = (await MetricStore.Totals(db)).GetValueOrDefault(metric.Id)?.Of(combine);
            long? expected = held.Count == 0 ? null : combine switch
            {
                Combine.Sum => held.Values.Sum(one => one.Value),
                Combine.Latest => held.MaxBy(one => one.Key.Item1).Value.Value,
                _ => (long)Math.Round(
                    held.Values.Sum(one => (decimal)one.Value * one.Over) / held.Values.Sum(one => one.Over), MidpointRounding.AwayFromZero),
            };
            Assert.Equal(expected, shown);
        }
        Assert.Empty(await Differences(site));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_write_that_fails_in_the_middle_leaves_figure_history_and_log_as_they_were(Engine engine)
    {
        await using var site = await InitiativeSite.Start(engine);
        var metric = await site.Metric();
        await site.Enter(metric, InitiativeSite.Of(3, 12));
        await Assert.ThrowsAsync<InvalidOperationException>(() => site.App.Get<WriteLane>().Write(async turn =>
        {
            await site.App.Get<ReadingLedger>().AddAll(
                turn, InitiativeSite.By, metric, [InitiativeSite.Of(3, 13, reason: "recounted"), InitiativeSite.Of(4, 5)], ReadingWay.Csv);
            throw new InvalidOperationException();
        }));
        Assert.Empty(await site.App.Get<ReadingStore>().Corrections(metric.Id, 10, default));
        await Measure(site);
        Assert.Equal("12", Figure(site, metric.Key).Text);
        Assert.Empty(await Differences(site));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_table_that_was_tampered_with_is_found_by_the_recount(Engine engine)
    {
        await using var site = await InitiativeSite.Start(engine);
        foreach (var what in new[]
        {
            "metric_total SET sum_milli = sum_milli + 1", "metric_period SET sum_milli = sum_milli + 1", "metric_period SET last_milli = 7000",
        })
        {
            var metric = await site.Metric(Combine.Latest);
            await site.Enter(metric, InitiativeSite.Of(3, 12));
            await site.Enter(metric, InitiativeSite.Of(3, 7) with { Part = "second" });
            site.Staff.Clock.Advance(TimeSpan.FromSeconds(1));
            await site.Enter(metric, InitiativeSite.Of(3, 9) with { Part = "third" });
            Assert.DoesNotContain(await Differences(site), line => line.Contains(metric.Id, StringComparison.Ordinal));
            await site.App.Get<WriteLane>().Write(turn =>
                turn.Connection.ExecuteAsync($"UPDATE {what} WHERE metric_id = @Id", new { metric.Id }));
            Assert.Contains(await Differences(site), line => line.Contains(metric.Id, StringComparison.Ordinal));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_entered_last_is_the_latest_also_where_a_clock_went_back(Engine engine)
    {
        await using var site = await InitiativeSite.Start(engine);
        var metric = await site.Metric(Combine.Latest);
        await site.Enter(metric, InitiativeSite.Of(3, 12));
        site.Staff.Clock.Advance(TimeSpan.FromSeconds(-30));
        await site.Enter(metric, InitiativeSite.Of(3, 7) with { Part = "second" });
        await Measure(site);
        Assert.Equal("7", Figure(site, metric.Key).Text);
        Assert.Empty(await Differences(site));
    }

    private static Task<IReadOnlyList<string>> Differences(InitiativeSite site) =>
        site.App.Get<RecountReadings>().Differences(site.App.Get<Database>(), default);

    [Fact]
    public async Task A_reading_reaches_open_pages_of_both_boards()
    {
        await using var site = await InitiativeSite.Start();
        var metric = await site.Metric();
        await Measure(site);
        await using var live = await site.App.Live();
        await live.Watch(InitiativeFigures.OwnBoard);
        using var admin = await site.Staff.WithSession(await site.Staff.Member());
        var address = $"/staff/initiatives/{site.Initiative.Id}/readings/{metric.Id}";
        await admin.Submit($"{address}?handler=Enter", FormBrowser.Fields(("Period", "2026-05"), ("Value", "7"), ("Was", "0")));
        Figure? shown = null;
        while (shown is null)
            shown = (await live.NextFrame()).Figures.Where(one => one.Key == metric.Key).Select(one => new Figure(one.Key, one.Text)).FirstOrDefault();
        Assert.Equal("7", shown.Text);
        await Eventually.Holds(() => Task.FromResult(
            site.App.Get<FigureBoards>().Find("home")!.Find(Language.French, metric.Key)?.Text == "7"));
    }

    [Fact]
    public async Task A_missing_reading_says_when_it_was_expected_and_counts_of_people_are_rounded()
    {
        await using var site = await InitiativeSite.Start();
        var metric = await site.Metric(grace: 5);
        var people = await site.Metric(people: true);
        await site.Enter(metric, InitiativeSite.Of(4, 3));
        await site.Enter(people, InitiativeSite.Of(5, 4));
        await Measure(site);
        Assert.Equal(FigureState.LateSource, Figure(site, metric.Key).State); // May was expected by 6 June
        Assert.Equal("Late: expected 6 June 2026", Figure(site, $"{metric.Key}-mark").Text);
        Assert.Equal(FigureState.Suppressed, Figure(site, people.Key).State);
        await site.Enter(people, InitiativeSite.Of(6, 10));
        await site.Enter(metric, InitiativeSite.Of(5, 3));
        await Measure(site);
        Assert.Equal("10", Figure(site, people.Key).Text); // of 14
        Assert.Equal(FigureState.Ok, Figure(site, metric.Key).State);
        using var visitor = site.App.Visitor();
        Assert.DoesNotContain("14", (await visitor.GetStringAsync("/data/initiatives.csv")).Split("metric: Walks")[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,250", 1_250_000)]
    [InlineData("1 250", 1_250_000)]
    [InlineData("12.5", 12_500)]
    [InlineData("12,5", 12_500)]
    [InlineData("1.250,5", 1_250_500)]
    [InlineData("0.125", 125)]
    [InlineData("0,125", 125)]
    [InlineData("939.313", 939_313)]
    [InlineData("1,250,000", 1_250_000_000)]
    [InlineData("1,250.5", 1_250_500)]
    [InlineData("\u22123", -3_000)]
    [InlineData("ten", null)]
    [InlineData("1.2345", null)]
    [InlineData("99999999999999", null)]
    public void Numbers_are_read_as_people_write_them(string text, int? milli) => Assert.Equal(milli, (int?)Numbers.Read(text));

    [Fact]
    public void The_course_is_even_and_the_expected_reading_is_the_oldest_that_is_missing()
    {
        var night = InitiativeSite.Night() with { Id = "n", Version = 1 };
        var metric = new Metric { Every = Periods.Quarter, GraceDays = 10, Combine = Combine.Sum, Better = Metric.More, TargetMilli = 365_000 };
        DateOnly Day(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);
        Assert.Null(InitiativeFigures.Expected(night, metric, null, Day("2026-04-10")));
        Assert.Equal(Day("2026-04-11"), InitiativeFigures.Expected(night, metric, null, Day("2026-04-11")));
        Assert.Equal(Day("2026-07-11"), InitiativeFigures.Expected(night, metric, Day("2026-01-01"), Day("2026-12-01")));
        Assert.Null(InitiativeFigures.Expected(night, metric, Day("2026-10-01"), Day("2029-01-01")));
        var state = new MetricState(night, metric, new(1, 100_000, 1, 100_000), new([]), null, null, Day("2026-04-10"), new());
        Assert.Equal(100_000, state.Course);
    }

    private static Task Measure(InitiativeSite site) => site.App.Get<FigureBeat>().MeasureAll(default);
    private static BoardState Board(InitiativeSite site) => site.App.Get<FigureBoards>().Find(InitiativeFigures.OwnBoard)!;
    private static Figure Figure(InitiativeSite site, string key) => Board(site).Find(Language.English, key)!;
}
