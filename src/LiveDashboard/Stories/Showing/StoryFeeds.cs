using LiveDashboard.Stories.Achievements;
using LiveDashboard.Stories.Decisions;
using LiveDashboard.Stories.Writing;
using LiveDashboard.Web;
using LiveDashboard.Web.Feeds;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveDashboard.Stories.Showing;

/// <summary>Stories and decisions for programs that follow them; texts as staff typed them.</summary>
public static class StoryFeeds
{
    public static void MapStoryFeeds(this IEndpointRouteBuilder app)
    {
        var feeds = app.MapGroup("/{lang:regex(^(en|fr)$)}").WithTags("Feeds");
        string[] reading = [HttpMethods.Get, HttpMethods.Head];
        feeds.MapMethods("/stories.atom", reading, async (
            HttpContext http, Visit visit, StoryStore store, StationTime station) =>
            FeedAnswers.Atom(http, await Stories(visit, store, station, "stories.atom", http.RequestAborted)));
        feeds.MapMethods("/stories.json", reading, async (
            HttpContext http, Visit visit, StoryStore store, StationTime station) =>
            FeedAnswers.Json(http, await Stories(visit, store, station, "stories.json", http.RequestAborted)));
        feeds.MapMethods("/decisions.atom", reading, async (
            HttpContext http, Visit visit, DecisionStore store, StationTime station) =>
            FeedAnswers.Atom(http, await Decisions(visit, store, station, "decisions.atom", http.RequestAborted)));
        feeds.MapMethods("/decisions.json", reading, async (
            HttpContext http, Visit visit, DecisionStore store, StationTime station) =>
            FeedAnswers.Json(http, await Decisions(visit, store, station, "decisions.json", http.RequestAborted)));
    }

    private static async Task<Feed> Stories(
        Visit visit, StoryStore store, StationTime station, string name, CancellationToken ct) => Make(
            visit, "stories", name, (await store.List(all: false, ct)).Take(FeedAnswers.Most).Select(one => Entry(
                visit, one.Path, one.Title, Notes(visit, one.Origin, one.Body.In(visit.Language)),
                station.StartOf(one.Day), At(one.ChangedAt), visit.Language[$"stories.kind.{one.Kind}"])));

    private static async Task<Feed> Decisions(
        Visit visit, DecisionStore store, StationTime station, string name, CancellationToken ct) => Make(
            visit, "decisions", name, (await store.List(all: false, ct)).Take(FeedAnswers.Most).Select(one => Entry(
                visit, one.Path, one.Title, Notes(visit, one.Origin, Text(visit.Language, one)), station.StartOf(one.Day),
                At(one.SavedAt), visit.Language[$"decisions.stage.{one.Stage}"])));

    private static Feed Make(Visit visit, string what, string name, IEnumerable<FeedEntry> entries)
    {
        FeedEntry[] all = [.. entries];
        return new Feed(
            visit.Language[$"{what}.title"], visit.Provider.Name, visit.Language.Code, visit.Absolute(visit.Link($"/{what}")),
            visit.Absolute(visit.Link($"/{name}")),
            all.Length > 0 ? all.Max(one => one.Updated) : DateTimeOffset.UnixEpoch, all);
    }

    private static FeedEntry Entry(
        Visit visit, string path, Both title, string text, DateTimeOffset published, DateTimeOffset updated, string tag) =>
        new(
            visit.Absolute(visit.Link(path)), title.In(visit.Language), text,
            title.Foreign(visit.Language) ?? visit.Language.Code, published, updated > published ? updated : published, [tag]);

    private static string Text(Language language, Decision one) => string.Join("\n\n",
        from part in new[]
        {
            ("what", one.What), ("why", one.Why), ("words", one.Words), ("others", one.Others), ("next", one.Next),
        }
        where !part.Item2.IsEmpty
        select $"{language[$"decisions.{part.Item1}"]}\n{part.Item2.In(language)}");

    private static string Notes(Visit visit, string origin, string text) =>
        origin == Publishing.Invented ? $"{visit.Language["stories.invented"]}\n\n{text}" : text;

    private static DateTimeOffset At(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at);
}
