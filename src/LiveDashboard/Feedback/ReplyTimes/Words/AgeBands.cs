using LiveDashboard.Figures;
using LiveDashboard.Web;
using LiveDashboard.Web.Charts;

namespace LiveDashboard.Feedback.ReplyTimes.Words;

/// <summary>More than forty who wait: how many in each of four bands of age. Their total is shown, so a band that is
/// hidden hides another (<see cref="Suppression"/>).</summary>
public static class AgeBands
{
    /// <summary>The names of the bands in the open data, shortest wait first.</summary>
    private static readonly string[] Names = ["under-24h", "1-to-3-days", "3-to-7-days", "over-7-days"];

    public static IEnumerable<Figure> Of(WaitingReading reading, Language language)
    {
        var drawn = !WaitingWords.Few(reading) && !AgeDots.Drawn(reading);
        var hidden = Hidden(reading);
        var most = Math.Max(1, reading.Bands.Where((_, i) => !hidden[i]).DefaultIfEmpty().Max());
        for (var i = 0; i < Names.Length; i++)
        {
            var key = $"band-{i + 1}";
            yield return !drawn ? new Figure(key, "", null, FigureState.Ok, "0")
                : hidden[i] ? Shown.Few(key, language, "0")
                : new Figure(key, language.Count(reading.Bands[i]), null, FigureState.Ok,
                    Svg.Percent(100.0 * reading.Bands[i] / most));
        }
        var told = drawn && OverdueMayBeTold(reading, hidden);
        yield return Shown.Words("overdue", told ? Overdue(reading, language) : "");
    }

    public static IEnumerable<FigureNumber> Numbers(WaitingReading reading, ShownNumbers lines)
    {
        var hidden = Hidden(reading);
        for (var i = 0; i < Names.Length; i++)
            yield return (lines with { Group = $"age: {Names[i]}" })
                .Count("waiting", reading.Bands[i], State(reading, hidden[i]));
        yield return lines.Count("overdue", reading.Overdue, State(reading, !OverdueMayBeTold(reading, hidden)));
    }

    private static FigureState State(WaitingReading reading, bool hidden) =>
        !reading.AnyCases ? FigureState.Empty : hidden ? FigureState.Suppressed : FigureState.Ok;

    /// <summary>Dots tell every age to whoever counts them; but the numbers of a few are never written down.</summary>
    private static bool[] Hidden(WaitingReading reading) => WaitingWords.Few(reading)
        ? [true, true, true, true]
        : Suppression.Hide(reading.Bands, reading.Rules.K);

    /// <summary>
    /// The overdue are a sum of bands where the promise is a band's edge, so with a hidden band they stay untold.
    /// </summary>
    private static bool OverdueMayBeTold(WaitingReading reading, bool[] hidden) => !hidden.Contains(true)
        && reading.Overdue >= reading.Rules.K && reading.Waiting - reading.Overdue >= reading.Rules.K;

    private static string Overdue(WaitingReading reading, Language language) => reading.Target is { } target
        ? language.Say("overdue", language.Count(reading.Overdue), language.Promise(target))
        : language.Say("overdue.several", language.Count(reading.Overdue));
}
