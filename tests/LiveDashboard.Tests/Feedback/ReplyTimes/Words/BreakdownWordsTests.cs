using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Figures;
using LiveDashboard.Web;
using static LiveDashboard.Tests.Feedback.ReplyTimes.Words.Sample;

namespace LiveDashboard.Tests.Feedback.ReplyTimes.Words;

public sealed class BreakdownWordsTests
{
    [Fact]
    public void A_row_has_its_time_its_number_and_its_bar()
    {
        Assert.Equal("2\u00a0h\u00a005\u00a0min", Find("category-lights-median").Text);
        Assert.Equal("118", Find("category-lights-n").Text);
        Assert.Equal("34.72%;bar", Find("category-lights-bar").Drawing);
        Assert.Equal("0;0;off", Find("category-lights-whisker").Drawing);
        Assert.Equal("off none", Find("category-lights-mark").Drawing);
    }

    [Fact]
    public void A_late_row_is_marked_and_a_small_one_has_a_whisker()
    {
        Assert.Equal(("far over the promise", "late far"),
            (Find("category-theft-mark").Text, Find("category-theft-mark").Drawing));
        Assert.Equal("100%;bar over", Find("category-theft-bar").Drawing);
        Assert.Equal("100%;100%;whisker", Find("category-theft-whisker").Drawing);
    }

    [Fact]
    public void A_hidden_row_has_words_and_nothing_drawn()
    {
        Assert.Equal(("Too few to show", FigureState.Suppressed),
            (Find("category-conduct-median").Text, Find("category-conduct-median").State));
        Assert.Equal(("", "0;bar", ""), (Find("category-conduct-n").Text, Find("category-conduct-bar").Drawing,
            Find("category-conduct-weeks").Drawing));
        Assert.All(Topics.InNumbers().Where(line => line.Group == "category: conduct"), line =>
            Assert.Equal((null, null, FigureState.Suppressed), (line.Number, line.Count, line.State)));
    }

    [Fact]
    public void Seven_messages_have_a_number_and_no_median()
    {
        var row = Topics with { Rows = new([Row("lights", 7, Hours(2))]) };
        Assert.Equal("7", row.InWords(Language.English).Single(figure => figure.Key == "category-lights-n").Text);
        Assert.Equal(FigureState.Suppressed,
            row.InWords(Language.English).Single(figure => figure.Key == "category-lights-median").State);
        Assert.Null(row.InNumbers().Single(line => line.Measure == "median").Number);
    }

    [Fact]
    public void Pages_learn_that_rows_came_changed_place_or_name_and_of_nothing_else()
    {
        var (lights, theft) = (Row("lights", 118, Hours(2)), Row("theft", 60, Hours(200)));
        string Rows(params BreakdownRow[] rows) => (Topics with { Rows = new(rows) }).InWords(Language.English)
            .Single(figure => figure.Key == "category-rows").Drawing!;
        var before = Rows(lights, theft);
        Assert.StartsWith("2-", before, StringComparison.Ordinal);
        Assert.NotEqual(before, Rows(theft, lights));
        Assert.NotEqual(before, Rows(lights with { Name = "Lamps" }, theft));
        Assert.StartsWith("1-", Rows(lights), StringComparison.Ordinal);
        Assert.Equal(before, Rows(lights with { Received = 119, Median = null }, theft with { Suppressed = true }));
    }

    [Fact]
    public void A_missing_week_is_a_gap()
    {
        Assert.Equal(2, Find("category-lights-weeks").Drawing!.Split('M').Length - 1);
        Assert.Equal("Last 90 days, as at 14:00.", Find("category-asof").Text);
    }

    [Fact]
    public void A_row_without_a_category_has_a_key_of_its_own() =>
        Assert.Contains((Topics with { Rows = new([Row("", 50, Hours(1))]) }).InWords(Language.French),
            figure => figure.Key == "category-none-median");

    private static Figure Find(string key) => Topics.InWords(Language.English).Single(figure => figure.Key == key);
}
