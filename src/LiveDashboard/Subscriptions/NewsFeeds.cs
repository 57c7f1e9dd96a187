using LiveDashboard.Web;
using LiveDashboard.Web.Feeds;
using LiveDashboard.Web.News;

namespace LiveDashboard.Subscriptions;

/// <summary>What is new for programs that follow it: all of it, or a topic.</summary>
public static class NewsFeeds
{
    public static void MapNewsFeeds(this IEndpointRouteBuilder app)
    {
        var feeds = app.MapGroup("/{lang:regex(^(en|fr)$)}").WithTags("Feeds");
        string[] reading = [HttpMethods.Get, HttpMethods.Head];
        feeds.MapMethods("/news.atom", reading, async (string? topic, HttpContext http, Visit visit, Newsroom news, StationTime station) =>
            FeedAnswers.Atom(http, await Make(visit, news, station, topic, "news.atom", http.RequestAborted)));
        feeds.MapMethods("/news.json", reading, async (string? topic, HttpContext http, Visit visit, Newsroom news, StationTime station) =>
            FeedAnswers.Json(http, await Make(visit, news, station, topic, "news.json", http.RequestAborted)));
    }

    private static async Task<Feed> Make(
        Visit visit, Newsroom news, StationTime station, string? topic, string name, CancellationToken ct)
    {
        var query = string.IsNullOrEmpty(topic) ? "" : $"?topic={Uri.EscapeDataString(topic)}";
        var items = await news.Newest(visit.Language, topic ?? "", station.Now, FeedAnswers.Most, ct);
        var entries = items.Select(item => new FeedEntry(
            visit.Absolute(visit.Link(item.Page)), item.Title,
            item.IsInvented ? $"{visit.Language["news.invented"]}\n\n{item.Text}".TrimEnd() : item.Text, item.Language, station.At(item.At), station.At(item.At),
            [visit.Language[$"news.kind.{item.Topics[0]}"]])).ToArray();
        var about = query.Length == 0 ? "" : (await news.Topics(visit.Language, ct)).SelectMany(kind => kind)
            .FirstOrDefault(one => one.Key == topic)?.Name ?? "";
        return new Feed(
            about.Length > 0 ? $"{visit.Language["news.title"]} · {about}" : visit.Language["news.title"], visit.Provider.Name,
            visit.Language.Code, visit.Absolute(visit.Link("/news") + query), visit.Absolute(visit.Link($"/{name}") + query),
            entries.Length > 0 ? entries.Max(one => one.Updated) : DateTimeOffset.UnixEpoch, entries);
    }
}
