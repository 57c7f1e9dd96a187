namespace LiveDashboard.Forums.Polls;

/// <summary>What a poll asks for (features.md 4.1).</summary>
public static class PollKind
{
    public const string One = "single";
    public const string Multiple = "multiple";
    /// <summary>Yes, no or abstain: choices 1, 2 and none.</summary>
    public const string YesNo = "yesno";
    /// <summary>A whole number from <c>low</c> to <c>high</c>, by default 1 to 5.</summary>
    public const string Rating = "rating";
    /// <summary>By default 0 to 10.</summary>
    public const string Scale = "scale";
    /// <summary>The best <c>high</c> options in their order. Borda: of m places, the first gives m points.</summary>
    public const string Ranking = "ranking";
    /// <summary><c>high</c> points among the options.</summary>
    public const string Points = "points";
    /// <summary>A whole number within a range, in a unit.</summary>
    public const string Number = "number";
    /// <summary>A text of up to 300 characters.</summary>
    public const string Text = "text";
    /// <summary>Up to <c>high</c> words or short phrases.</summary>
    public const string Words = "words";

    public static readonly IReadOnlyList<string> All =
        [One, Multiple, YesNo, Rating, Scale, Ranking, Points, Number, Text, Words];

    /// <summary>Those whose ballots name options of the host's list.</summary>
    public static bool HasOptions(string kind) => kind is One or Multiple or Ranking or Points;

    /// <summary>Those whose ballots are one number.</summary>
    public static bool IsNumber(string kind) => kind is Rating or Scale or Number;

    /// <summary>Those whose ballots are what people write.</summary>
    public static bool IsWritten(string kind) => kind is Text or Words;
}

/// <summary>Who can answer (reliability.md 3.2, P1); fixed with the poll, and told with its result.</summary>
public static class PollTier
{
    /// <summary>Who has the forum's code.</summary>
    public const string Open = "open";
    /// <summary>And has typed the letters that the hall's screen shows.</summary>
    public const string Room = "room";
}

/// <summary>Where a poll stands. Open and closed may follow each other until the first reveal.</summary>
public static class PollState
{
    public const string Draft = "draft";
    public const string Open = "open";
    public const string Closed = "closed";
    public const string Revealed = "revealed";
    public const string Archived = "archived";
}

/// <summary>A poll as it stands. Times are Unix milliseconds; 1 and 0 are yes and no.</summary>
public sealed record Poll
{
    public string Id { get; init; } = "";
    public string ForumId { get; init; } = "";
    public long Place { get; init; }
    public string Kind { get; init; } = "";
    public string Title { get; init; } = "";
    public long Low { get; init; }
    public long High { get; init; }
    public string Unit { get; init; } = "";
    public long Named { get; init; }
    public long Changeable { get; init; }
    public long Live { get; init; }
    public long SmallRoom { get; init; }
    /// <summary>1: after the reveal all its ballots are listed, and each has a receipt (features.md N6).</summary>
    public long Recountable { get; init; }
    /// <summary>One of <see cref="PollTier"/>.</summary>
    public string Tier { get; init; } = PollTier.Open;
    public string State { get; init; } = "";
    public long Round { get; init; }
    public long? OpenedAt { get; init; }
    public long? ClosesAt { get; init; }
    public long? ClosedAt { get; init; }
    public long? RevealedAt { get; init; }
    public IReadOnlyList<PollOption> Options { get; init; } = [];
}

/// <summary>One thing to choose: its number, which ballots name, and its words.</summary>
public sealed record PollOption
{
    public long Choice { get; init; }
    public string Words { get; init; } = "";
}
