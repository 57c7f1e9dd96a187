using LiveDashboard.Feedback.Breakdowns;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Jobs;
using LiveDashboard.Storage;

namespace LiveDashboard; // part of the composition root: the engine beside it knows no slice

/// <summary>Everything that runs on a schedule.</summary>
public static class Timetable
{
    public static readonly IReadOnlyList<Entry> Entries =
    [
        Entry.Of<HeadlineWindow>("1 * * * * ?"),
        Entry.Of<RollUpTrend>("5 * * * * ?"),
        Entry.Of<PublishBreakdowns>("0 * * * * ?"),
        Entry.Of<PruneEmptyHours>("30 17 * * * ?"),
        Entry.Of<PruneAnswers>("30 47 * * * ?"),
    ];
}
