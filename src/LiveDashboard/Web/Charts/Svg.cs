using System.Globalization;
using System.Text;

namespace LiveDashboard.Web.Charts;

/// <summary>
/// The attribute texts of charts. A chart is one svg without viewBox: positions are per cent, strokes and letters have
/// real sizes, so one drawing serves a phone and a television (the chart grammar at the head of <c>chart.css</c>).
/// </summary>
public static class Svg
{
    /// <summary>A place in a drawing: "66.67%".</summary>
    public static string Percent(double value) => Number(value) + "%";

    public static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>
    /// A line through points in an inner svg of 100 by 100. Where a point is missing there is a gap, and a point alone
    /// between two gaps is a dot: a line of no length with round ends.
    /// </summary>
    public static string Line(IReadOnlyList<double?> heights)
    {
        var path = new StringBuilder();
        for (var i = 0; i < heights.Count; i++)
        {
            if (heights[i] is not { } y) continue;
            var starts = i == 0 || heights[i - 1] is null;
            var point = $"{Number(X(i, heights.Count))} {Number(y)}";
            path.Append(starts ? 'M' : 'L').Append(point);
            if (starts && (i == heights.Count - 1 || heights[i + 1] is null)) path.Append('L').Append(point);
        }
        return path.ToString();
    }

    /// <summary>The area between two lines; a gap where either is missing.</summary>
    public static string Band(IReadOnlyList<(double Top, double Bottom)?> bounds)
    {
        var path = new StringBuilder();
        for (var from = 0; from < bounds.Count; from++)
        {
            if (bounds[from] is null) continue;
            var to = from;
            while (to + 1 < bounds.Count && bounds[to + 1] is not null) to++;
            // A day alone has no width of its own: it gets the half of a step to each side.
            var (left, right) = from == to ? (-0.5, 0.5) : (0, 0);
            var there = new List<string> { Corner(from, left, top: true) };
            for (var i = from + 1; i <= to; i++) there.Add(Corner(i, 0, top: true));
            if (from == to) there.Add(Corner(to, right, top: true));
            if (from == to) there.Add(Corner(to, right, top: false));
            for (var i = to; i > from; i--) there.Add(Corner(i, 0, top: false));
            there.Add(Corner(from, left, top: false));
            path.Append('M').AppendJoin('L', there).Append('Z');
            from = to;
        }
        return path.ToString();

        string Corner(int i, double steps, bool top)
        {
            var (high, low) = bounds[i]!.Value;
            return $"{Number(X(i, bounds.Count) + steps * 100 / bounds.Count)} {Number(top ? high : low)}";
        }
    }

    /// <summary>The middle of the i-th of <paramref name="count"/> equal columns, in per cent of the width.</summary>
    public static double X(int i, int count) => 100 * (i + 0.5) / count;
}
