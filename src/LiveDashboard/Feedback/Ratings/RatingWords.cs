using LiveDashboard.Figures;
using LiveDashboard.Web;
using LiveDashboard.Web.Charts;

namespace LiveDashboard.Feedback.Ratings;

/// <summary>Whether answers helped, in words: the share that says yes, how many rated, and a bar of it.</summary>
public static class RatingWords
{
    /// <summary>Too few also where only a few say yes; a few who do not are told as "all but".</summary>
    public static FigureState State(RatingReading reading) => reading.N == 0 ? FigureState.Empty
        : reading.N < Minimum(reading.Rules) || reading.Helped < reading.Rules.K ? FigureState.Suppressed
        : FigureState.Ok;

    /// <summary>The share, where both sides of it are people enough; otherwise null.</summary>
    public static double? ShareOf(RatingReading reading) =>
        State(reading) == FigureState.Ok && reading.N - reading.Helped >= reading.Rules.K
        ? (double)reading.Helped / reading.N : null;

    public static IEnumerable<Figure> Of(RatingReading reading, Language language)
    {
        var state = State(reading);
        var share = ShareOf(reading);
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
                : language.Say("helped.first", Minimum(reading.Rules))),
        ];
    }

    /// <summary>A share is given in per cent of twenty people or more; the method page says so.</summary>
    public static int Minimum(PublicationRules rules) => Math.Max(rules.HeadlineMinimum, Twenty.Dots);
}
