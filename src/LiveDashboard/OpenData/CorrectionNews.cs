using System.Data.Common;
using System.Globalization;
using LiveDashboard.Figures;
using LiveDashboard.Web;
using LiveDashboard.Web.News;

namespace LiveDashboard.OpenData;

/// <summary>The log of corrections, to be followed.</summary>
public sealed class CorrectionNews(OpenLists lists) : INews
{
    public string Kind => "corrections";

    public Task<IReadOnlyList<NewsTopic>> Topics(DbConnection db, Language language, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<NewsTopic>>([]);

    public async Task<IReadOnlyList<NewsItem>> Published(
        DbConnection db, Language language, DateTimeOffset after, DateTimeOffset until, int most, CancellationToken ct) =>
        [.. (await lists.Corrections(db, most, ct)).Where(line => line.At > after && line.At <= until).Select(line => new NewsItem(
            $"/data?corrected={Uri.EscapeDataString($"{line.Figure} {line.Period} {line.At.ToUnixTimeMilliseconds()}")}#corrections", [Kind],
            line.Was is null && line.Became is null ? $"{line.Figure}, {line.Period}" // words were changed
                : language.Say("news.correction", line.Figure, line.Period, Say(line.Became, line, language), Say(line.Was, line, language)),
            line.Why, language.Code, line.At))];

    private static string Say(double? value, Correction line, Language language) => value is not { } known ? "–"
        : $"{known.ToString("0.###", CultureInfo.InvariantCulture).Replace(".", language["number.point"], StringComparison.Ordinal)} {line.Unit}".TrimEnd();
}
