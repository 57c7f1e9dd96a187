using LiveDashboard.Figures;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.ReplyTimes.Words;

/// <summary>Who waits now, how long, and what came and went today.</summary>
public static class WaitingWords
{
    public static IEnumerable<Figure> Of(WaitingReading reading, Language language) =>
    [
        Shown.Count("waiting", reading.Waiting, reading.AnyCases, reading.Rules, language),
        Shown.Words("waiting-unit", reading.AnyCases ? Unit(reading, language) : ""),
        Shown.Words("waiting-note", Note(reading, language)),
        .. Longest(reading, language),
        .. AgeDots.Of(reading, language),
        .. AgeBands.Of(reading, language),
        Shown.Count("received-today", reading.ReceivedToday, reading.AnyCases, reading.Rules, language),
        Shown.Count("answered-today", reading.AnsweredToday, reading.AnyCases, reading.Rules, language),
    ];

    public static IEnumerable<FigureNumber> Numbers(WaitingReading reading)
    {
        var lines = new ShownNumbers("waiting", "", reading.Day, reading.Day, reading.Rules);
        return
        [
            lines.Count("waiting", reading.Waiting, reading.AnyCases),
            lines.Time("longest", reading.Longest is { } age ? new Quantile(age, true) : null, null,
                !reading.AnyCases ? FigureState.Empty : Few(reading) ? FigureState.Suppressed : FigureState.Ok),
            .. AgeBands.Numbers(reading, lines),
            lines.Count("received-today", reading.ReceivedToday, reading.AnyCases),
            lines.Count("answered-today", reading.AnsweredToday, reading.AnyCases),
        ];
    }

    /// <summary>Below k nothing is told about the ages of those who wait.</summary>
    public static bool Few(WaitingReading reading) => !reading.AnyCases || reading.Waiting < reading.Rules.K;

    private static string Unit(WaitingReading reading, Language language) =>
        language[reading.Waiting == 1 && !Few(reading) ? "waiting.unit.one" : "waiting.unit.other"];

    private static string Note(WaitingReading reading, Language language) =>
        Few(reading) ? language.Say("waiting.few", reading.Rules.K)
        : AgeDots.Drawn(reading) ? language["waiting.dots"]
        : language["waiting.bands"];

    private static IEnumerable<Figure> Longest(WaitingReading reading, Language language)
    {
        if (Few(reading) || reading.Longest is not { } age)
            return [Shown.Words("longest-lead", ""), Shown.Words("longest", ""),
                new Figure("longest-mark", "", null, FigureState.Ok, Standing.None.Drawing())];
        var standing = reading.Target is null && reading.LongestIsOverdue
            ? Standing.Over
            : Standings.Of(age, reading.Target);
        return
        [
            Shown.Words("longest-lead", language["longest.lead"]),
            new Figure("longest", language.Duration(age), language.SpokenDuration(age)),
            new Figure("longest-mark", standing.ShortWords(language), null, FigureState.Ok, standing.Drawing()),
        ];
    }
}
