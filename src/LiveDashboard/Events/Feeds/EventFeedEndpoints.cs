using LiveDashboard.Web;
using LiveDashboard.Web.Feeds;

namespace LiveDashboard.Events.Feeds;

/// <summary>The events for calendars and programs that follow them; by initiative and host as the list is.</summary>
public static class EventFeedEndpoints
{
    private const string Language = "/{lang:regex(^(en|fr)$)}";
    private const string IcsType = "text/calendar; charset=utf-8";

    public static void MapEventFeeds(this IEndpointRouteBuilder app)
    {
        app.MapMethods($"{Language}/events.ics", [HttpMethods.Get, HttpMethods.Head], Calendar).WithTags("Feeds");
        app.MapMethods($"{Language}/events.atom", [HttpMethods.Get, HttpMethods.Head], Atom).WithTags("Feeds");
        app.MapMethods($"{Language}/events.json", [HttpMethods.Get, HttpMethods.Head], Json).WithTags("Feeds");
        app.MapMethods($"{Language}/events/{{slug}}.ics", [HttpMethods.Get, HttpMethods.Head], One).WithTags("Feeds");
    }

    private static async Task<IResult> Calendar(
        string? initiative, string? host, Visit visit, HttpContext http, EventFeeds feeds, CancellationToken ct) =>
        FeedAnswers.Answer(http, await feeds.Calendar(visit, initiative ?? "", host ?? "", ct), IcsType);

    private static async Task<IResult> Atom(
        string? initiative, string? host, Visit visit, HttpContext http, EventFeeds feeds, CancellationToken ct) =>
        FeedAnswers.Atom(http, await feeds.Make(visit, initiative ?? "", host ?? "", "events.atom", ct));

    private static async Task<IResult> Json(
        string? initiative, string? host, Visit visit, HttpContext http, EventFeeds feeds, CancellationToken ct) =>
        FeedAnswers.Json(http, await feeds.Make(visit, initiative ?? "", host ?? "", "events.json", ct));

    private static async Task<IResult> One(string slug, Visit visit, HttpContext http, EventFeeds feeds, CancellationToken ct) =>
        await feeds.Calendar(visit, slug, ct) is { } file ? FeedAnswers.Answer(http, file, IcsType) : TypedResults.NotFound();
}
