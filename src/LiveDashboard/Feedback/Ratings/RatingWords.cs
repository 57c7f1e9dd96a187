using LiveDashboard.Figures;
using LiveDashboard.Web;
using LiveDashboard.Web.Charts;

namespace LiveDashboard.Feedback.Ratings;

/// <summary>Whether answers helped, in words: the share that says yes, how many rated, and a bar of it.</summary>
public static class RatingWords
{
    public static IEnumerable<Figure> Of(RatingReading reading, Language language)
    {
        var (state, share) = (reading.Share.State, reading.Share.Value);
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
            new Figure("helped-note", reading.AsOf is { } at
                ? language.Say("helped.asof", language.Day(DateOnly.FromDateTime(at.DateTime)), reading.Rules.K)
                : language.Say("helped.first", PublishedShare.Minimum(reading.Rules))),
        ];
    }
}
