using LiveDashboard.Web;

namespace LiveDashboard.Events;

/// <summary>Where an event stands.</summary>
public static class EventState
{
    /// <summary>Being prepared: for staff alone.</summary>
    public const string Draft = "draft";
    public const string Published = "published";
    /// <summary>Does not take place; its page stays, and says why.</summary>
    public const string Cancelled = "cancelled";
    /// <summary>Over, and how many came is known.</summary>
    public const string Held = "held";
}

/// <summary>How long what is said of an event may be, and how much of it there may be.</summary>
public static class EventLimits
{
    public const int Name = 120;
    public const int About = 4000;
    public const int Place = 160;
    public const int Host = 80;
    public const int Reason = 200;

    /// <summary>People, of a capacity or an attendance.</summary>
    public const int People = 1_000_000;

    /// <summary>How many of a series are made at once: a year of weeks.</summary>
    public const int Copies = 52;
}

/// <summary>
/// A walk, a workshop, an open evening: when and where, for how many, and what became of it. Times are Unix milliseconds.
/// </summary>
public sealed record CommunityEvent
{
    public string Id { get; init; } = "";
    public string Slug { get; init; } = "";
    public string NameEn { get; init; } = "";
    public string NameFr { get; init; } = "";
    public string AboutEn { get; init; } = "";
    public string AboutFr { get; init; } = "";
    public string Place { get; init; } = "";
    /// <summary>Who invites: an office, no private person.</summary>
    public string Host { get; init; } = "";
    public long StartsAt { get; init; }
    public long EndsAt { get; init; }
    /// <summary>1: its days alone are known, from the first's midnight to the midnight after the last.</summary>
    public long AllDay { get; init; }
    /// <summary>1: who comes is asked to say so.</summary>
    public long SignUp { get; init; }
    /// <summary>In people; 0: no limit.</summary>
    public long Capacity { get; init; }
    /// <summary>The last moment of signing up.</summary>
    public long ClosesAt { get; init; }
    /// <summary>The metric that attendance counts for; "" none.</summary>
    public string MetricId { get; init; } = "";
    /// <summary>One of <see cref="EventState"/>.</summary>
    public string State { get; init; } = "";
    /// <summary>Why it was cancelled.</summary>
    public string Reason { get; init; } = "";
    /// <summary>"" the provider's own; <c>invented</c>: made up for the demonstration, and said so.</summary>
    public string Origin { get; init; } = "";
    public long PublishedAt { get; init; }
    public long ChangedAt { get; init; }
    /// <summary>Counts changes of when, where and whether, as calendars do (RFC 5545, 3.8.7.4).</summary>
    public long Sequence { get; init; }
    /// <summary>Counts changes.</summary>
    public long Version { get; init; }

    /// <summary>How many came, as it now stands; null: not known yet.</summary>
    public long? Attendance { get; init; }
    /// <summary>The version of <see cref="Attendance"/>; above 1 it was corrected; 0: there is none.</summary>
    public long AttendanceVersion { get; init; }

    public bool IsInvented => Origin == "invented";
    public DateTimeOffset Starts => DateTimeOffset.FromUnixTimeMilliseconds(StartsAt);
    public DateTimeOffset Ends => DateTimeOffset.FromUnixTimeMilliseconds(EndsAt);
    public DateTimeOffset Closes => DateTimeOffset.FromUnixTimeMilliseconds(ClosesAt);

    /// <summary>Whether somebody may say now that they come.</summary>
    public bool TakesSignUps(DateTimeOffset now) =>
        State == EventState.Published && SignUp == 1 && now.ToUnixTimeMilliseconds() < Math.Min(ClosesAt, EndsAt);

    public string Name(Language language) => BothLanguages.Choose(language, NameEn, NameFr);
    public string About(Language language) => BothLanguages.Choose(language, AboutEn, AboutFr);

    /// <summary>The code of the language that its name is in, where that is not the reader's; otherwise null.</summary>
    public string? Foreign(Language language) =>
        (language == Language.French ? NameFr : NameEn).Length > 0 ? null
        : language == Language.French ? Language.English.Code : Language.French.Code;

    /// <summary>Its page, after the language.</summary>
    public string Path => $"/events/{Slug}";

    /// <summary>What its places are called as a figure.</summary>
    public string PlacesKey => $"event-{Id}";
}
