using LiveDashboard.Stories.Telling;
using LiveDashboard.Stories.Writing;
using LiveDashboard.Web;

namespace LiveDashboard.Stories.Achievements;

/// <summary>What an achievement is about; the ends of keys.</summary>
public static class StoryKind
{
    public static readonly IReadOnlyList<string> All = ["safety", "place", "people", "service"];
}

/// <summary>An achievement, and the place of the site that proves it. Days are the station's.</summary>
public sealed record Story : Told
{
    /// <summary>One of <see cref="StoryKind.All"/>.</summary>
    public string Kind { get; init; } = "";
    /// <summary>When it came about.</summary>
    public DateOnly Day { get; init; }
    /// <summary>What it can be checked by; its key is "" while none is chosen, and then it cannot be published.</summary>
    public PlaceRef Proof { get; init; } = new("", "");
    /// <summary>Markdown.</summary>
    public Both Body { get; init; } = Both.Nothing;
    /// <summary>When it was first published, Unix milliseconds; null: never.</summary>
    public long? ShownAt { get; init; }
    /// <summary>Unix milliseconds.</summary>
    public long ChangedAt { get; init; }

    public override string Path => $"/stories/{Slug}";
}
