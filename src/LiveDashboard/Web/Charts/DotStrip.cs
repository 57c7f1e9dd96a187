namespace LiveDashboard.Web.Charts;

/// <summary>How an age stands to the promise, as the shape of its dot.</summary>
public enum DotKind { Open, Near, Over }

/// <summary>One message that waits.</summary>
/// <param name="X">Per cent of the width.</param>
/// <param name="Lane">0 on the line, 1 one row below it, −1 one above, ….</param>
public readonly record struct Dot(double X, int Lane, DotKind Kind);

/// <summary>
/// Dots on a line, one for each message. A dozen lie where their age is; more are smaller and step aside, up and down,
/// rather than hide each other. Those at the edge of the axis queue up there.
/// </summary>
public static class DotStrip
{
    /// <summary>The most dots that are drawn large and in one row.</summary>
    public const int Few = 12;

    private const double Width = 3.4;
    private static readonly int[] Lanes = [0, -1, 1, -2, 2, -3];

    public static IReadOnlyList<Dot> Place(IReadOnlyList<(double X, DotKind Kind)> dots)
    {
        if (dots.Count <= Few) return [.. dots.Select(dot => new Dot(dot.X, 0, dot.Kind))];
        var placed = new List<Dot>(dots.Count);
        foreach (var (x, kind) in dots.OrderByDescending(dot => dot.X)) placed.Add(Aside(x, kind, placed));
        return placed;
    }

    /// <summary>As the figure's text: "86.67 0 over,43.06 -1 open".</summary>
    public static string Text(IEnumerable<Dot> dots) => string.Join(',', dots.Select(dot =>
        $"{Svg.Number(dot.X)} {dot.Lane} {dot.Kind.ToString().ToLowerInvariant()}"));

    private static Dot Aside(double x, DotKind kind, List<Dot> placed)
    {
        // Only at the edge, which says "this long or longer", may a dot move along the axis.
        for (var at = x; at > 0; at -= Width)
        {
            foreach (var lane in Lanes)
                if (!placed.Exists(dot => dot.Lane == lane && Math.Abs(dot.X - at) < Width))
                    return new Dot(at, lane, kind);
            if (x < 100) break;
        }
        return new Dot(x, 0, kind);
    }
}
