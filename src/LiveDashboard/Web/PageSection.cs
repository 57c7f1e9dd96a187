namespace LiveDashboard.Web;

/// <summary>
/// The kinds of places that pages of different parts of the program point to each other by. With a key, a kind names one
/// place; the part that it belongs to knows the page.
/// </summary>
public static class PlaceKind
{
    /// <summary>A figure of the home page, by its key.</summary>
    public const string Figure = "figure";
    /// <summary>A metric of an initiative, by its id.</summary>
    public const string Metric = "metric";
    /// <summary>An initiative, by the name in its address.</summary>
    public const string Initiative = "initiative";
    /// <summary>A published case, by its reference.</summary>
    public const string Case = "case";
    /// <summary>A statistic by the name in its address; after a slash, one of its categories by name.</summary>
    public const string Statistic = "statistic";
    /// <summary>What a forum that has ended found out, by the name in its address.</summary>
    public const string Forum = "forum";
    /// <summary>What a forum was promised, by the promise's id.</summary>
    public const string Promise = "promise";
    /// <summary>An event, by the name in its address.</summary>
    public const string Event = "event";
}

/// <summary>Names a place: <see cref="PlaceKind"/> and key.</summary>
public sealed record PlaceRef(string Kind, string Key);

/// <summary>
/// A section that another part of the program adds to the page of a place: shown for all kinds, with the page's places
/// (a list of <see cref="PlaceRef"/>) as its model.
/// </summary>
/// <param name="Partial">The path of the partial view; it shows nothing at all where it has nothing.</param>
public sealed record PageSection(string Partial);
