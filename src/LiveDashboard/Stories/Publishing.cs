namespace LiveDashboard.Stories;

/// <summary>Whether a story, a decision or a guide is public.</summary>
public static class Publishing
{
    /// <summary>Being written: for staff alone.</summary>
    public const string Draft = "draft";
    public const string Published = "published";
    /// <summary>Was public and is not any more: its page says why.</summary>
    public const string Withdrawn = "withdrawn";

    public static readonly IReadOnlyList<string> All = [Draft, Published, Withdrawn];

    /// <summary>What is made up for the demonstration, and said so.</summary>
    public const string Invented = "invented";

    /// <summary>What may follow a state: nothing that was public becomes a draft again.</summary>
    public static IReadOnlyList<string> After(string state) => state switch
    {
        Published => [Published, Withdrawn],
        Withdrawn => [Withdrawn, Published],
        _ => [Draft, Published],
    };
}
