using System.Data.Common;
using Dapper;
using LiveDashboard.Web;
using LiveDashboard.Web.News;

namespace LiveDashboard.Events.Feeds;

/// <summary>Events that are announced or cancelled. Those that were over when they were entered are records, not news.</summary>
public sealed class EventNews(StationTime station) : INews
{
    public string Kind => "events";

    public Task<IReadOnlyList<NewsTopic>> Topics(DbConnection db, Language language, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<NewsTopic>>([]);

    public async Task<IReadOnlyList<NewsItem>> Published(
        DbConnection db, Language language, DateTimeOffset after, DateTimeOffset until, int most, CancellationToken ct)
    {
        var events = await db.QueryAsync<CommunityEvent>(
            """
            SELECT n.id, n.slug, n.name_en, n.name_fr, n.place, n.starts_at, n.ends_at, n.all_day, n.state, n.reason, n.origin,
                   n.published_at, n.changed_at
              FROM (SELECT e.id, e.slug, e.name_en, e.name_fr, e.place, e.starts_at, e.ends_at, e.all_day, e.origin,
                           'published' AS state, '' AS reason, e.published_at, e.published_at AS changed_at
                      FROM community_event e
                     WHERE e.state <> 'draft' AND e.published_at > @after AND e.published_at <= @until
                       AND e.ends_at > e.published_at
                     UNION ALL
                    SELECT e.id, e.slug, e.name_en, e.name_fr, e.place, e.starts_at, e.ends_at, e.all_day, e.origin, e.state, e.reason,
                           e.published_at, e.changed_at
                      FROM community_event e
                     WHERE e.state = 'cancelled' AND e.changed_at > @after AND e.changed_at <= @until) n
             ORDER BY n.changed_at DESC, n.id
             LIMIT @most
            """,
            new { after = after.ToUnixTimeMilliseconds(), until = until.ToUnixTimeMilliseconds(), most });
        return [.. events.Select(one => Item(one, language))];
    }

    private NewsItem Item(CommunityEvent one, Language language)
    {
        var cancelled = one.State == EventState.Cancelled;
        var name = one.Name(language);
        var when = language.LongDay(station.DayOf(one.Starts))
            + (one.AllDay == 1 ? "" : $", {language.Clock(station.At(one.Starts))}");
        return new NewsItem(
            one.Path + (cancelled ? "?cancelled" : ""), [Kind], cancelled ? language.Say("news.cancelled", name) : name,
            string.Join('\n', new[] { $"{when} · {one.Place}".TrimEnd(' ', '·'), one.Reason }.Where(text => text.Length > 0)),
            one.Foreign(language) ?? language.Code, DateTimeOffset.FromUnixTimeMilliseconds(one.ChangedAt),
            one.IsInvented);
    }
}
