using LiveDashboard.Feedback.Breakdowns;
using LiveDashboard.Feedback.Recounts;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Feedback.ReplyTimes.Trends;
using LiveDashboard.Forums.Recounts;
using LiveDashboard.Initiatives.Readings;
using LiveDashboard.Jobs;
using LiveDashboard.OpenData;
using LiveDashboard.Storage.Backups;
using LiveDashboard.Stories.Thanks;
using LiveDashboard.Subscriptions.Digests;
using LiveDashboard.Subscriptions.Letters;

namespace LiveDashboard; // part of the composition root: the engine beside it knows no slice

/// <summary>Everything that runs on a schedule.</summary>
public static class Timetable
{
    public static readonly IReadOnlyList<Entry> Entries =
    [
        Entry.Of<HeadlineWindow>("1 * * * * ?", beforeVisitors: true),
        Entry.Of<RollUpTrend>("5 * * * * ?", beforeVisitors: true),
        Entry.Of<PublishBreakdowns>("0 * * * * ?", beforeVisitors: true),
        Entry.Of<MakeDigests>("20 */5 * * * ?"),
        Entry.Of<SendLetters>("40 * * * * ?"),
        Entry.Of<Retention>("30 47 * * * ?"),
        Entry.Of<Recount>("0 20 3 * * ?"),
        Entry.Of<RecountBallots>("0 30 3 * * ?"),
        Entry.Of<RecountReadings>("0 35 3 * * ?"),
        Entry.Of<RecountThanks>("0 38 3 * * ?"),
        Entry.Of<DataArchive>("0 5 0 * * ?"),
        Entry.Of<Backup>("0 40 3 * * ?"),
    ];
}
