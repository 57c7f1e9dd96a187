using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.Publication.Reading;

/// <summary>A case as everybody may read it. Days are station days since 1970; times are Unix milliseconds.</summary>
public sealed record PublishedCase
{
    public string Reference { get; init; } = "";
    public string Language { get; init; } = "";
    public string CategoryId { get; init; } = "";
    public string AreaId { get; init; } = "";
    public long ReceivedDay { get; init; }
    public long? RepliedDay { get; init; }
    public long? ResolvedAt { get; init; }
    public string Title { get; init; } = "";
    public string Said { get; init; } = "";
    public string Did { get; init; } = "";
    public string Why { get; init; } = "";
    public string EditReason { get; init; } = "";
    public string EditNote { get; init; } = "";
    public long? EditedAt { get; init; }
    public string Name { get; init; } = "";
    /// <summary>A code of the table outcome; "" while it is open.</summary>
    public string Outcome { get; init; } = "";
    public long VisibleAt { get; init; }

    /// <summary>What was closed without anything done: the public is told so.</summary>
    public bool NotDone => Outcome is "not-possible" or "not-ours" or "unclear" or "duplicate";

    /// <summary>Under <c>/en</c> and the like.</summary>
    public string Path => $"/cases/{Reference}";

    /// <summary>What it is about, in the reader's names; the moderator's title first.</summary>
    public string Heading(Language language, CaseLists lists) =>
        Title.Length > 0 ? Title : About(lists) is { Length: > 0 } about ? about : language["cases.untitled"];

    public string About(CaseLists lists) => string.Join(", ",
        new[] { lists.Category(CategoryId), lists.Area(AreaId) }.Where(part => part.Length > 0));

    public DateOnly Received => StationDays.Day(ReceivedDay);
    public DateOnly? Replied => RepliedDay is { } day ? StationDays.Day(day) : null;

    /// <summary>When it was shown or last changed. Days only: a minute would tell who wrote.</summary>
    public DateOnly Shown(StationTime station) => Day(station, VisibleAt);

    /// <summary>The last day on which what is shown changed.</summary>
    public DateOnly Updated(StationTime station) => Day(station, Math.Max(VisibleAt, EditedAt ?? 0));

    public DateOnly? Closed(StationTime station) => ResolvedAt is { } at ? Day(station, at) : null;

    /// <summary>The same with nothing invisible in its texts.</summary>
    internal PublishedCase Plain() => this with
    {
        Title = PlainText.Of(Title),
        Said = PlainText.Of(Said),
        Did = PlainText.Of(Did),
        Why = PlainText.Of(Why),
        EditNote = PlainText.Of(EditNote),
        Name = PlainText.Of(Name),
    };

    private static DateOnly Day(StationTime station, long at) =>
        station.DayOf(DateTimeOffset.FromUnixTimeMilliseconds(at));
}

/// <summary>What is left of a case that was shown once.</summary>
public sealed record Tombstone
{
    public long DecidedAt { get; init; }
    public string Reason { get; init; } = "";
    public string Note { get; init; } = "";
}

/// <summary>Which cases: "" means any.</summary>
public sealed record CaseFilter(string Category, string Area)
{
    public static readonly CaseFilter None = new("", "");

    /// <summary>As an address asks for it. What cannot be an id is one that nothing has.</summary>
    public static CaseFilter Asked(string? category, string? area) => new(GivenId.Read(category), GivenId.Read(area));
}
