using LiveDashboard.Figures;
using LiveDashboard.Web;
using LiveDashboard.Web.Charts;

namespace LiveDashboard.Feedback.ReplyTimes.Words;

/// <summary>
/// The trend's marks: the middle message of each day as a line, 8 in 10 as a band, the promise, the grid. A day with
/// too few is a gap; where 9 in 10 is not reached the band ends.
/// </summary>
public static class TrendChart
{
    /// <summary>How close the labels at the line's end may come, in per cent of the height.</summary>
    private const double Apart = 8;

    /// <summary>Which days have their date below: the first, two in between, and one in the middle for a
    /// phone.</summary>
    private static readonly int[] DayTicks = [0, 10, 19, 12];

    public static IEnumerable<Figure> Of(TrendReading reading, Language language)
    {
        var scale = new FourfoldScale(reading.Target);
        var days = reading.Days.Select(day => day.Received >= reading.Rules.K ? day : null).ToArray();
        double?[] line = [.. days.Select(day => Height(day?.Median, scale))];
        (double, double)?[] band = [.. days.Select(day =>
            (Height(day?.NineInTen, scale), Height(day?.FastestTenth, scale)) is ({ } top, { } bottom)
                ? (top, bottom)
                : ((double, double)?)null)];
        return
        [
            Shown.Drawing("trend-line", Svg.Line(line)),
            Shown.Drawing("trend-band", Svg.Band(band)),
            Point(line, days),
            .. Labels(line, band),
            .. Axis(scale, reading.Target, language),
            .. DayTicks.Select((day, i) => Shown.Words($"trend-x-{i + 1}",
                day < reading.Days.Count ? language.Day(reading.Days[day].Day) : "")),
            Nothing(reading, line, language),
            Shown.Words("trend-gaps", language[line.Contains(null) ? "trend.gaps" : "trend.nogaps"]),
        ];
    }

    /// <summary>A chart without a single point says so: empty and "too few" are not the same.</summary>
    private static Figure Nothing(TrendReading reading, double?[] line, Language language) =>
        Array.Exists(line, height => height is not null) ? Shown.Words("trend-none", "")
        : reading.Received == 0 && reading.ReceivedBefore == 0
            ? new Figure("trend-none", language["figure.empty"], null, FigureState.Empty)
            : Shown.Few("trend-none", language);

    private static double? Height(Quantile? quantile, FourfoldScale scale) =>
        quantile is { Reached: true } reached ? scale.Y(reached.Time) : null;

    /// <summary>The newest day that has a median; hollow while it may still move.</summary>
    private static Figure Point(double?[] line, TrendDay?[] days)
    {
        var last = Array.FindLastIndex(line, height => height is not null);
        if (last < 0) return Shown.Drawing("trend-point", "0;0;off");
        var look = days[last]!.Settled ? "point" : "point open";
        return Shown.Drawing("trend-point",
            $"{Svg.Percent(Svg.X(last, line.Length))};{Svg.Percent(line[last]!.Value)};{look}");
    }

    /// <summary>The words stand where what they name ends, and not on top of each other.</summary>
    private static IEnumerable<Figure> Labels(double?[] line, (double Top, double Bottom)?[] band)
    {
        var middle = Array.FindLastIndex(line, height => height is not null);
        var edge = Array.FindLastIndex(band, bound => bound is not null);
        var half = middle < 0 ? 50 : line[middle]!.Value;
        var (top, bottom) = edge < 0 ? (0, 0) : band[edge]!.Value;
        yield return Label("trend-label-90", edge, band.Length, Math.Min(top, half - Apart));
        yield return Label("trend-label-50", middle, line.Length, half);
        yield return Label("trend-label-10", edge, band.Length, Math.Max(bottom, half + Apart));
    }

    /// <summary>Beside the last day that is drawn; near the end of the axis, outside it.</summary>
    private static Figure Label(string key, int day, int days, double height)
    {
        if (day < 0) return Shown.Drawing(key, "0;0;hidden");
        var x = day >= days - 4 ? 100 : Svg.X(day, days);
        return Shown.Drawing(key, $"{Svg.Percent(x)};{Svg.Percent(height)};visible");
    }

    private static IEnumerable<Figure> Axis(FourfoldScale scale, TimeSpan? target, Language language)
    {
        for (var i = 0; i < FourfoldScale.MostLines; i++)
        {
            var key = $"trend-grid-{i + 1}";
            yield return i < scale.Lines.Count
                ? new Figure(key, language.Tick(scale.Lines[i]), null, FigureState.Ok,
                    Svg.Percent(scale.Y(scale.Lines[i])))
                : new Figure(key, "", null, FigureState.Ok, "100%");
        }
        yield return target is { } promise
            ? new Figure("trend-promise", language.Tick(promise), null, FigureState.Ok, Svg.Percent(scale.Y(promise)))
            : new Figure("trend-promise", "", null, FigureState.Ok, "100%");
        yield return Shown.Drawing("trend-promised", target is null ? "hidden" : "visible");
    }
}
