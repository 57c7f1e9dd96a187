using LiveDashboard.Feedback.Messages;
using LiveDashboard.Feedback.Publication.Reading;
using LiveDashboard.Forums.Promises;
using LiveDashboard.Forums.Report;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Storage;
using LiveDashboard.Stories.Linking;
using LiveDashboard.Web;

namespace LiveDashboard;

/// <summary>What residents said in public, one by one.</summary>
public sealed class CasePlaces(PublishedCases cases, ListChoices choices) : IPlaces
{
    private const int Offered = 100;

    public string Kind => PlaceKind.Case;

    public async Task<IReadOnlyList<Place>> List(Language language, CancellationToken ct)
    {
        var lists = await choices.Read(language, ct);
        return [.. (await cases.List(CaseFilter.None, 0, Offered, ct)).Select(one => Of(one, language, lists))];
    }

    public async Task<Place?> Find(string key, Language language, CancellationToken ct) =>
        await cases.Find(key, ct) is { } one ? Of(one, language, await choices.Read(language, ct)) : null;

    private Place Of(PublishedCase one, Language language, CaseLists lists) =>
        new(Kind, one.Reference, $"{one.Heading(language, lists)} ({one.Reference})", one.Path);
}

/// <summary>What forums that have ended found out.</summary>
public sealed class ForumPlaces(ForumStore forums, ReportStore reports) : IPlaces
{
    private const int Looked = 100;

    public string Kind => PlaceKind.Forum;

    public async Task<IReadOnlyList<Place>> List(Language language, CancellationToken ct) =>
        [.. (await forums.List(Looked, ct)).Where(one => one.State == ForumState.Ended && one.Rehearsal == 0).Select(Of)];

    public async Task<Place?> Find(string key, Language language, CancellationToken ct) =>
        await reports.FindEnded(key, ct) is { } one ? Of(one) : null;

    private Place Of(Forum one) => new(Kind, one.Slug, one.Name, $"/forums/{one.Slug}");
}

/// <summary>What forums were promised.</summary>
public sealed class PromisePlaces(Database database) : IPlaces
{
    public string Kind => PlaceKind.Promise;

    public async Task<IReadOnlyList<Place>> List(Language language, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return [.. (await PromiseStore.Ended(db)).Select(one => new Place(Kind, one.Id, one.Body, "/promises"))];
    }

    public async Task<Place?> Find(string key, Language language, CancellationToken ct) =>
        (await List(language, ct)).FirstOrDefault(one => one.Key == key);
}
