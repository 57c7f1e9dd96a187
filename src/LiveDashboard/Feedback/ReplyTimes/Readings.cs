using LiveDashboard.Feedback.ReplyTimes.Words;
using LiveDashboard.Figures;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.ReplyTimes;

/// <summary>
/// A point of the reply-time distribution, open cases counted. When it is not reached, all that is known is that it
/// is more than <paramref name="Time"/>, the longest duration in the data (features.md 5.3).
/// </summary>
public readonly record struct Quantile(TimeSpan Time, bool Reached);

/// <summary>The headline: how long those who wrote in the last 30 days waited, with those who still wait counted.</summary>
/// <param name="From">First day of the window, station time.</param>
/// <param name="To">Last day of the window: today.</param>
/// <param name="Received">Messages (concerns and questions) received in the window.</param>
/// <param name="Median">Half got a first reply within this; null when nothing was received.</param>
/// <param name="NineInTen">9 in 10 got a first reply within this.</param>
/// <param name="Kept">Answered within the target.</param>
/// <param name="Missed">Answered later, or still open past the target.</param>
/// <param name="NotYetDue">Open, with the target still ahead.</param>
/// <param name="Target">The one target that holds for them; null when there is none, or more than one.</param>
/// <param name="MedianBefore">The median of the 30 days before; null below the minimum.</param>
/// <param name="AnyCases">Whether anything was ever received here.</param>
/// <param name="Rules">What may be shown.</param>
public sealed record ReplyTimeReading(
    DateOnly From, DateOnly To, long Received, Quantile? Median, Quantile? NineInTen,
    long Kept, long Missed, long NotYetDue, TimeSpan? Target, Quantile? MedianBefore, bool AnyCases,
    PublicationRules Rules) : IFigureReading
{
    public IEnumerable<Figure> InWords(Language language) => ReplyTimeWords.Of(this, language);
    public IEnumerable<FigureNumber> InNumbers() => ReplyTimeWords.Numbers(this);
}

/// <summary>Who waits now, and what came and went today.</summary>
/// <param name="Day">Today, station time.</param>
/// <param name="Waiting">Messages without a first reply.</param>
/// <param name="Overdue">Those of them past their target.</param>
/// <param name="Longest">The age of the oldest; null when nobody waits.</param>
/// <param name="LongestIsOverdue">Whether the oldest is past its target.</param>
/// <param name="Ages">Every age, oldest first, when at most 40 wait; otherwise empty, and the bands tell.</param>
/// <param name="Bands">Waiting for under 24 h, 1 to 3 days, 3 to 7 days, over 7 days.</param>
/// <param name="Target">The one target that holds; null when there is none, or more than one.</param>
/// <param name="ReceivedToday">Received since midnight, station time.</param>
/// <param name="AnsweredToday">First replies since midnight, whenever the message came.</param>
public sealed record WaitingReading(
    DateOnly Day, long Waiting, long Overdue, TimeSpan? Longest, bool LongestIsOverdue,
    EquatableList<TimeSpan> Ages, EquatableList<long> Bands, TimeSpan? Target,
    long ReceivedToday, long AnsweredToday, bool AnyCases, PublicationRules Rules) : IFigureReading
{
    public IEnumerable<Figure> InWords(Language language) => WaitingWords.Of(this, language);
    public IEnumerable<FigureNumber> InNumbers() => WaitingWords.Numbers(this);
}

/// <summary>One day of the trend: those who wrote that day, and how long they waited.</summary>
/// <param name="Settled">95 % are older than the target, so the point will hardly move any more.</param>
public sealed record TrendDay(DateOnly Day, long Received, Quantile? FastestTenth, Quantile? Median, Quantile? NineInTen, bool Settled);

/// <summary>The last 30 days, day by day, oldest first; the last is today.</summary>
public sealed record TrendReading(
    EquatableList<TrendDay> Days, Quantile? Median, Quantile? MedianBefore, long Received, long ReceivedBefore,
    TimeSpan? Target, PublicationRules Rules) : IFigureReading
{
    public IEnumerable<Figure> InWords(Language language) => TrendWords.Of(this, language);
    public IEnumerable<FigureNumber> InNumbers() => TrendWords.Numbers(this);
}

/// <summary>One published row of a breakdown. It was computed when its batch was, and stands until the next.</summary>
/// <param name="Id">The category's or area's id.</param>
/// <param name="Name">Its name in the provider's own language, as plain text; empty for "none given".</param>
/// <param name="Names">Its name in other languages, by language code.</param>
/// <param name="Suppressed">Too few, or hidden so that another row cannot be worked out.</param>
/// <param name="Received">Messages in the last 90 days; 0 when suppressed.</param>
/// <param name="Low">Lower end of the 95 % interval of the median, drawn when fewer than 50.</param>
/// <param name="High">Its upper end.</param>
/// <param name="Weeks">Medians of the last 12 weeks, oldest first; null for a week with too few.</param>
public sealed record BreakdownRow(
    string Id, string Name, EquatableMap Names, bool Suppressed, long Received, Quantile? Median,
    TimeSpan? Low, TimeSpan? High, EquatableList<TimeSpan?> Weeks);

/// <summary>Reply times by category or by area over the last 90 days, largest first.</summary>
/// <param name="By"><c>category</c> or <c>area</c>.</param>
/// <param name="AsOf">When the newest batch was published.</param>
/// <param name="Next">When every row is republished at the latest.</param>
public sealed record BreakdownReading(
    string By, DateOnly From, DateOnly To, DateTimeOffset? AsOf, DateTimeOffset? Next,
    EquatableList<BreakdownRow> Rows, TimeSpan? Target, PublicationRules Rules) : IFigureReading
{
    public IEnumerable<Figure> InWords(Language language) => BreakdownWords.Of(this, language);
    public IEnumerable<FigureNumber> InNumbers() => BreakdownWords.Numbers(this);
}
