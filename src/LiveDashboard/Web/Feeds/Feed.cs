namespace LiveDashboard.Web.Feeds;

/// <summary>An entry of a feed.</summary>
/// <param name="Address">The page of what it tells: stable, so it is the entry's id too.</param>
public sealed record FeedEntry(
    string Address, string Title, string Text, string Language, DateTimeOffset Published, DateTimeOffset Updated,
    IReadOnlyList<string> Tags);

/// <summary>A feed, before it is written.</summary>
public sealed record Feed(
    string Title, string Author, string Language, string Home, string Self, DateTimeOffset Updated,
    IReadOnlyList<FeedEntry> Entries);
