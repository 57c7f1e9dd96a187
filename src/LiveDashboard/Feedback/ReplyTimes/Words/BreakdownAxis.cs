using LiveDashboard.Web;
using LiveDashboard.Web.Charts;

namespace LiveDashboard.Feedback.ReplyTimes.Words;

/// <summary>
/// The axis that all bars of a breakdown share: from 0, with the promise at two thirds; without a promise, to the
/// longest of the medians.
/// </summary>
public sealed record BreakdownAxis(BreakdownReading Reading)
{
    private readonly AgeScale _scale = new(Reading.Target ?? Longest(Reading) * 2 / 3);

    public double X(TimeSpan time) => _scale.X(time);

    /// <summary>The words over the promise line.</summary>
    public string Label(Language language) =>
        Reading.Target is { } target ? language.Say("promise.label", language.Promise(target)) : "";

    private static TimeSpan Longest(BreakdownReading reading) => reading.Rows
        .Where(row => !row.Suppressed && row.Median is not null)
        .Select(row => row.Median!.Value.Time)
        .Append(TimeSpan.FromHours(1))
        .Max();
}
