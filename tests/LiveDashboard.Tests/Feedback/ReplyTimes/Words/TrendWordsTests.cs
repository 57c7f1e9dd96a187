using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Feedback.ReplyTimes.Words;
using LiveDashboard.Figures;
using LiveDashboard.Web;
using static LiveDashboard.Tests.Feedback.ReplyTimes.Words.Sample;

namespace LiveDashboard.Tests.Feedback.ReplyTimes.Words;

public sealed class TrendWordsTests
{
    [Theory]
    [InlineData(180, "trend.same")]
    [InlineData(163, "trend.same")]
    [InlineData(162, "trend.faster")]
    [InlineData(197, "trend.same")]
    [InlineData(198, "trend.slower")]
    public void A_change_within_ordinary_variation_gets_no_word(int minutes, string finding) =>
        Assert.Equal(finding,
            TrendWords.Finding(Trend with { Median = new Quantile(TimeSpan.FromMinutes(minutes), true) }));

    [Fact]
    public void What_is_only_known_to_be_longer_is_slower_or_nothing()
    {
        Assert.Equal("trend.slower", TrendWords.Finding(Trend with { Median = MoreThan(9) }));
        Assert.Equal("trend.days", TrendWords.Finding(Trend with { Median = MoreThan(1) }));
        Assert.Equal("trend.faster", TrendWords.Finding(Trend with { MedianBefore = MoreThan(9) }));
        Assert.Equal("trend.days", TrendWords.Finding(Trend with { MedianBefore = null }));
        Assert.Equal("trend.days", TrendWords.Finding(Trend with { ReceivedBefore = 9 }));
    }

    [Fact]
    public void A_day_with_too_few_is_a_gap_and_hides_the_number_of_another_day()
    {
        var days = Trend.Days.ToArray();
        days[12] = Day(-17, 3);
        var trend = Trend with { Days = new(days) };
        Assert.Equal(2, Find(trend, "trend-line").Drawing!.Split('M').Length - 1);
        Assert.Equal("Too few to show", Find(trend, "trend-day-13-median").Text);
        var numbers = Enumerable.Range(1, 30).Select(i => Find(trend, $"trend-day-{i}-n"));
        Assert.Equal(2, numbers.Count(figure => figure.State == FigureState.Suppressed));
        Assert.Equal("8", Find(trend, "trend-day-30-n").Text);
        Assert.Equal(2, trend.InNumbers().Count(line => line is { Measure: "received", Number: null }));
    }

    [Fact]
    public void What_a_day_cannot_know_yet_it_says()
    {
        Assert.Equal("not known yet", Find(Trend, "trend-day-30-p90").Text);
        Assert.Equal("20\u00a0h", Find(Trend, "trend-day-29-p90").Text);
        Assert.EndsWith("point open", Find(Trend, "trend-point").Drawing, StringComparison.Ordinal);
    }

    [Fact]
    public void A_promise_of_three_days_is_a_line_of_the_grid()
    {
        var trend = Trend with { Target = TimeSpan.FromHours(72) };
        Assert.Equal("3\u00a0d", Find(trend, "trend-promise").Text);
        Assert.Equal(["1\u00a0h\u00a008\u00a0min", "4\u00a0h\u00a030\u00a0min", "18\u00a0h", "12\u00a0d"],
            Enumerable.Range(1, 4).Select(i => Find(trend, $"trend-grid-{i}").Text));
    }

    [Fact]
    public void Every_state_has_the_same_keys()
    {
        string[] keys = [.. Trend.InWords(Language.French).Select(figure => figure.Key)];
        var nothing = NothingYet.On(Today).OfType<TrendReading>().Single();
        foreach (var reading in new[] { nothing, Trend with { Target = null }, Trend with { Days = new([]) } })
            Assert.Equal(keys, reading.InWords(Language.French).Select(figure => figure.Key));
    }

    private static Figure Find(TrendReading reading, string key) =>
        reading.InWords(Language.English).Single(figure => figure.Key == key);
}
