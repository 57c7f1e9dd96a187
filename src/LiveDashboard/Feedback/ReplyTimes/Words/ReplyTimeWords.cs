using LiveDashboard.Figures;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.ReplyTimes.Words;

/// <summary>
/// The answer of the page: half of all messages got a first answer within this time, and how that stands to the
/// promise.
/// </summary>
public static class ReplyTimeWords
{
    public static IEnumerable<Figure> Of(ReplyTimeReading reading, Language language)
    {
        var kept = new Kept(reading);
        var state = State(reading);
        var nineInTen = Shown.State(reading.NineInTen, reading.Received, reading.AnyCases, reading.Rules);
        var before = reading.MedianBefore is null ? FigureState.Suppressed : FigureState.Ok;
        return
        [
            Shown.Words("headline", language[
                state == FigureState.Ok && !reading.Median!.Value.Reached ? "headline.more" : "headline"]),
            Shown.Time("median", reading.Median, state, language),
            Mark(reading, state, language),
            kept.Dots(),
            kept.Note(language),
            Shown.Time("p90", reading.NineInTen, nineInTen, language),
            kept.Figure(language),
            Shown.Time("median-before", reading.MedianBefore, reading.AnyCases ? before : FigureState.Empty, language),
            Received(reading, language),
            Shown.Words("period", language.Say("period", language.Day(reading.From), language.Day(reading.To))),
        ];
    }

    public static IEnumerable<FigureNumber> Numbers(ReplyTimeReading reading)
    {
        var kept = new Kept(reading);
        var cells = kept.State == FigureState.Ok && !kept.Exact ? FigureState.Suppressed : kept.State;
        var lines = new ShownNumbers("reply-time", "", reading.From, reading.To, reading.Rules);
        var before = lines with { From = reading.From.AddDays(-30), To = reading.From.AddDays(-1) };
        return
        [
            lines.Time("median", reading.Median, reading.Received, State(reading)),
            lines.Time("nine-in-ten", reading.NineInTen, reading.Received,
                Shown.State(reading.NineInTen, reading.Received, reading.AnyCases, reading.Rules)),
            before.Time("median", reading.MedianBefore, null,
                !reading.AnyCases ? FigureState.Empty
                : reading.MedianBefore is null ? FigureState.Suppressed : FigureState.Ok),
            lines.Count("received", reading.Received, reading.AnyCases),
            lines.Count("kept", reading.Kept, cells),
            lines.Count("missed", reading.Missed, cells),
            lines.Count("not-yet-due", reading.NotYetDue, cells),
            lines.Count("kept-of-twenty", kept.OfTwenty, kept.Share ? FigureState.Ok
                : kept.State == FigureState.Empty ? FigureState.Empty : FigureState.Suppressed),
        ];
    }

    private static FigureState State(ReplyTimeReading reading) =>
        Shown.State(reading.Median, reading.Received, reading.AnyCases, reading.Rules);

    /// <summary>The mark; where there is no median, the reason in its place.</summary>
    private static Figure Mark(ReplyTimeReading reading, FigureState state, Language language)
    {
        if (state != FigureState.Ok)
        {
            var why = state == FigureState.Empty ? "mark.empty" : "mark.few";
            return new Figure("mark", language.Say(why, reading.Rules.HeadlineMinimum), null, FigureState.Ok,
                Standings.NoData);
        }
        var standing = Standings.Of(reading.Median!.Value, reading.Target);
        return new Figure("mark", standing.Words(language, reading.Target), null, FigureState.Ok, standing.Drawing());
    }

    private static Figure Received(ReplyTimeReading reading, Language language) =>
        !reading.AnyCases ? new Figure("n", language["received.none"], null, FigureState.Empty)
        : reading.Received < reading.Rules.K
            ? new Figure("n", language.Say("received.fewer", reading.Rules.K), null, FigureState.Suppressed)
            : Shown.Words("n", language.Plural("received", reading.Received));
}
