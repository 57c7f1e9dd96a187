using System.Data.Common;
using LiveDashboard.Stories.Achievements;
using LiveDashboard.Stories.Decisions;
using LiveDashboard.Stories.Writing;
using LiveDashboard.Web;
using LiveDashboard.Web.News;

namespace LiveDashboard.Stories.Showing;

/// <summary>Stories, when they are first published.</summary>
public sealed class PublishedStories : INews
{
    public string Kind => "stories";

    public Task<IReadOnlyList<NewsTopic>> Topics(DbConnection db, Language language, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<NewsTopic>>([]);

    public async Task<IReadOnlyList<NewsItem>> Published(
        DbConnection db, Language language, DateTimeOffset after, DateTimeOffset until, int most, CancellationToken ct) =>
        [.. (await StoryStore.List(db, all: false))
            .Where(one => one.ShownAt > after.ToUnixTimeMilliseconds() && one.ShownAt <= until.ToUnixTimeMilliseconds())
            .OrderByDescending(one => one.ShownAt).Take(most)
            .Select(one => new NewsItem(
                one.Path, [Kind], one.Title.In(language), Prose.Words(one.Body.In(language)),
                one.Title.Foreign(language) ?? language.Code, DateTimeOffset.FromUnixTimeMilliseconds(one.ShownAt!.Value),
                one.Origin == Publishing.Invented))];
}

/// <summary>Decisions as they now stand: when one is published, and each time it is changed.</summary>
public sealed class PublishedDecisions : INews
{
    public string Kind => "decisions";

    public Task<IReadOnlyList<NewsTopic>> Topics(DbConnection db, Language language, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<NewsTopic>>([]);

    public async Task<IReadOnlyList<NewsItem>> Published(
        DbConnection db, Language language, DateTimeOffset after, DateTimeOffset until, int most, CancellationToken ct) =>
        [.. (await DecisionStore.List(db, all: false))
            .Where(one => one.SavedAt > after.ToUnixTimeMilliseconds() && one.SavedAt <= until.ToUnixTimeMilliseconds())
            .OrderByDescending(one => one.SavedAt).Take(most)
            .Select(one => new NewsItem(
                $"{one.Path}?version={one.Version}", [Kind], one.Title.In(language),
                one.Reason.Length > 0 ? language.Say("news.changed", one.Reason) : one.What.In(language),
                one.Title.Foreign(language) ?? language.Code, DateTimeOffset.FromUnixTimeMilliseconds(one.SavedAt),
                one.Origin == Publishing.Invented))];
}
