namespace LiveDashboard.Web;

/// <summary>
/// A section that another part of the program adds to the home page, after its own. Registered by each slice in the order
/// in which they are shown.
/// </summary>
/// <param name="Partial">The path of the partial view; it shows nothing at all where it has nothing.</param>
public sealed record HomeSection(string Partial);

/// <summary>A place that another part of the program adds to the navigation of the residents' pages.</summary>
/// <param name="Page">Its address after the language.</param>
/// <param name="Key">Of its name.</param>
public sealed record PublicPlace(string Page, string Key);
