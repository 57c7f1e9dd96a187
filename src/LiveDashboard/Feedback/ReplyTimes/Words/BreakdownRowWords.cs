using LiveDashboard.Figures;
using LiveDashboard.Web;
using LiveDashboard.Web.Charts;

namespace LiveDashboard.Feedback.ReplyTimes.Words;

/// <summary>One row of a breakdown: time, number of messages, mark, bar, whisker and the last twelve weeks.</summary>
public sealed record BreakdownRowWords(BreakdownReading Reading, BreakdownRow Row, BreakdownAxis Axis)
{
    private readonly string _key = BreakdownWords.Key(Reading, Row);
    private readonly FigureState _state = BreakdownWords.State(Reading, Row);

    private bool Told => _state == FigureState.Ok;

    public IEnumerable<Figure> Of(Language language)
    {
        var standing = Told ? Standings.Of(Row.Median!.Value, Reading.Target) : Standing.None;
        // Only what is late gets a mark here: thirty ticks in a column would drown the three that matter.
        var mark = standing >= Standing.Over ? standing : Standing.None;
        return
        [
            Shown.Time($"{_key}-median", Row.Median, _state, language),
            Shown.Words($"{_key}-n", Row.Suppressed ? "" : language.Count(Row.Received)),
            new Figure($"{_key}-mark", mark.ShortWords(language), null, FigureState.Ok, mark.Drawing()),
            Shown.Drawing($"{_key}-bar",
                Told ? $"{Svg.Percent(Axis.X(Row.Median!.Value.Time))};{Bar(standing)}" : "0;bar"),
            Shown.Drawing($"{_key}-whisker", Whisker()),
            .. Weeks(),
        ];
    }

    private static string Bar(Standing standing) => standing >= Standing.Over ? "bar over" : "bar";

    private string Whisker() => Told && Row is { Low: { } low, High: { } high }
        ? $"{Svg.Percent(Axis.X(low))};{Svg.Percent(Axis.X(high))};whisker"
        : "0;0;off";

    /// <summary>Twelve weeks from 0 to the slowest of them: the shape, not the size.</summary>
    private IEnumerable<Figure> Weeks()
    {
        var most = Row.Weeks.Max() is { } slowest && Told ? slowest.TotalMinutes : 0;
        double?[] heights = [.. Row.Weeks.Select(week =>
            week is { } time && most > 0 ? 100 - 88 * time.TotalMinutes / most : (double?)null)];
        var last = Array.FindLastIndex(heights, height => height is not null);
        yield return Shown.Drawing($"{_key}-weeks", Svg.Line(heights));
        yield return Shown.Drawing($"{_key}-week", last < 0
            ? "0;0;off"
            : $"{Svg.Percent(Svg.X(last, heights.Length))};{Svg.Percent(heights[last]!.Value)};point");
    }
}
