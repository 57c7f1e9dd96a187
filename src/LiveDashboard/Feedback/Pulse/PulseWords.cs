using LiveDashboard.Figures;
using LiveDashboard.Web;
using LiveDashboard.Web.Charts;

namespace LiveDashboard.Feedback.Pulse;

/// <summary>The pulse in words: the share that agrees, how many answered, and a bar of the share.</summary>
public static class PulseWords
{
    public static IEnumerable<Figure> Of(PulseRow row, PulseReading reading, Language language)
    {
        var published = reading.Share(row);
        var (state, share) = (published.State, published.Value);
        var key = $"pulse-{row.Statement}";
        return
        [
            state switch
            {
                FigureState.Ok when share is { } known =>
                    new Figure(key, language.Say("pulse.agree", language.Percent(known))),
                FigureState.Ok => new Figure(key, language.Say("pulse.allbut", reading.Rules.K)),
                FigureState.Empty => new Figure(key, language["pulse.empty"], null, state),
                _ => new Figure(key, language["figure.few"], null, state),
            },
            new Figure($"{key}-n", state == FigureState.Ok ? language.Count(row.N) : ""),
            new Figure($"{key}-bar", "", null, FigureState.Ok, share is { } drawn ? Svg.Percent(100 * drawn) : "0"),
        ];
    }

    /// <summary>When the newest batch came, or why nothing is shown yet.</summary>
    public static Figure Note(PulseReading reading, Language language) => new("pulse-note",
        reading.AsOf is { } at
            ? language.Say("pulse.asof", language.Day(DateOnly.FromDateTime(at.DateTime)), reading.Rules.K)
            : language.Say("pulse.first", PublishedShare.Minimum(reading.Rules)));
}
