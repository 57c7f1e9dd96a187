using LiveDashboard.Feedback.Pulse;
using LiveDashboard.Feedback.Ratings;
using LiveDashboard.Figures;

namespace LiveDashboard.Feedback.ReplyTimes;

/// <summary>
/// The readings of a provider whom nobody has written to. A page that is asked for before anything was measured shows
/// these, so every place of the page has its words from the first moment.
/// </summary>
public static class NothingYet
{
    private static readonly PublicationRules Rules = new();

    public static IEnumerable<IFigureReading> On(DateOnly today) =>
    [
        new ReplyTimeReading(today.AddDays(-29), today, 0, null, null, 0, 0, 0, null, null, false, Rules),
        new WaitingReading(today, 0, 0, null, false, new([]), new([0, 0, 0, 0]), null, 0, 0, false, Rules),
        new TrendReading(
            new(Enumerable.Range(-29, 30).Select(i => new TrendDay(today.AddDays(i), 0, null, null, null, false))),
            null, null, 0, 0, null, Rules),
        new BreakdownReading("category", today.AddDays(-89), today, null, null, new([]), null, Rules),
        new PulseReading(
            today.AddDays(-89), today, null,
            new(Enumerable.Range(1, PulseStore.Statements).Select(statement => new PulseRow(statement, 0, 0))), Rules),
        new RatingReading(today.AddDays(-89), today, null, 0, 0, Rules),
        new BreakdownReading("area", today.AddDays(-89), today, null, null, new([]), null, Rules),
    ];
}
