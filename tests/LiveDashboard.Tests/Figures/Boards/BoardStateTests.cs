using LiveDashboard.Figures;
using LiveDashboard.Figures.Boards;
using LiveDashboard.Web;

namespace LiveDashboard.Tests.Figures.Boards;

public sealed class BoardStateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly BoardState Empty = BoardState.New("home", "epoch", Noon);

    [Fact]
    public void A_change_makes_the_next_version_and_stamps_only_the_figures_that_changed()
    {
        var first = Empty.With(Measured(("a", new CounterReading(1))), Noon);
        var second = first.With(Measured(("a", new CounterReading(2))), Noon.AddSeconds(1));
        Assert.Equal((1, 2), (first.Version, second.Version));
        Assert.Equal(["value"], Keys(second.Since(Language.English, 1, "12:00")));
        Assert.Equal(["constant", "value"], Keys(second.Since(Language.English, 0, "12:00")));
        Assert.Empty(second.Since(Language.English, 2, "12:00").Figures);
    }

    [Fact]
    public void The_same_reading_changes_nothing_but_the_time_at_which_it_was_measured()
    {
        var first = Empty.With(Measured(("a", new CounterReading(1))), Noon);
        var again = first.With(Measured(("a", new CounterReading(1))), Noon.AddMinutes(1));
        Assert.Equal(first.Version, again.Version);
        Assert.Equal(Noon.AddMinutes(1), again.At);
        Assert.Empty(again.Since(Language.English, first.Version, "12:01").Figures);
    }

    [Fact]
    public void An_earlier_state_stays_as_it_was()
    {
        var first = Empty.With(Measured(("a", new CounterReading(1))), Noon);
        first.With(Measured(("a", new CounterReading(2))), Noon);
        Assert.Equal("1", first.Find(Language.English, "value")!.Text);
    }

    [Fact]
    public void A_source_that_fails_turns_its_figures_to_error_and_leaves_the_others()
    {
        var both = Empty.With(Measured(("a", new CounterReading(1)), ("b", new Other("fine"))), Noon);
        var failed = both.With(Measured(("a", null), ("b", new Other("fine"))), Noon);
        Assert.Equal(FigureState.Error, failed.Find(Language.English, "value")!.State);
        Assert.Equal(FigureState.Error, failed.Find(Language.French, "value")!.State);
        Assert.Equal(
            ("fine", FigureState.Ok),
            (failed.Find(Language.English, "other")!.Text, failed.Find(Language.English, "other")!.State));
        Assert.Equal(both.Version + 1, failed.Version);
    }

    [Fact]
    public void A_source_that_goes_on_failing_changes_nothing_more()
    {
        var failed = Empty.With(Measured(("a", new CounterReading(1))), Noon).With(Measured(("a", null)), Noon);
        Assert.Equal(failed.Version, failed.With(Measured(("a", null)), Noon).Version);
    }

    [Fact]
    public void A_source_that_works_again_shows_its_figures_again_even_if_they_are_as_before()
    {
        var before = Empty.With(Measured(("a", new CounterReading(1))), Noon);
        var after = before.With(Measured(("a", null)), Noon).With(Measured(("a", new CounterReading(1))), Noon);
        Assert.Equal(before.Find(Language.English, "value"), after.Find(Language.English, "value"));
        Assert.Contains("value", Keys(after.Since(Language.English, before.Version + 1, "12:00")));
    }

    [Fact]
    public void A_source_that_never_worked_has_nothing_to_show()
    {
        var failed = Empty.With(Measured(("a", null)), Noon);
        Assert.Equal(0, failed.Version);
        Assert.Empty(failed.Since(Language.English, 0, "12:00").Figures);
    }

    [Fact]
    public void Each_language_has_its_own_words()
    {
        var state = Empty.With(Measured(("a", new CounterReading(1))), Noon);
        Assert.Equal("1 in fr", state.Find(Language.French, "value")!.Spoken);
        Assert.Equal("1 in en", state.Find(Language.English, "value")!.Spoken);
    }

    [Fact]
    public void Following_frames_one_by_one_ends_where_the_snapshot_is()
    {
        var random = new Random(3);
        var (state, page) = (Empty, new Dictionary<string, string>());
        for (var step = 0; step < 200; step++)
        {
            IFigureReading? reading = random.Next(5) == 0 ? null : new CounterReading(random.Next(4));
            var next = state.With(Measured(("a", reading), ("b", new Other($"{random.Next(3)}"))), Noon);
            foreach (var figure in next.Since(Language.English, state.Version, "").Figures)
                page[figure.Key] = $"{figure.Text} {figure.State}";
            state = next;
            Assert.Equal(
                state.Since(Language.English, 0, "").Figures
                    .ToDictionary(figure => figure.Key, figure => $"{figure.Text} {figure.State}"),
                page);
        }
    }

    private static Dictionary<string, IFigureReading?> Measured(
        params (string Source, IFigureReading? Reading)[] readings) =>
        readings.ToDictionary(one => one.Source, one => one.Reading);

    private static IEnumerable<string> Keys(Frame frame) => frame.Figures.Select(figure => figure.Key);

    private sealed record Other(string Text) : IFigureReading
    {
        public IEnumerable<Figure> InWords(Language language) => [new Figure("other", Text)];
        public IEnumerable<FigureNumber> InNumbers() => [];
    }
}
