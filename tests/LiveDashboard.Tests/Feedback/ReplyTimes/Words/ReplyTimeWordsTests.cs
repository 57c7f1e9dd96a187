using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Figures;
using LiveDashboard.Web;
using static LiveDashboard.Tests.Feedback.ReplyTimes.Words.Sample;

namespace LiveDashboard.Tests.Feedback.ReplyTimes.Words;

public sealed class ReplyTimeWordsTests
{
    [Fact]
    public void A_median_has_its_text_its_spoken_form_and_its_mark()
    {
        Assert.Equal(new Figure("median", "2\u00a0h\u00a014\u00a0min", "2 hours 14 minutes"),
            Find(ReplyTime, "median"));
        Assert.Equal("Within the promise of 4\u00a0h", Find(ReplyTime, "mark").Text);
        Assert.Equal("ok within", Find(ReplyTime, "mark").Drawing);
        Assert.Equal("214 messages", Find(ReplyTime, "n").Text);
        Assert.Equal("18 March to 16 April", Find(ReplyTime, "period").Text);
    }

    [Theory]
    [InlineData(191, "Within", "ok within")]
    [InlineData(192, "Close to", "slow close")]
    [InlineData(240, "Close to", "slow close")]
    [InlineData(241, "Over", "slow over")]
    [InlineData(479, "Over", "slow over")]
    [InlineData(480, "Far over", "late far")]
    public void The_mark_turns_at_four_fifths_at_the_promise_and_at_twice_the_promise(int minutes, string words,
        string drawing)
    {
        var mark = Find(ReplyTime with { Median = new Quantile(TimeSpan.FromMinutes(minutes), true) }, "mark");
        Assert.StartsWith(words, mark.Text, StringComparison.Ordinal);
        Assert.Equal(drawing, mark.Drawing);
    }

    [Fact]
    public void Without_a_single_promise_there_is_no_mark() =>
        Assert.Equal(("", "off none"), (Find(ReplyTime with { Target = null }, "mark").Text,
            Find(ReplyTime with { Target = null }, "mark").Drawing));

    [Fact]
    public void Nine_messages_are_too_few_for_a_median_and_still_have_their_number()
    {
        var few = ReplyTime with { Received = 9, Kept = 6, Missed = 2, NotYetDue = 1 };
        Assert.Equal(("Too few to show", FigureState.Suppressed),
            (Find(few, "median").Text, Find(few, "median").State));
        Assert.Equal(FigureState.Suppressed, Find(few, "p90").State);
        Assert.Equal("9 messages", Find(few, "n").Text);
        Assert.Equal("Fewer than 10 messages in the last 30 days", Find(few, "mark").Text);
    }

    [Fact]
    public void Nobody_in_the_window_reads_like_a_few_and_never_like_zero() =>
        Assert.Equal("Fewer than 5 messages", Find(ReplyTime with { Received = 0, Median = null }, "n").Text);

    [Fact]
    public void Before_the_first_message_ever_the_place_says_no_answers_yet()
    {
        var nothing = NothingYet.On(Today).OfType<ReplyTimeReading>().Single();
        Assert.Equal(("No answers yet", FigureState.Empty),
            (Find(nothing, "median").Text, Find(nothing, "median").State));
        Assert.Equal("No messages yet", Find(nothing, "n").Text);
        Assert.Equal(nothing.InWords(Language.English).Select(f => f.Key),
            ReplyTime.InWords(Language.English).Select(f => f.Key));
    }

    [Fact]
    public void A_median_that_is_not_reached_changes_the_sentence()
    {
        var slow = ReplyTime with { Median = MoreThan(100) };
        Assert.Equal("more than 4\u00a0days", Find(slow, "median").Text);
        Assert.StartsWith("More than half of all messages have waited", Find(slow, "headline").Text,
            StringComparison.Ordinal);
        Assert.Equal("late far", Find(slow, "mark").Drawing);
    }

    [Fact]
    public void What_is_only_known_to_be_more_than_less_than_the_promise_is_not_judged() =>
        Assert.Equal("off none", Find(ReplyTime with { Median = MoreThan(2) }, "mark").Drawing);

    [Theory]
    [InlineData(149, 58, 7, "149 of 207")]
    [InlineData(149, 63, 2, "about 14 in 20")]
    [InlineData(212, 2, 0, "all but fewer than 5")]
    [InlineData(3, 190, 21, "Fewer than 5")]
    [InlineData(6, 3, 205, "Too few to show")]
    public void The_promise_is_told_so_that_no_small_number_follows(long kept, long missed, long open, string text)
    {
        var reading =
            ReplyTime with { Kept = kept, Missed = missed, NotYetDue = open, Received = kept + missed + open };
        Assert.Equal(text, Find(reading, "kept").Text);
    }

    [Fact]
    public void Twenty_dots_are_drawn_only_when_both_sides_are_people_enough()
    {
        Assert.Equal("14", Find(ReplyTime, "twenty").Drawing);
        Assert.Equal("", Find(ReplyTime with { Kept = 210, Missed = 4, NotYetDue = 0 }, "twenty").Drawing);
        Assert.Equal("", Find(ReplyTime with { Kept = 210, Missed = 4, NotYetDue = 0 }, "twenty-note").Text);
    }

    [Fact]
    public void The_open_data_hide_where_the_page_hides()
    {
        var few = ReplyTime with { Received = 9 };
        Assert.All(few.InNumbers().Where(line => line.Unit == "seconds" && line.From == few.From), line =>
            Assert.Equal((null, null, FigureState.Suppressed), (line.Number, line.Count, line.State)));

        var open = (ReplyTime with { NineInTen = MoreThan(100) }).InNumbers()
            .Single(line => line.Measure == "nine-in-ten");
        Assert.Equal((null, "more than 360000"), (open.Number, open.Note));
        Assert.Equal(2 * 3600 + 14 * 60, ReplyTime.InNumbers().First(line => line.Measure == "median").Number);
    }

    private static Figure Find(ReplyTimeReading reading, string key) =>
        reading.InWords(Language.English).Single(figure => figure.Key == key);
}
