namespace LiveDashboard.Subscriptions;

/// <summary>How often a letter comes.</summary>
public static class Rhythm
{
    public const string Daily = "daily";
    public const string Weekly = "weekly";
    /// <summary>Of one matter, when something happened to it.</summary>
    public const string AtOnce = "at-once";
    /// <summary>Those that somebody can choose for news.</summary>
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
    /// <summary>The matter that they are of; see <see cref="Own.Matter"/>. "" news.</summary>
    public string About { get; init; } = "";
    public string StopToken { get; init; } = "";
    public long AskedAt { get; init; }
    public long? ConfirmedAt { get; init; }
    public long NewsUntil { get; init; }
    /// <summary>Of a matter: when the day began of which <see cref="Told"/> is.</summary>
    public long ToldFrom { get; init; }
    /// <summary>How many letters of a matter were written in its day.</summary>
    public long Told { get; init; }

    /// <summary>The kind of the matter; "" news.</summary>
    public string Kind => About.Split(':')[0];

    public IReadOnlyList<string> Keys => Topics.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
