using LiveDashboard.Feedback.Publication.Reading;
using LiveDashboard.Web;
using LiveDashboard.Web.Feeds;
using Microsoft.AspNetCore.Http.HttpResults;

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
        FeedAnswers.Atom(http, await feeds.Make(visit, CaseFilter.Asked(category, area), "cases.atom", ct));

    private static async Task<FileContentHttpResult> Json(
        string? category, string? area, Visit visit, HttpContext http, CaseFeeds feeds, CancellationToken ct) =>
        FeedAnswers.Json(http, await feeds.Make(visit, CaseFilter.Asked(category, area), "cases.json", ct));
}
