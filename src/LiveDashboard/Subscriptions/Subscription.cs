namespace LiveDashboard.Subscriptions;

/// <summary>How often a letter comes.</summary>
public static class Rhythm
{
    public const string Daily = "daily";
    public const string Weekly = "weekly";
    public static readonly IReadOnlyList<string> All = [Daily, Weekly];
}

/// <summary>What somebody wants letters of. Times are Unix milliseconds.</summary>
public sealed record Subscription
{
    public string Id { get; init; } = "";
    public string Address { get; init; } = "";
    public string Language { get; init; } = "";
    /// <summary>One of <see cref="Subscriptions.Rhythm"/>.</summary>
    public string Rhythm { get; init; } = "";
    /// <summary>Keys of topics, parted by a space each.</summary>
    public string Topics { get; init; } = "";
    public string StopToken { get; init; } = "";
    public long? ConfirmedAt { get; init; }
    public long NewsUntil { get; init; }

    public IReadOnlyList<string> Keys => Topics.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
