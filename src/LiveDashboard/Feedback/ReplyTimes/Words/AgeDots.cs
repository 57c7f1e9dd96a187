using LiveDashboard.Figures;
using LiveDashboard.Web;
using LiveDashboard.Web.Charts;

namespace LiveDashboard.Feedback.ReplyTimes.Words;

/// <summary>Those who wait as dots on an axis of age: one dot is one message, at most forty.</summary>
public static class AgeDots
{
    /// <summary>Whether dots are drawn, and not bands.</summary>
    public static bool Drawn(WaitingReading reading) => !WaitingWords.Few(reading) && reading.Ages.Count > 0;

    public static IEnumerable<Figure> Of(WaitingReading reading, Language language)
    {
        var drawn = Drawn(reading);
        var scale = new AgeScale(reading.Target ?? Reference(reading));
        var dots = DotStrip.Place([.. reading.Ages.Select(age =>
            (scale.X(age), Standings.Of(age, reading.Target).Dot()))]);
        yield return Shown.Drawing("waiting-view", View(reading, drawn));
        yield return Shown.Drawing("dots", drawn ? DotStrip.Text(dots) : "");
        yield return Shown.Drawing("dots-promise", reading.Target is null ? "hidden" : "visible");
        foreach (var tick in Ticks(scale, reading.Target is not null, language)) yield return tick;
    }

    private static string View(WaitingReading reading, bool drawn) =>
        drawn ? reading.Ages.Count > DotStrip.Few ? "ages dots many" : "ages dots"
        : WaitingWords.Few(reading) ? "ages none"
        : "ages bands";

    /// <summary>Without a promise the axis follows the oldest, in whole hours, so that it seldom moves.</summary>
    private static TimeSpan Reference(WaitingReading reading) =>
        TimeSpan.FromHours(Math.Max(2, 2 * Math.Ceiling((reading.Longest ?? TimeSpan.Zero).TotalHours / 3)));

    private static IEnumerable<Figure> Ticks(AgeScale scale, bool promised, Language language)
    {
        var ticks = scale.Ticks().ToArray();
        for (var i = 0; i < AgeScale.MostTicks; i++)
        {
            var key = $"dots-tick-{i + 1}";
            if (i >= ticks.Length)
            {
                yield return new Figure(key, "", null, FigureState.Ok, "0;off");
                continue;
            }
            var x = scale.X(ticks[i]);
            var look = promised && ticks[i] == scale.Target ? "mid say" : x == 0 ? "start" : x >= 100 ? "end" : "mid";
            yield return new Figure(key, language.Tick(ticks[i]), null, FigureState.Ok, $"{Svg.Percent(x)};{look}");
        }
    }
}
