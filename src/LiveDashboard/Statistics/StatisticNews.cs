using System.Data.Common;
using Dapper;
using LiveDashboard.Web;
using LiveDashboard.Web.News;

namespace LiveDashboard.Statistics;

/// <summary>Statistics that are there for the first time, and their revisions.</summary>
public sealed class StatisticNews : INews
{
    public string Kind => "statistics";

    public async Task<IReadOnlyList<NewsTopic>> Topics(DbConnection db, Language language, CancellationToken ct) =>
        [.. (await StatisticStore.List(db)).Select(one => new NewsTopic(Topic(one.Slug), one.Name(language)))];

    public async Task<IReadOnlyList<NewsItem>> Published(
        DbConnection db, Language language, DateTimeOffset after, DateTimeOffset until, int most, CancellationToken ct)
    {
        var all = (await StatisticStore.List(db)).ToDictionary(one => one.Id);
        var revisions = await db.QueryAsync<(string Id, long Revision, long At, long Changed)>(
            """
            SELECT statistic_id, revision, at, changed
              FROM statistic_revision
             WHERE at > @after AND at <= @until
             ORDER BY at DESC
             LIMIT @most
            """,
            new { after = after.ToUnixTimeMilliseconds(), until = until.ToUnixTimeMilliseconds(), most });
        return [.. revisions.Select(row => new NewsItem(
            $"/statistics/{all[row.Id].Slug}?revision={row.Revision}", [Kind, Topic(all[row.Id].Slug)],
            language.Say("news.statistic", all[row.Id].Name(language), row.Revision),
            row.Changed > 0 ? language.Plural("news.statistic.changed", row.Changed) : "",
            language.Code, DateTimeOffset.FromUnixTimeMilliseconds(row.At)))];
    }

    private static string Topic(string slug) => $"statistics/{slug}";
}
