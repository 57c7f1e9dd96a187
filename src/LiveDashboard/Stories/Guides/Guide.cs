using LiveDashboard.Stories.Writing;
using LiveDashboard.Web;

namespace LiveDashboard.Stories.Guides;

/// <summary>A short page that helps. Days are the station's.</summary>
public sealed record Guide
{
    public string Id { get; init; } = "";
    public string Slug { get; init; } = "";
    /// <summary>One of <see cref="Publishing.All"/>.</summary>
    public string State { get; init; } = Publishing.Draft;
    /// <summary>Public: why it was withdrawn; else "".</summary>
    public string Reason { get; init; } = "";
    /// <summary>"" the provider's own, or <see cref="Publishing.Invented"/>.</summary>
    public string Origin { get; init; } = "";
    /// <summary>When somebody last looked whether it is still true.</summary>
    public DateOnly Checked { get; init; }
    public Both Title { get; init; } = Both.Nothing;
    /// <summary>In a sentence.</summary>
    public Both About { get; init; } = Both.Nothing;
    /// <summary>Markdown.</summary>
    public Both Body { get; init; } = Both.Nothing;
    /// <summary>Unix milliseconds.</summary>
    public long ChangedAt { get; init; }
    /// <summary>Counts changes.</summary>
    public long Version { get; init; }

    /// <summary>The places that it belongs to, whose pages lead to it.</summary>
    public IReadOnlyList<PlaceRef> Places { get; init; } = [];

    public bool IsPublished => State == Publishing.Published;

    /// <summary>Under <c>/en</c> and the like.</summary>
    public string Path => $"/guides/{Slug}";
}
