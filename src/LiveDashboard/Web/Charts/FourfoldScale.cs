namespace LiveDashboard.Web.Charts;

/// <summary>
/// Durations over days, on an axis where each grid line is four times the one below, because a linear one would press
/// the middle flat under the 9-in-10. It depends on the promise alone, so it never moves while figures do.
/// </summary>
public sealed class FourfoldScale
{
    private readonly double _bottom;
    private readonly double _span;

    /// <param name="target">The promise, which is one of the lines; null when there is none that holds for all.</param>
    public FourfoldScale(TimeSpan? target)
    {
        // Without a promise: 15 min, 1 h, 4 h, 16 h. Long promises have a line more below, for the quick answers.
        var reference = target ?? TimeSpan.FromHours(4);
        var below = reference >= TimeSpan.FromHours(24) ? 3 : 2;
        Lines = [.. Enumerable.Range(-below, below + 2)
            .Where(step => step != 0 || target is null)
            .Select(step => reference * Math.Pow(4, step))];
        _bottom = Lines[0].TotalMinutes / 2;
        _span = Math.Log(Lines[^1].TotalMinutes * 4 / _bottom);
    }

    /// <summary>The most grid lines, besides the promise, that any scale has.</summary>
    public const int MostLines = 4;

    /// <summary>Where grid lines lie, shortest first; the promise itself is not among them.</summary>
    public IReadOnlyList<TimeSpan> Lines { get; }

    /// <summary>The height of a duration in per cent from the top; what is off the scale sits at its edge.</summary>
    public double Y(TimeSpan time) => 100 - 100 * Math.Clamp(Math.Log(time.TotalMinutes / _bottom) / _span, 0, 1);
}
