using LiveDashboard.Stories.Writing;

namespace LiveDashboard.Stories.Telling;

/// <summary>What is told: a story, a decision or a guide. This is what they share.</summary>
public abstract record Told
{
    public string Id { get; init; } = "";
    /// <summary>Its name in its address.</summary>
    public string Slug { get; init; } = "";
    /// <summary>One of <see cref="Publishing.All"/>.</summary>
    public string State { get; init; } = Publishing.Draft;
    /// <summary>Public: of a decision why this version follows the one before, of the others why it was withdrawn; else "".</summary>
    public string Reason { get; init; } = "";
    /// <summary>"" the provider's own, or <see cref="Publishing.Invented"/>.</summary>
    public string Origin { get; init; } = "";
    public Both Title { get; init; } = Both.Nothing;
    /// <summary>From 1; each save is one more.</summary>
    public long Version { get; init; }

    public bool IsPublished => State == Publishing.Published;

    /// <summary>Under <c>/en</c> and the like.</summary>
    public abstract string Path { get; }
}
