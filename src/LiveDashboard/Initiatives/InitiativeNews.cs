using System.Data.Common;
using Dapper;
using LiveDashboard.Initiatives.Metrics;
using LiveDashboard.Web;
using LiveDashboard.Web.News;

namespace LiveDashboard.Initiatives;

/// <summary>New initiatives, and metrics that were measured or corrected: once a day each, by the newest period.</summary>
public sealed class InitiativeNews(StationTime station) : INews
{
    public string Kind => "initiatives";

    public async Task<IReadOnlyList<NewsTopic>> Topics(DbConnection db, Language language, CancellationToken ct) =>
        [.. (await InitiativeStore.List(db, drafts: false)).Where(one => one.State == InitiativeState.Open)
            .Select(one => new NewsTopic(Topic(one), one.In(language).Text.Name))];

    public async Task<IReadOnlyList<NewsItem>> Published(
        DbConnection db, Language language, DateTimeOffset after, DateTimeOffset until, int most, CancellationToken ct)
    {
        var initiatives = (await InitiativeStore.List(db, drafts: false)).ToDictionary(one => one.Id);
        var metrics = (await MetricStore.List(db)).Where(one => initiatives.ContainsKey(one.InitiativeId)).ToDictionary(one => one.Id);
        var periods = await Periods(db, after, until, most);
        return [
            .. initiatives.Values.Where(one => one.ShownAt > after.ToUnixTimeMilliseconds() && one.ShownAt <= until.ToUnixTimeMilliseconds())
                .Select(one => Begun(one, language)),
            .. periods.Where(row => metrics.ContainsKey(row.MetricId))
                .GroupBy(row => (row.MetricId, Day: station.DayOf(DateTimeOffset.FromUnixTimeMilliseconds(row.ChangedAt))))
                .Select(day => Measured(
                    initiatives[metrics[day.Key.MetricId].InitiativeId], metrics[day.Key.MetricId], [.. day], language))];
    }

    private static async Task<IEnumerable<MetricStore.PeriodRow>> Periods(
        DbConnection db, DateTimeOffset after, DateTimeOffset until, int most) =>
        (await db.QueryAsync<(string Id, long Period, long Readings, long Sum, long Weight, long Last, long At)>(
            """
            SELECT metric_id, period, readings, sum_milli, weight, last_milli, changed_at
              FROM metric_period
             WHERE changed_at > @after AND changed_at <= @until AND readings > 0
             ORDER BY changed_at DESC
             LIMIT @most
            """,
            new { after = after.ToUnixTimeMilliseconds(), until = until.ToUnixTimeMilliseconds(), most }))
        .Select(row => new MetricStore.PeriodRow(
            row.Id, row.Period, new Combined(row.Readings, row.Sum, row.Weight, row.Last), row.At));

    private NewsItem Begun(Initiative one, Language language)
    {
        var (spoken, words) = one.In(language);
        return new NewsItem(
            $"/initiatives/{one.Slug}", [Kind, Topic(one)], words.Name, words.Goal, spoken,
            DateTimeOffset.FromUnixTimeMilliseconds(one.ShownAt!.Value), one.Origin.Length > 0);
    }

    // Of people only the rounded total is shown, so of a period nothing but that it was measured.
    private NewsItem Measured(Initiative of, Metric metric, IReadOnlyList<MetricStore.PeriodRow> ofDay, Language language)
    {
        var row = ofDay.MaxBy(one => one.Period)!;
        var at = ofDay.Max(one => one.ChangedAt);
        var period = Metrics.Periods.Say(language, metric.Every, InitiativeStore.Day(row.Period));
        var shown = metric.People == 0 && row.Combined.Of(metric.Combine) is { } milli
            ? language.Say("news.metric", metric.Name(language), MetricWords.Amount(metric, milli, language), period)
            : language.Say("news.metric.people", metric.Name(language), period);
        return new NewsItem(
            $"/initiatives/{of.Slug}?of={InitiativeStore.Day(row.Period):yyyy-MM-dd}&on={station.DayOf(DateTimeOffset.FromUnixTimeMilliseconds(at)):yyyy-MM-dd}#{metric.Key}",
            [Kind, Topic(of)], $"{of.In(language).Text.Name}{language["news.colon"]} {shown}",
            ofDay.Count > 1 ? language.Plural("news.metric.more", ofDay.Count - 1) : "", language.Code,
            DateTimeOffset.FromUnixTimeMilliseconds(at), of.Origin.Length > 0);
    }

    private static string Topic(Initiative one) => $"initiatives/{one.Slug}";
}
