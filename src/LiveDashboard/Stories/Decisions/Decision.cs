using LiveDashboard.Stories.Telling;
using LiveDashboard.Stories.Writing;
using LiveDashboard.Web;

namespace LiveDashboard.Stories.Decisions;

/// <summary>How far a decision has come.</summary>
public static class Stage
{
    public const string Taken = "taken";
    public const string UnderWay = "under-way";
    public const string Done = "done";
    /// <summary>Not so after all; the reason of the change says why.</summary>
    public const string Reversed = "reversed";

    public static readonly IReadOnlyList<string> All = [Taken, UnderWay, Done, Reversed];
}

/// <summary>What was decided, why, on whose words, and what happens next: one version of it. Days are the station's.</summary>
public sealed record Decision : Told
{
    /// <summary>One of <see cref="Decisions.Stage.All"/>.</summary>
    public string Stage { get; init; } = Decisions.Stage.Taken;
    /// <summary>Who decided: an office, no private person.</summary>
    public string Office { get; init; } = "";
    /// <summary>On which day it was decided.</summary>
    public DateOnly Day { get; init; }
    /// <summary>The day of what happens next; null where none is said.</summary>
    public DateOnly? NextDay { get; init; }
    public Both What { get; init; } = Both.Nothing;
    public Both Why { get; init; } = Both.Nothing;
    /// <summary>On whose words, where no page of the site says it.</summary>
    public Both Words { get; init; } = Both.Nothing;
    /// <summary>What else was thought of, and why it was not done.</summary>
    public Both Others { get; init; } = Both.Nothing;
    public Both Next { get; init; } = Both.Nothing;
    /// <summary>Unix milliseconds.</summary>
    public long SavedAt { get; init; }
    /// <summary>On whose words: places of the site.</summary>
    public IReadOnlyList<PlaceRef> Sources { get; init; } = [];

    /// <summary>Its day is over, and nobody has said that it is done or was reversed.</summary>
    public bool IsLate(DateOnly today) =>
        NextDay < today && Stage is Decisions.Stage.Taken or Decisions.Stage.UnderWay;

    public override string Path => $"/decisions/{Slug}";
}
