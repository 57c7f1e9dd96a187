using LiveDashboard.Web;
using LiveDashboard.Web.Charts;

namespace LiveDashboard.Statistics.Pages;

/// <summary>A month of a chart and its table.</summary>
/// <param name="N">Null: hidden, or not in the series.</param>
/// <param name="Given">Whether the series has this month at all.</param>
/// <param name="YearBefore">The same month a year earlier.</param>
/// <param name="Rolling">The twelve months up to this one together; null where one of them may not be shown.</param>
public sealed record ChartMonth(long Month, long? N, bool Given, long? YearBefore, long? Rolling);

/// <summary>
/// A series as a chart: months as a line, twelve months together (a twelfth of them) as another. Rising is neither good
/// nor bad here, so nothing is coloured as if it were.
/// </summary>
public sealed class SeriesChart
{
    /// <param name="cells">The series as it may be shown, in the order of months.</param>
    /// <param name="shown">How many of its last months are drawn.</param>
    public SeriesChart(IReadOnlyList<ShownCell> cells, int shown)
    {
        var of = cells.Where(cell => cell.N is not null).ToDictionary(cell => cell.Month, cell => cell.N);
        if (cells.Count == 0) return;
        var given = cells.Select(cell => cell.Month).ToHashSet();
        var last = cells[^1].Month;
        var first = Math.Max(cells[0].Month, last - shown + 1);
        Months = [.. Enumerable.Range(0, (int)(last - first + 1)).Select(i => first + i)
            .Select(month => new ChartMonth(
                month, of.GetValueOrDefault(month), given.Contains(month), of.GetValueOrDefault(month - 12),
                Twelve(of, month)))];
        Top = Round(Math.Max(1, Months.Max(month => Math.Max(month.N ?? 0, (month.Rolling ?? 0) / 12))));
    }

    public IReadOnlyList<ChartMonth> Months { get; } = [];

    /// <summary>The number at the top of the axis, which begins at 0.</summary>
    public long Top { get; } = 1;

    public string Line => Svg.Line([.. Months.Select(month => Y(month.N))]);
    public string RollingLine => Svg.Line([.. Months.Select(month => Y(month.Rolling / 12.0))]);

    public double X(long month) => Months.Count == 0 ? 0 : Svg.X((int)(month - Months[0].Month), Months.Count);

    /// <summary>The Januaries, thinned until they can be read: where a year's name stands.</summary>
    public IEnumerable<(double X, long Year)> Years
    {
        get
        {
            var years = Months.Where(month => month.Month % 12 == 0).ToArray();
            var step = Math.Max(1, (int)Math.Ceiling(years.Length / 8.0));
            return years.Where((_, i) => i % step == 0).Select(month => (X(month.Month), month.Month / 12));
        }
    }

    /// <summary>
    /// Twelve months together, only where each of them is shown: then it tells nothing that the months do not.
    /// </summary>
    public static long? Twelve(IReadOnlyDictionary<long, long?> of, long month)
    {
        var sum = 0L;
        for (var back = 0; back < 12; back++)
            if (of.GetValueOrDefault(month - back) is { } n) sum += n;
            else return null;
        return sum;
    }

    private double? Y(double? n) => n is { } value ? 100 - 100 * value / Top : null;

    // 1, 2 or 5 and zeros.
    private static long Round(long top)
    {
        var power = (long)Math.Pow(10, Math.Floor(Math.Log10(top)));
        return new[] { 1L, 2, 5, 10 }.Select(step => step * power).First(step => step >= top);
    }
}
