using LiveDashboard.Figures;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.ReplyTimes.Words;

/// <summary>
/// The trend's table: the same numbers as the chart, day by day. The days sum to a total that the page shows, so the
/// numbers of two days at least are hidden where one is (<see cref="Suppression"/>).
/// </summary>
public static class TrendTable
{
    public static IEnumerable<Figure> Of(TrendReading reading, Language language)
    {
        var hidden = Hidden(reading);
        for (var i = 0; i < TrendWords.Days; i++)
        {
            var day = i < reading.Days.Count ? reading.Days[i] : null;
            var key = $"trend-day-{i + 1}";
            yield return Shown.Words(key, day is null ? "" : language.Day(day.Day));
            yield return day is null || hidden[i] ? Shown.Few($"{key}-n", language)
                : Shown.Words($"{key}-n", language.Count(day.Received));
            yield return Cell($"{key}-median", day, day?.Median, reading, language);
            yield return Cell($"{key}-p90", day, day?.NineInTen, reading, language);
        }
    }

    public static IEnumerable<FigureNumber> Numbers(TrendReading reading)
    {
        var hidden = Hidden(reading);
        for (var i = 0; i < reading.Days.Count; i++)
        {
            var day = reading.Days[i];
            var lines = new ShownNumbers("reply-time-by-day", "", day.Day, day.Day, reading.Rules);
            var state = day.Received < reading.Rules.K || day.Median is null ? FigureState.Suppressed : FigureState.Ok;
            long? messages = hidden[i] ? null : day.Received;
            yield return lines.Count("received", day.Received, hidden[i] ? FigureState.Suppressed : FigureState.Ok);
            yield return lines.Time("fastest-tenth", day.FastestTenth, messages, state);
            yield return lines.Time("median", day.Median, messages, state);
            yield return lines.Time("nine-in-ten", day.NineInTen, messages, state);
        }
    }

    /// <summary>Today's number stands under "received today" as well and so covers for no other day.</summary>
    private static bool[] Hidden(TrendReading reading) => Suppression.Hide(
        [.. reading.Days.Select(day => day.Received)], reading.Rules.K, totalShown: true,
        known: [reading.Days.Count - 1]);

    private static Figure Cell(string key, TrendDay? day, Quantile? quantile, TrendReading reading,
        Language language) =>
        day is null || day.Received < reading.Rules.K || quantile is null ? Shown.Few(key, language)
        : quantile.Value.Reached ? Shown.Words(key, language.Duration(quantile.Value.Time))
        : new Figure(key, language["quantile.unknown"], null, FigureState.Empty);
}
