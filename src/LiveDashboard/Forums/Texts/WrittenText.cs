namespace LiveDashboard.Forums.Texts;

/// <summary>What may be seen of what people write in their ballots.</summary>
public static class TextState
{
    /// <summary>Nobody but moderators has seen it.</summary>
    public const string Pending = "pending";
    /// <summary>A word of the lists: it waits like a text.</summary>
    public const string Held = "held";
    public const string Shown = "shown";
    public const string Withheld = "withheld";

    /// <summary>What a moderator can decide.</summary>
    public static readonly IReadOnlyList<string> Decisions = [Shown, Withheld];

    public static bool Waits(string state) => state is Pending or Held;
}

/// <summary>The same words in a round of a poll, for moderators.</summary>
public sealed record WrittenText
{
    public string PollId { get; init; } = "";
    public string Title { get; init; } = "";
    public long Round { get; init; }
    /// <summary>1: of a rehearsal, which is in no report.</summary>
    public long Rehearsal { get; init; }
    public string Words { get; init; } = "";
    /// <summary>One of <see cref="TextState"/>.</summary>
    public string State { get; init; } = "";
    /// <summary>How many ballots say it.</summary>
    public long N { get; init; }
    /// <summary>Who sent it, while one ballot says it and voting is open; null: that is not known any more.</summary>
    public string? ParticipantId { get; init; }
}
