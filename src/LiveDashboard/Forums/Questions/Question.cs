namespace LiveDashboard.Forums.Questions;

/// <summary>Where a question stands (features.md 4.4, rule 6).</summary>
public static class QuestionState
{
    /// <summary>Nobody but its author and the moderators has seen it.</summary>
    public const string Pending = "pending";
    public const string Live = "live";
    /// <summary>Being answered now; one at a time.</summary>
    public const string Stage = "stage";
    public const string Answered = "answered";
    /// <summary>Will be answered in writing.</summary>
    public const string Writing = "writing";
    /// <summary>Another question stands for it.</summary>
    public const string Merged = "merged";
    public const string Declined = "declined";

    /// <summary>In the order of a moderator's page.</summary>
    public static readonly IReadOnlyList<string> All = [Pending, Stage, Live, Writing, Answered, Merged, Declined];

    /// <summary>Seen by everybody.</summary>
    public static bool IsSeen(string state) => state is Live or Stage or Answered or Writing;
}

/// <summary>Why a question is not shown. Its author is told.</summary>
public static class DeclineReason
{
    public static readonly IReadOnlyList<string> All = ["person", "twice", "topic", "tone"];
}

/// <summary>A question as a page shows it. Times are Unix milliseconds; 1 and 0 are yes and no.</summary>
public sealed record AskedQuestion
{
    public string Id { get; init; } = "";
    public string Body { get; init; } = "";
    /// <summary>As it was written, when it was edited; else "".</summary>
    public string Original { get; init; } = "";
    /// <summary>One of <see cref="QuestionState"/>.</summary>
    public string State { get; init; } = "";
    public string Was { get; init; } = "";
    public string Reason { get; init; } = "";
    public string? MergedInto { get; init; }
    public long AskedAt { get; init; }
    public long MovedAt { get; init; }
    public string CaseReference { get; init; } = "";
    /// <summary>Who asked it, for moderators alone; else "". An id of this forum, nobody's name.</summary>
    public string Asker { get; init; } = "";
    /// <summary>How many want it answered, its author among them.</summary>
    public long Support { get; init; }
    /// <summary>1: whoever looks has asked it.</summary>
    public long Mine { get; init; }
    /// <summary>1: whoever looks supports it.</summary>
    public long Supported { get; init; }
}
