using LiveDashboard.Feedback.Desk.Queue.Reading;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Web;
using LiveDashboard.Web.Charts;

namespace LiveDashboard.Feedback.Desk.Queue;

/// <summary>A line of the queue in words, at a moment. Ages go by the station's clock, claims by the real one.</summary>
public sealed class QueueLine(QueueItem item, Language text, StationTime station, DeskRights rights, CaseLists lists)
{
    // Before a promise is made, the axis needs a length: that of most promises.
    private static readonly TimeSpan NoPromise = TimeSpan.FromDays(3);

    private readonly long _now = station.Now.ToUnixTimeMilliseconds();

    public QueueItem Item => item;
    public bool IsSeen => rights.Sees(item.Queue);
    public string Topic => !IsSeen ? "" : lists.Category(item.CategoryId) is { Length: > 0 } name ? name : text[$"desk.kind.{item.Kind}"];

    public bool IsOver => item.RepliedAt is null && item.DueAt < _now;

    /// <summary>Less than a quarter of the promised time is left, or less than an hour.</summary>
    public bool IsNear => item.RepliedAt is null && item.DueAt is { } due && due >= _now
        && (due - _now < QueueStore.Hour || 4 * (due - _now) < due - item.ReceivedAt);

    /// <summary>The look, the icon ("" none) and the words of the time that is left.</summary>
    public (string Look, string Icon, string Words) Left => item switch
    {
        { RepliedAt: { } replied } => ("", "", text.Say("desk.answered.since", text.Duration(Span(replied, _now)))),
        { DueAt: null } => ("", "", text.Say("desk.waits", text.Duration(Span(item.ReceivedAt, _now)))),
        { DueAt: { } due } when IsOver => ("slow", "over", text.Say("desk.over", text.Duration(Span(due, _now)))),
        { DueAt: { } due } => (IsNear ? "slow" : "", IsNear ? "reconnecting" : "", text.Say("desk.left", text.Duration(Span(_now, due)))),
    };

    public string X => Svg.Percent(
        new AgeScale(item.DueAt is { } due ? Span(item.ReceivedAt, due) : NoPromise).X(Span(item.ReceivedAt, item.RepliedAt ?? _now)));

    public string Dot => item.RepliedAt is not null ? "done" : IsOver ? "over" : IsNear ? "near" : "";

    /// <summary>Who works on it; "" when nobody does.</summary>
    public string Note =>
        item.HolderId.Length > 0
            ? text.Say(item.HolderId == rights.MemberId ? "desk.yours" : "desk.held", text.Duration(TimeSpan.FromMinutes(item.HeldMinutes)), item.HolderName)
            : item.AssignedTo.Length > 0
                ? item.AssignedTo == rights.MemberId ? text["desk.assigned.you"] : text.Say("desk.assigned", item.AssignedName)
            : "";

    private static TimeSpan Span(long from, long to) => TimeSpan.FromMilliseconds(Math.Max(0, to - from));
}
