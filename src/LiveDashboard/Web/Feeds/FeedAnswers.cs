using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace LiveDashboard.Web.Feeds;

/// <summary>Feeds as answers: any page may read what is public, and who has it already is told so.</summary>
public static class FeedAnswers
{
    /// <summary>How many entries a feed holds.</summary>
    public const int Most = 50;

    public static FileContentHttpResult Atom(HttpContext http, Feed feed) =>
        Answer(http, AtomFeed.Write(feed), "application/atom+xml; charset=utf-8");

    public static FileContentHttpResult Json(HttpContext http, Feed feed) =>
        Answer(http, JsonFeed.Write(feed), "application/feed+json; charset=utf-8");

    /// <summary>Anything else that programs follow, such as a calendar.</summary>
    public static FileContentHttpResult Answer(HttpContext http, byte[] bytes, string type)
    {
        http.Response.Headers.CacheControl = "public, max-age=60";
        http.Response.Headers.AccessControlAllowOrigin = "*"; // any page may read what is public
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        var tag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\"";
        return TypedResults.File(bytes, type, entityTag: EntityTagHeaderValue.Parse(tag));
    }
}
