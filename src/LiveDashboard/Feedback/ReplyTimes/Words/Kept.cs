using LiveDashboard.Figures;
using LiveDashboard.Web;
using LiveDashboard.Web.Charts;

namespace LiveDashboard.Feedback.ReplyTimes.Words;

/// <summary>
/// How often the promise was kept. The messages of the window are three cells of a total that the page shows: kept,
/// missed, not yet due. Which of them may be told decides the form.
/// </summary>
public sealed record Kept(ReplyTimeReading Reading)
{
    private readonly bool[] _hidden =
        Suppression.Hide([Reading.Kept, Reading.Missed, Reading.NotYetDue], Reading.Rules.K);

    private long Due => Reading.Kept + Reading.Missed;
    private int K => Reading.Rules.K;

    /// <summary>Whether all three cells may be told.</summary>
    public bool Exact => State == FigureState.Ok && !_hidden.Contains(true);

    /// <summary>Whether the share may be drawn and told as dots of twenty: both sides are people enough.</summary>
    public bool Share => State == FigureState.Ok && Due >= Twenty.Dots && Reading.Kept >= K && Reading.Missed >= K;

    public int OfTwenty => Twenty.Of(Reading.Kept, Due);

    public FigureState State => !Reading.AnyCases ? FigureState.Empty
        : Due < Reading.Rules.HeadlineMinimum ? FigureState.Suppressed
        : FigureState.Ok;

    public Figure Figure(Language language) => State switch
    {
        FigureState.Empty => new Figure("kept", language["count.none"], null, State),
        _ when Reading.Target is null && Due + Reading.NotYetDue == 0 =>
            Shown.Words("kept", language["kept.nopromise"]),
        _ when Exact => Shown.Words("kept",
            language.Say("kept.of", language.Count(Reading.Kept), language.Count(Due))),
        // The number of those not yet due must not follow from the total, so the share is told in twentieths.
        _ when Share => Shown.Words("kept", language.Say("kept.about", OfTwenty, Twenty.Dots)),
        FigureState.Ok when Reading.Missed < K => Shown.Words("kept", language.Say("kept.allbut", K)),
        FigureState.Ok when Reading.Kept < K =>
            new Figure("kept", language.Say("count.fewer", K), null, FigureState.Suppressed),
        _ => Shown.Few("kept", language),
    };

    /// <summary>How many of the twenty dots are full; empty text hides the strip.</summary>
    public Figure Dots() => Shown.Drawing("twenty", Share ? Svg.Number(OfTwenty) : "");

    public Figure Note(Language language) => Shown.Words("twenty-note", Share
        ? language.Say("twenty.note", Twenty.Dots, OfTwenty, Twenty.Dots - OfTwenty)
        : "");
}
