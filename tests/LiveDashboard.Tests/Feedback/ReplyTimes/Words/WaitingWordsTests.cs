using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Figures;
using LiveDashboard.Web;
using static LiveDashboard.Tests.Feedback.ReplyTimes.Words.Sample;

namespace LiveDashboard.Tests.Feedback.ReplyTimes.Words;

public sealed class WaitingWordsTests
{
    private static readonly WaitingReading Many = Waiting with
    {
        Waiting = 9879,
        Overdue = 7420,
        Longest = TimeSpan.FromDays(143),
        Ages = new([]),
        Bands = new([812, 1647, 1933, 5487]),
    };

    [Fact]
    public void Forty_or_fewer_are_dots()
    {
        Assert.Equal("ages dots", Find(Waiting, "waiting-view").Drawing);
        Assert.Equal("86.67 0 over,56.11 0 near,33.33 0 open,16.67 0 open,11.11 0 open,5.56 0 open,1.39 0 open",
            Find(Waiting, "dots").Drawing);
        Assert.Equal("", Find(Waiting, "band-1").Text);
    }

    [Fact]
    public void More_are_bands_with_their_numbers()
    {
        Assert.Equal("ages bands", Find(Many, "waiting-view").Drawing);
        Assert.Equal(["812", "1,647", "1,933", "5,487"],
            Enumerable.Range(1, 4).Select(i => Find(Many, $"band-{i}").Text));
        Assert.Equal("100%", Find(Many, "band-4").Drawing);
        Assert.Equal("7,420 of them are over the promise of 4\u00a0h.", Find(Many, "overdue").Text);
    }

    [Fact]
    public void A_small_band_hides_another_and_the_overdue()
    {
        var reading = Many with { Waiting = 8402, Bands = new([812, 2, 2101, 5487]) };
        Assert.Equal(["Too few to show", "Too few to show", "2,101", "5,487"],
            Enumerable.Range(1, 4).Select(i => Find(reading, $"band-{i}").Text));
        Assert.Equal("", Find(reading, "overdue").Text);
        Assert.Equal(FigureState.Suppressed, reading.InNumbers().Single(line => line.Measure == "overdue").State);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Of_a_few_nothing_is_told_but_that_they_are_few(int waiting)
    {
        var few = Waiting with
        {
            Waiting = waiting,
            Ages = new(Enumerable.Repeat(Time(1), waiting)),
            Longest = Time(1),
            ReceivedToday = 0
        };
        Assert.Equal(("Fewer than 5", FigureState.Suppressed), (Find(few, "waiting").Text, Find(few, "waiting").State));
        Assert.Equal(("", "", ""),
            (Find(few, "longest").Text, Find(few, "dots").Drawing, Find(few, "longest-lead").Text));
        Assert.Equal("How long they have waited is shown from 5 messages on.", Find(few, "waiting-note").Text);
        Assert.Equal("Fewer than 5", Find(few, "received-today").Text);
        Assert.DoesNotContain(few.InNumbers(), line => line.Number < 5
            || (line.Measure == "longest" && line.Number is not null));
    }

    [Fact]
    public void The_oldest_is_judged_by_its_own_promise_where_there_are_several()
    {
        var several = Waiting with { Target = null, LongestIsOverdue = true };
        Assert.Equal(("over the promise", "slow over"),
            (Find(several, "longest-mark").Text, Find(several, "longest-mark").Drawing));
        Assert.Equal("hidden", Find(several, "dots-promise").Drawing);
    }

    [Fact]
    public void Every_state_has_the_same_keys()
    {
        string[] keys = [.. Waiting.InWords(Language.French).Select(figure => figure.Key)];
        var nothing = NothingYet.On(Today).OfType<WaitingReading>().Single();
        foreach (var reading in new[] { Many, nothing, Waiting with { Waiting = 1 }, Waiting with { Target = null } })
            Assert.Equal(keys, reading.InWords(Language.French).Select(figure => figure.Key));
    }

    private static Figure Find(WaitingReading reading, string key) =>
        reading.InWords(Language.English).Single(figure => figure.Key == key);
}
