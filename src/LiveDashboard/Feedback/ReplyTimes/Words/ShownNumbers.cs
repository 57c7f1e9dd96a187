using LiveDashboard.Figures;

namespace LiveDashboard.Feedback.ReplyTimes.Words;

/// <summary>The lines of the open data for one group and period, hidden exactly where the page hides.</summary>
/// <param name="Name">The figure's name in the data.</param>
/// <param name="Group">What it is split by; empty for all.</param>
public sealed record ShownNumbers(string Name, string Group, DateOnly From, DateOnly To, PublicationRules Rules)
{
    /// <summary>A number of messages that stands alone.</summary>
    public FigureNumber Count(string measure, long count, bool anyCases) =>
        Count(measure, count,
            !anyCases ? FigureState.Empty : count < Rules.K ? FigureState.Suppressed : FigureState.Ok);

    public FigureNumber Count(string measure, long count, FigureState state) =>
        Line(measure, state == FigureState.Ok ? count : null, "messages", null, state);

    /// <summary>A quantile in seconds; when it is not reached, no number but the note of what is known.</summary>
    public FigureNumber Time(string measure, Quantile? quantile, long? messages, FigureState state)
    {
        if (state != FigureState.Ok || quantile is not { } known) return Line(measure, null, "seconds", null, state);
        var seconds = Math.Round(known.Time.TotalSeconds);
        return Line(measure, known.Reached ? seconds : null, "seconds", messages, state,
            known.Reached ? "" : FormattableString.Invariant($"more than {seconds}"));
    }

    private FigureNumber Line(
        string measure, double? number, string unit, long? messages, FigureState state, string note = "") =>
        new(Name, Group, measure, number, unit, messages, From, To, state, note);
}
