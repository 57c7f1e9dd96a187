using LiveDashboard.Figures;
using LiveDashboard.Web;
using LiveDashboard.Web.Charts;

namespace LiveDashboard.Feedback.Ratings;

/// <summary>
/// Whether answers helped, in words: the share that says yes, how many rated, and a bar of it; beside it how many cases
/// staff closed, and how many of these nobody rated.
/// </summary>
public static class RatingWords
{
    public static IEnumerable<Figure> Of(RatingReading reading, Language language)
    {
        var (state, share) = (reading.Share.State, reading.Share.Value);
        var (closed, unrated) = (reading.Shown(reading.Closed), reading.Shown(reading.Unrated));
        return
        [
            state switch
            {
                FigureState.Ok when share is { } known =>
                    new Figure("helped", language.Say("helped.yes", language.Percent(known))),
                FigureState.Ok => new Figure("helped", language.Say("helped.allbut", reading.Rules.K)),
                FigureState.Empty => new Figure("helped", language["helped.empty"], null, state),
                _ => new Figure("helped", language["figure.few"], null, state),
            },
            new Figure("helped-n", state == FigureState.Ok ? language.Count(reading.N) : ""),
            new Figure("helped-bar", "", null, FigureState.Ok, share is { } drawn ? Svg.Percent(100 * drawn) : "0"),
            new Figure("helped-closed", closed.Number is { } all ? language.Count(all) : ""),
            unrated switch
            {
                (_, { } silent) => new Figure("helped-unrated", language.Say("helped.unrated", language.Count(silent))),
                (FigureState.Empty, _) => new Figure(
                    "helped-unrated", language["helped.unrated.empty"], null, FigureState.Empty),
                _ => new Figure("helped-unrated", language["figure.few"], null, unrated.State),
            },
            new Figure("helped-unrated-bar", "", null, FigureState.Ok,
                unrated.Number is { } part && closed.Number is { } of ? Svg.Percent(100.0 * part / of) : "0"),
            new Figure("helped-note", reading.AsOf is { } at
                ? language.Say("helped.asof", language.Day(DateOnly.FromDateTime(at.DateTime)), reading.Rules.K)
                : language.Say("helped.first", PublishedShare.Minimum(reading.Rules))),
        ];
    }
}
