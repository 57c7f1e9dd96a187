using System.Data.Common;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Feedback.Publication.Reading;
using LiveDashboard.Web;
using LiveDashboard.Web.News;

namespace LiveDashboard.Feedback.Publication.Feeds;

/// <summary>"You said, we did", to be followed by category and by area. The days are known, not the minutes.</summary>
public sealed class CaseNews(ListChoices choices, StationTime station) : INews
{
    public string Kind => "cases";

    public async Task<IReadOnlyList<NewsTopic>> Topics(DbConnection db, Language language, CancellationToken ct)
    {
        var lists = await choices.Read(language, ct);
        return [
            .. lists.OfferedCategories.Select(one => new NewsTopic(Category(one.Id), one.Name)),
            .. lists.OfferedAreas.Select(one => new NewsTopic(Area(one.Id), one.Name))];
    }

    public async Task<IReadOnlyList<NewsItem>> Published(
        DbConnection db, Language language, DateTimeOffset after, DateTimeOffset until, int most, CancellationToken ct)
    {
        var lists = await choices.Read(language, ct);
        return [.. (await PublishedCases.Shown(db, after, until, most)).Select(one => new NewsItem(
            one.Path, [Kind, Category(one.CategoryId), Area(one.AreaId)], one.Heading(language, lists),
            string.Join('\n', new[] { one.Said, one.Did }.Where(text => text.Length > 0)), one.Language,
            station.StartOf(one.Shown(station))))];
    }

    // Ids may hold what a key may not.
    private static string Category(string id) => $"cases/category/{Uri.EscapeDataString(id)}";
    private static string Area(string id) => $"cases/area/{Uri.EscapeDataString(id)}";
}
