using LiveDashboard.Figures;
using LiveDashboard.Figures.Measuring;

namespace LiveDashboard.Tests.Figures.Measuring;

public sealed class BeatIntervalTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly BeatInterval _interval = new(Second);

    [Fact]
    public void Quick_beats_keep_the_usual_interval()
    {
        for (var beat = 0; beat < 100; beat++) _interval.Took(Second / 2);
        Assert.Equal(Second, _interval.Current);
    }

    [Fact]
    public void A_slow_beat_doubles_it_up_to_four_times()
    {
        _interval.Took(Second * 0.6);
        Assert.Equal(2 * Second, _interval.Current);
        for (var beat = 0; beat < 10; beat++) _interval.Took(10 * Second);
        Assert.Equal(4 * Second, _interval.Current);
    }

    [Fact]
    public void Ten_quick_beats_in_a_row_halve_it_again_down_to_the_usual()
    {
        _interval.Took(10 * Second);
        _interval.Took(10 * Second);
        for (var beat = 0; beat < 9; beat++) _interval.Took(TimeSpan.Zero);
        Assert.Equal(4 * Second, _interval.Current);
        _interval.Took(TimeSpan.Zero);
        Assert.Equal(2 * Second, _interval.Current);
        for (var beat = 0; beat < 50; beat++) _interval.Took(TimeSpan.Zero);
        Assert.Equal(Second, _interval.Current);
    }

    [Fact]
    public void A_slow_beat_in_between_starts_the_count_anew()
    {
        _interval.Took(10 * Second);
        for (var beat = 0; beat < 9; beat++) _interval.Took(TimeSpan.Zero);
        _interval.Took(10 * Second);
        for (var beat = 0; beat < 9; beat++) _interval.Took(TimeSpan.Zero);
        Assert.Equal(4 * Second, _interval.Current);
    }
}
