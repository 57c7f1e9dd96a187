using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace LiveDashboard.Web.Feeds;

/// <summary>An entry of a feed.</summary>
/// <param name="Address">The page of what it tells: stable, so it is the entry's id too.</param>
public sealed record FeedEntry(
    string Address, string Title, string Text, string Language, DateTimeOffset Published, DateTimeOffset Updated,
    IReadOnlyList<string> Tags);

/// <summary>What programs can follow, before it is written.</summary>
public sealed record Feed(
    string Title, string Author, string Language, string Home, string Self, DateTimeOffset Updated,
    IReadOnlyList<FeedEntry> Entries)
{
    /// <summary>Answers with a feed as it was written, under an <c>ETag</c> of its contents.</summary>
    public static FileContentHttpResult Answer(HttpContext http, byte[] bytes, string type)
    {
        http.Response.Headers.CacheControl = "public, max-age=60";
        http.Response.Headers.AccessControlAllowOrigin = "*"; // any page may read what is public
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        var tag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\"";
        return TypedResults.File(bytes, type, entityTag: EntityTagHeaderValue.Parse(tag));
    }
}
