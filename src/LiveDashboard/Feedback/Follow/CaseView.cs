using System.Globalization;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Feedback.Ratings;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Figures;
using LiveDashboard.Web;
using LiveDashboard.Web.Charts;

namespace LiveDashboard.Feedback.Follow;

/// <summary>A mark on the case's axis: where, in per cent, and at which time of day or date.</summary>
public sealed record AxisMark(string X, string At);

/// <summary>A case as its resident sees it, in the reader's language.</summary>
public sealed class CaseView(Visit visit, StationTime station, CaseThread thread, CaseLists lists)
{
    // Before a promise is made, the axis needs a length: that of most promises.
    private static readonly TimeSpan NoPromise = TimeSpan.FromDays(3);

    private readonly long _now = station.Now.ToUnixTimeMilliseconds();

    public CaseThread Thread => thread;
    private Language Text => visit.Language;

    /// <summary>The newest entry that the resident can see: what a page that shows it has.</summary>
    public long Newest => Entries.Max(one => one.Seq);

    /// <summary>What the resident may know of: no notes of staff among themselves; of ratings, the last.</summary>
    public IReadOnlyList<ThreadEvent> Entries { get; } =
    [
        .. thread.Events.Where(one => one.Kind is not (EventKind.Noted or EventKind.Rated)
            || (one.Kind == EventKind.Rated && one == thread.Events.Last(other => other.Kind == EventKind.Rated))),
    ];

    public string About => string.Join(", ",
        new[] { lists.Category(thread.CategoryId), lists.Area(thread.AreaId) }.Where(part => part.Length > 0));

    public TimeSpan Age => TimeSpan.FromMilliseconds(Math.Max(0, (thread.RepliedAt ?? _now) - thread.ReceivedAt));

    /// <summary>The promised time to the first reply; null: none holds.</summary>
    public TimeSpan? Promise => thread.DueAt is { } due ? TimeSpan.FromMilliseconds(due - thread.ReceivedAt) : null;

    /// <summary>The look, the icon and the words of where it stands to the promise.</summary>
    public (string Look, string Icon, string Words) Mark
    {
        get
        {
            if (Promise is not { } promise) return ("none", "nodata", Text["case.nopromise"]);
            var said = Text.Promise(promise);
            if (thread.RepliedAt is not null)
                return Age <= promise ? ("ok", "within", Text.Say("case.within", said)) : ("slow", "over", Text.Say("case.late", said));
            return Age <= promise
                ? ("none", "over", Text.Say("case.left", Text.Duration(promise - Age), said))
                : ("slow", "over", Text.Say("case.over", Text.Duration(Age - promise), said));
        }
    }

    private AgeScale Scale => new(Promise ?? NoPromise);

    /// <summary>Where the case is on the axis, in per cent.</summary>
    public string X => Svg.Percent(Scale.X(Age));

    public AxisMark Begin => new("0", When(thread.ReceivedAt));
    public AxisMark? Promised => thread.DueAt is { } due ? new(Svg.Percent(AgeScale.Promise), When(due)) : null;

    /// <summary>When half of all messages have their first answer, if that is known and falls well before the promise.</summary>
    public AxisMark? Typical =>
        visit.Board?.Reading<ReplyTimeReading>() is { Median: { Reached: true } median } reading
            && reading.Received >= reading.Rules.HeadlineMinimum && Scale.X(median.Time) is > 12 and < 52
            ? new(Svg.Percent(Scale.X(median.Time)), When(thread.ReceivedAt + (long)median.Time.TotalMilliseconds)) : null;

    /// <summary>The last rating; null: none.</summary>
    public string? Rating => thread.Events.LastOrDefault(one => one.Kind == EventKind.Rated)?.Code;

    public bool MayRate => thread.RepliedAt is not null
        && (thread.Events.FirstOrDefault(one => one.Kind == EventKind.Rated) is not { } first
            || _now - first.At <= (long)RatingStore.AgainWithin.TotalMilliseconds);

    /// <summary>The last day on which it can be opened again; null: it is open, or the time is over.</summary>
    public string? ReopenUntil => thread.ResolvedAt is { } closed
        && closed + (long)FollowStore.ReopenWithin.TotalMilliseconds is var until && _now <= until
            ? Text.Day(Day(until)) : null;

    /// <summary>The time of day, and the day above it where that changes.</summary>
    public string Clock(long at) => Text.Clock(Moment(at));

    public string LongDay(long at) => Text.LongDay(Day(at));

    /// <summary>"14:02" today, "16 April" on other days.</summary>
    public string When(long at) => Day(at) == station.Today ? Clock(at) : Text.Day(Day(at));

    /// <summary>"16 April 2026, 14:02".</summary>
    public string Full(long at) => $"{LongDay(at)}, {Clock(at)}";

    /// <summary>The new date that staff gave with a postponement; "" when they gave none.</summary>
    public string NewDate(ThreadEvent one) =>
        long.TryParse(one.Code, CultureInfo.InvariantCulture, out var at) ? Full(at) : "";

    private DateTimeOffset Moment(long at) => station.At(DateTimeOffset.FromUnixTimeMilliseconds(at));
    private DateOnly Day(long at) => DateOnly.FromDateTime(Moment(at).DateTime);
}
