using LiveDashboard.Feedback.Breakdowns;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback;

/// <summary>A breakdown as a section of the home page.</summary>
/// <param name="Id">The section's fragment, e.g. <c>topics</c>.</param>
/// <param name="By">What it is split by, as the keys of its texts and figures begin: <c>category</c>,
/// <c>area</c>.</param>
/// <param name="Reading">Null before it was first measured.</param>
public sealed record BreakdownSection(string Id, string By, BreakdownReading? Reading)
{
    /// <summary>All of them, at the state of the visit.</summary>
    public static IReadOnlyList<BreakdownSection> Of(Visit visit) => [At(visit, "topics", "category"), At(visit, "areas", "area")];

    private static BreakdownSection At(Visit visit, string id, string by) =>
        new(id, by, visit.Board?.Readings.GetValueOrDefault(BreakdownFigures.SourceName(by)) as BreakdownReading);
}
