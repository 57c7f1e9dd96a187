namespace LiveDashboard.Forums.Promises;

/// <summary>Where a promise stands. Late is none of them: it follows from the day.</summary>
public static class PromiseState
{
    public const string Open = "open";
    public const string Kept = "kept";
    public const string Broken = "broken";
    /// <summary>Was no promise, as when a finger slipped: shown to nobody but staff.</summary>
    public const string Withdrawn = "withdrawn";

    public static readonly IReadOnlyList<string> All = [Open, Kept, Broken, Withdrawn];
}

/// <summary>"We will come back on that": what a forum was promised (features.md N3). Times are Unix milliseconds.</summary>
public sealed record Promise
{
    public string Id { get; init; } = "";
    public string ForumId { get; init; } = "";
    /// <summary>Of the forum in which it was given.</summary>
    public string Forum { get; init; } = "";
    public string Body { get; init; } = "";
    /// <summary>Who keeps it: an office, no private person.</summary>
    public string Owner { get; init; } = "";
    /// <summary>When the day by which it is to be kept is over, station time.</summary>
    public long DueAt { get; init; }
    /// <summary>One of <see cref="PromiseState"/>.</summary>
    public string State { get; init; } = "";
    /// <summary>How it was kept, why not, or why it was withdrawn; "" while it is open.</summary>
    public string Reason { get; init; } = "";
    public long MadeAt { get; init; }
    public long? SettledAt { get; init; }

    /// <summary>Its day is over and nobody has said what became of it.</summary>
    public bool IsLate(long now) => State == PromiseState.Open && DueAt <= now;

    /// <summary>The state as pages say it; the end of keys too.</summary>
    public string Standing(long now) => IsLate(now) ? "late" : State;
}
