namespace LiveDashboard.Web.Charts;

/// <summary>
/// Ages and durations on a linear axis from 0 to one and a half times the promise, so that the promise always stands
/// at two thirds. What is longer sits at the edge.
/// </summary>
/// <param name="Target">The promise, or, without one, what takes its place on the axis.</param>
public readonly record struct AgeScale(TimeSpan Target)
{
    /// <summary>The most ticks that <see cref="Ticks"/> gives.</summary>
    public const int MostTicks = 7;

    /// <summary>Where the promise stands, in per cent.</summary>
    public const double Promise = 200.0 / 3;

    public double X(TimeSpan age) => Math.Clamp(Promise * (age / Target), 0, 100);

    /// <summary>0, equal parts of the promise in round units, the promise, and as many parts beyond it as
    /// fit.</summary>
    public IEnumerable<TimeSpan> Ticks()
    {
        var whole = Target.Ticks % TimeSpan.TicksPerDay == 0 && Target >= TimeSpan.FromDays(3) ? Target.TotalDays
            : Target.Ticks % TimeSpan.TicksPerHour == 0 ? Target.TotalHours : Target.TotalMinutes;
        var parts = whole >= 3 && whole % 3 == 0 && whole % 4 != 0 ? 3 : whole % 4 == 0 ? 4 : 2;
        var target = Target;
        return Enumerable.Range(0, parts * 3 / 2 + 1).Select(i => target * i / parts);
    }
}
