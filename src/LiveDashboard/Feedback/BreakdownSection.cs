using LiveDashboard.Feedback.ReplyTimes;

namespace LiveDashboard.Feedback;

/// <summary>A breakdown as a section of the home page.</summary>
/// <param name="Id">The section's fragment, e.g. <c>topics</c>.</param>
/// <param name="By">What it is split by, as the keys of its texts and figures begin: <c>category</c>,
/// <c>area</c>.</param>
/// <param name="Reading">Null before it was first measured.</param>
public sealed record BreakdownSection(string Id, string By, BreakdownReading? Reading);
