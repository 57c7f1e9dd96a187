using LiveDashboard.Web;

namespace LiveDashboard.Initiatives;

/// <summary>What an initiative is about; the ends of keys.</summary>
public static class InitiativeKind
{
    public static readonly IReadOnlyList<string> All = ["education", "watch", "outreach", "events", "policy"];
}

/// <summary>Where an initiative stands.</summary>
public static class InitiativeState
{
    /// <summary>Being prepared: for staff alone.</summary>
    public const string Draft = "draft";
    public const string Open = "open";
    /// <summary>Over: shown, and its figures do not change any more.</summary>
    public const string Closed = "closed";

    public static readonly IReadOnlyList<string> All = [Draft, Open, Closed];
}

/// <summary>The words of an initiative in one language.</summary>
public sealed record InitiativeText(string Name, string Goal, string Story)
{
    public static readonly InitiativeText None = new("", "", "");
}

/// <summary>A programme: what it is for, whose it is, and how long it runs. Days are the station's.</summary>
public sealed record Initiative
{
    public string Id { get; init; } = "";
    public string Slug { get; init; } = "";
    /// <summary>One of <see cref="InitiativeKind"/>.</summary>
    public string Kind { get; init; } = "";
    /// <summary>Who carries it out: an office, no private person.</summary>
    public string Owner { get; init; } = "";
    public DateOnly First { get; init; }
    public DateOnly Last { get; init; }
    /// <summary>One of <see cref="InitiativeState"/>.</summary>
    public string State { get; init; } = "";
    /// <summary>"" the provider's own; <c>invented</c>: made up for the demonstration, and said so.</summary>
    public string Origin { get; init; } = "";
    /// <summary>Counts changes.</summary>
    public long Version { get; init; }
    /// <summary>When it was first shown, in Unix milliseconds; null of a draft.</summary>
    public long? ShownAt { get; init; }

    /// <summary>By language code; one at least.</summary>
    public IReadOnlyDictionary<string, InitiativeText> Texts { get; init; } = new Dictionary<string, InitiativeText>();

    /// <summary>Its words in a reader's language, or in the other: with the code of the language that they are in.</summary>
    public (string Language, InitiativeText Text) In(Language language) =>
        Texts.TryGetValue(language.Code, out var own) && own.Name.Length > 0 ? (language.Code, own)
        : Texts.FirstOrDefault(one => one.Value.Name.Length > 0) is { Value: { } other } found ? (found.Key, other)
        : (language.Code, InitiativeText.None);
}

/// <summary>A step that an initiative is to have taken by a day.</summary>
public sealed record Milestone(string Id, DateOnly Due, DateOnly? Reached, string NameEn, string NameFr)
{
    public string In(Language language) => BothLanguages.Choose(language, NameEn, NameFr);
}
