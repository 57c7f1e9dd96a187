using LiveDashboard.Web.Charts;

namespace LiveDashboard.Tests.Web.Charts;

public sealed class SvgTests
{
    [Fact]
    public void A_line_has_a_gap_where_a_day_has_none() =>
        Assert.Equal("M12.5 10L37.5 20M87.5 40L87.5 40", Svg.Line([10, 20, null, 40]));

    [Fact]
    public void A_line_without_points_is_empty() => Assert.Equal("", Svg.Line([null, null]));

    [Fact]
    public void A_band_runs_there_above_and_back_below() =>
        Assert.Equal("M25 10L75 20L75 80L25 90Z", Svg.Band([(10, 90), (20, 80)]));

    [Fact]
    public void A_band_of_one_day_has_the_width_of_the_day() =>
        Assert.Equal("M0 10L50 10L50 90L0 90Z", Svg.Band([(10, 90), null]));

    [Fact]
    public void The_promise_stands_at_two_thirds_and_the_longer_at_the_edge()
    {
        var scale = new AgeScale(TimeSpan.FromHours(4));
        Assert.Equal("66.67%", Svg.Percent(scale.X(TimeSpan.FromHours(4))));
        Assert.Equal(100, scale.X(TimeSpan.FromDays(3)));
        Assert.Equal(0, scale.X(TimeSpan.Zero));
    }

    [Theory]
    [InlineData(4, new double[] { 0, 1, 2, 3, 4, 5, 6 })]
    [InlineData(72, new double[] { 0, 24, 48, 72, 96 })]
    [InlineData(2, new double[] { 0, 1, 2, 3 })]
    [InlineData(24, new double[] { 0, 6, 12, 18, 24, 30, 36 })]
    public void Ticks_are_round_parts_of_the_promise(int target, double[] hours)
    {
        var ticks = new AgeScale(TimeSpan.FromHours(target)).Ticks().Select(tick => tick.TotalHours);
        Assert.Equal(hours, ticks);
        Assert.True(hours.Length <= AgeScale.MostTicks);
    }

    [Fact]
    public void Each_grid_line_is_four_times_the_one_below()
    {
        var scale = new FourfoldScale(TimeSpan.FromHours(4));
        Assert.Equal([15, 60, 960], scale.Lines.Select(line => line.TotalMinutes));
        Assert.Equal(["88.89%", "66.67%", "22.22%"], scale.Lines.Select(line => Svg.Percent(scale.Y(line))));
        Assert.Equal("44.44%", Svg.Percent(scale.Y(TimeSpan.FromHours(4))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(72)]
    [InlineData(21 * 24)]
    public void Minutes_and_weeks_fit_beside_any_promise(int hours)
    {
        var scale = new FourfoldScale(TimeSpan.FromHours(hours));
        Assert.InRange(scale.Lines.Count, 3, FourfoldScale.MostLines);
        Assert.InRange(scale.Y(TimeSpan.FromHours(hours)), 30, 60);
        Assert.Equal(100, scale.Y(TimeSpan.Zero));
        Assert.Equal(0, scale.Y(TimeSpan.FromDays(4000)));
    }

    [Fact]
    public void A_share_of_twenty_never_hides_the_few()
    {
        Assert.Equal(19, Twenty.Of(999, 1000));
        Assert.Equal(1, Twenty.Of(1, 1000));
        Assert.Equal(20, Twenty.Of(30, 30));
        Assert.Equal(14, Twenty.Of(149, 214));
    }

    [Fact]
    public void A_dozen_dots_lie_where_they_are_and_more_step_aside()
    {
        var few = DotStrip.Place([(50, DotKind.Open), (50, DotKind.Near)]);
        Assert.All(few, dot => Assert.Equal((50, 0), (dot.X, dot.Lane)));

        var many = DotStrip.Place([.. Enumerable.Repeat((100.0, DotKind.Over), 20),
            .. Enumerable.Repeat((50.0, DotKind.Open), 4)]);
        Assert.Equal(24, many.Distinct().Count());
        Assert.All(many.Where(dot => dot.Kind == DotKind.Over), dot => Assert.InRange(dot.X, AgeScale.Promise, 100));
        Assert.All(many.Where(dot => dot.Kind == DotKind.Open), dot => Assert.Equal(50, dot.X));
    }

    [Fact]
    public void Forty_that_are_far_over_stay_beyond_the_promise()
    {
        var dots = DotStrip.Place([.. Enumerable.Repeat((100.0, DotKind.Over), 40)]);
        Assert.Equal(40, dots.Distinct().Count());
        Assert.All(dots, dot => Assert.True(dot.X > AgeScale.Promise));
    }

    [Fact]
    public void A_dot_near_the_promise_is_two_circles() =>
        Assert.Equal(3, Marks.Dots("86.67 0 over,56.11 -1 near").Split("<circle").Length - 1);
}
