using LiveDashboard.Stories.Telling;
using LiveDashboard.Stories.Writing;
using LiveDashboard.Web;

namespace LiveDashboard.Stories.Guides;

/// <summary>A short page that helps. Days are the station's.</summary>
public sealed record Guide : Told
{
    /// <summary>When somebody last looked whether it is still true.</summary>
    public DateOnly Checked { get; init; }
    /// <summary>In a sentence.</summary>
    public Both About { get; init; } = Both.Nothing;
    /// <summary>Markdown.</summary>
    public Both Body { get; init; } = Both.Nothing;
    /// <summary>Unix milliseconds.</summary>
    public long ChangedAt { get; init; }
    /// <summary>The places that it belongs to, whose pages lead to it.</summary>
    public IReadOnlyList<PlaceRef> Places { get; init; } = [];

    public override string Path => $"/guides/{Slug}";
}
