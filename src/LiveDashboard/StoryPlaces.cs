using LiveDashboard.Events;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Initiatives;
using LiveDashboard.Initiatives.Metrics;
using LiveDashboard.Statistics;
using LiveDashboard.Storage;
using LiveDashboard.Stories;
using LiveDashboard.Stories.Linking;
using LiveDashboard.Web;

namespace LiveDashboard;

/// <summary>What stories, decisions and guides can point to, of the other parts of the program.</summary>
public static class StoryPlaces
{
    public static void AddStoryPlaces(this IServiceCollection services)
    {
        services.AddSingleton<IPlaces, FigurePlaces>();
        services.AddSingleton<IPlaces, InitiativePlaces>();
        services.AddSingleton<IPlaces, MetricPlaces>();
        services.AddSingleton<IPlaces, StatisticPlaces>();
        services.AddSingleton<IPlaces, EventPlaces>();
        services.AddSingleton<IPlaces, CasePlaces>();
        services.AddSingleton<IPlaces, ForumPlaces>();
        services.AddSingleton<IPlaces, PromisePlaces>();
        services.AddProvenFigures(
            provider => ActivatorUtilities.CreateInstance<ReplyTimeFigures>(provider), PlaceKind.Figure, key => key);
        services.AddProvenFigures(
            provider => ActivatorUtilities.CreateInstance<InitiativeFigures>(provider, false), PlaceKind.Metric,
            id => new Metric { Id = id }.Key);
    }
}

/// <summary>The first figures of the home page.</summary>
public sealed class FigurePlaces : IPlaces
{
    private static readonly (string Key, string Name)[] All =
        [("median", "headline"), ("p90", "fact.p90"), ("kept", "fact.kept")];

    public string Kind => PlaceKind.Figure;

    public Task<IReadOnlyList<Place>> List(Language language, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Place>>(
            [.. All.Select(one => new Place(Kind, one.Key, language[one.Name], "", one.Key))]);

    public async Task<Place?> Find(string key, Language language, CancellationToken ct) =>
        (await List(language, ct)).FirstOrDefault(one => one.Key == key);
}

/// <summary>Initiatives that are no drafts.</summary>
public sealed class InitiativePlaces(InitiativeStore store) : IPlaces
{
    public string Kind => PlaceKind.Initiative;

    public async Task<IReadOnlyList<Place>> List(Language language, CancellationToken ct) =>
        [.. (await store.List(drafts: false, ct)).Select(one => new Place(
            Kind, one.Slug, one.In(language).Text.Name, $"/initiatives/{one.Slug}"))];

    public async Task<Place?> Find(string key, Language language, CancellationToken ct) =>
        (await List(language, ct)).FirstOrDefault(one => one.Key == key);
}

/// <summary>What initiatives are measured by, with its number.</summary>
public sealed class MetricPlaces(Database database) : IPlaces
{
    public string Kind => PlaceKind.Metric;

    public async Task<IReadOnlyList<Place>> List(Language language, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        var initiatives = (await InitiativeStore.List(db, drafts: false)).ToDictionary(one => one.Id);
        return [.. from metric in await MetricStore.List(db)
            where initiatives.ContainsKey(metric.InitiativeId)
            let of = initiatives[metric.InitiativeId]
            select new Place(
                Kind, metric.Id, $"{of.In(language).Text.Name} · {metric.Name(language)}",
                $"/initiatives/{of.Slug}#{metric.Key}", metric.Key)];
    }

    public async Task<Place?> Find(string key, Language language, CancellationToken ct) =>
        (await List(language, ct)).FirstOrDefault(one => one.Key == key);
}

/// <summary>Events that are public; to choose from, the newest of them.</summary>
public sealed class EventPlaces(EventStore store) : IPlaces
{
    private const int Most = 100;

    public string Kind => PlaceKind.Event;

    public async Task<IReadOnlyList<Place>> List(Language language, CancellationToken ct) =>
        [.. (await store.Newest(EventFilter.All, DateTimeOffset.UnixEpoch, Most, ct)).Select(one => Place(one, language))];

    public async Task<Place?> Find(string key, Language language, CancellationToken ct) =>
        await store.FindPublic(key, ct) is { } one ? Place(one, language) : null;

    private Place Place(CommunityEvent one, Language language) => new(Kind, one.Slug, one.Name(language), one.Path);
}

/// <summary>Statistics, and each of their categories: <c>crime</c>, <c>crime/Burglary</c>.</summary>
public sealed class StatisticPlaces(StatisticStore store) : IPlaces
{
    public string Kind => PlaceKind.Statistic;

    /// <summary>The key of a statistic, or of one of its categories by name.</summary>
    public static string Key(string slug, string category = "") => category.Length == 0 ? slug : $"{slug}/{category}";

    public async Task<IReadOnlyList<Place>> List(Language language, CancellationToken ct)
    {
        var places = new List<Place>();
        foreach (var one in await store.List(ct))
        {
            var (name, path) = (one.Name(language), $"/statistics/{one.Slug}");
            places.Add(new Place(Kind, Key(one.Slug), name, path));
            places.AddRange((await store.Parts(one.Id, ct)).Where(part => part.Dimension == StatisticPart.Category)
                .Select(part => new Place(
                    Kind, Key(one.Slug, part.Name), $"{name} · {part.Name}", $"{path}?category={part.Position}")));
        }
        return places;
    }

    public async Task<Place?> Find(string key, Language language, CancellationToken ct) =>
        (await List(language, ct)).FirstOrDefault(one => one.Key == key);
}
