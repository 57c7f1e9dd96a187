using LiveDashboard.Web;

namespace LiveDashboard.Stories.Telling;

/// <summary>How what is told is found and named.</summary>
public static class ToldList
{
    /// <summary>By the name in its address, as it is public or was; null when there is none, or only a draft.</summary>
    public static T? Public<T>(this IReadOnlyList<T> all, string slug) where T : Told =>
        all.FirstOrDefault(one => one.Slug == slug && one.State != Publishing.Draft);

    public static T? Of<T>(this IReadOnlyList<T> all, string id) where T : Told => all.FirstOrDefault(one => one.Id == id);

    /// <summary>A new one, with an id and the address that follows from its title.</summary>
    /// <param name="unnamed">The address of one whose title has no letter that an address may have.</param>
    public static T Named<T>(this T given, string unnamed) where T : Told => (T)(given with
    {
        Id = given.Id.Length > 0 ? given.Id : StoryIds.New(),
        Slug = Slugs.Of(given.Title.In(Language.English), unnamed),
        Version = 1,
    });

    /// <summary>The same where another has its address.</summary>
    public static T NamedApart<T>(this T named) where T : Told => (T)(named with { Slug = $"{named.Slug}-{named.Id[..6]}" });
}
