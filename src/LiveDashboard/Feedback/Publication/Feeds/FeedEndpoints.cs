using System.Security.Cryptography;
using LiveDashboard.Feedback.Publication.Reading;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace LiveDashboard.Feedback.Publication.Feeds;

/// <summary>The public cases for programs that follow them; by category and area as the list is.</summary>
public static class FeedEndpoints
{
    public static void MapCaseFeeds(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/{lang:regex(^(en|fr)$)}/cases.atom", [HttpMethods.Get, HttpMethods.Head], Atom).WithTags("Feeds");
        app.MapMethods("/{lang:regex(^(en|fr)$)}/cases.json", [HttpMethods.Get, HttpMethods.Head], Json).WithTags("Feeds");
    }

    private static async Task<FileContentHttpResult> Atom(
        string? category, string? area, Visit visit, HttpContext http, CaseFeeds feeds, CancellationToken ct) =>
        Answer(http, AtomFeed.Write(await feeds.Make(visit, CaseFilter.Asked(category, area), "cases.atom", ct)),
            "application/atom+xml; charset=utf-8");

    private static async Task<FileContentHttpResult> Json(
        string? category, string? area, Visit visit, HttpContext http, CaseFeeds feeds, CancellationToken ct) =>
        Answer(http, JsonFeed.Write(await feeds.Make(visit, CaseFilter.Asked(category, area), "cases.json", ct)),
            "application/feed+json; charset=utf-8");

    private static FileContentHttpResult Answer(HttpContext http, byte[] bytes, string type)
    {
        http.Response.Headers.CacheControl = "public, max-age=60";
        http.Response.Headers.AccessControlAllowOrigin = "*"; // any page may read what is public
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        var tag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\"";
        return TypedResults.File(bytes, type, entityTag: EntityTagHeaderValue.Parse(tag));
    }
}
