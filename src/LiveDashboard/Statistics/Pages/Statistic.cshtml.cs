using LiveDashboard.Web;
using LiveDashboard.Web.Charts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Statistics.Pages;

/// <summary>An area beside the others.</summary>
/// <param name="Year">The last twelve months together; null where one of them may not be shown.</param>
public sealed record AreaRow(StatisticPart Part, long? Year, long? YearBefore, string Line);

/// <summary>A series to explore: by category, by area, over two years or all of its time.</summary>
public sealed class StatisticModel(Visit visit, StatisticStore store, StationTime station) : PageModel
{
    /// <summary>A change below this share of the year before is ordinary variation and gets no word.</summary>
    private const double Ordinary = 0.05;

    /// <summary>What the reader chose, and what of it may be shown.</summary>
    public StatisticChoice Choice { get; private set; } = StatisticChoice.None;

    public Statistic Statistic => Choice.Statistic;
    public SeriesChart Chart => Choice.Chart;
    public IReadOnlyList<AreaRow> Rows { get; private set; } = [];

    public DateOnly ImportedOn => station.DayOf(DateTimeOffset.FromUnixTimeMilliseconds(Statistic.ImportedAt));

    /// <summary>
    /// What this page stands for, to what other parts of the program point to: of all categories, each of them; of one
    /// category, that and the whole.
    /// </summary>
    public IReadOnlyList<PlaceRef> Places => [
        new(PlaceKind.Statistic, Statistic.Slug),
        .. Choice.Categories.Where(part => Choice.Category == 0 || part.Position == Choice.Category)
            .Select(part => new PlaceRef(PlaceKind.Statistic, $"{Statistic.Slug}/{part.Name}"))];

    public async Task<IActionResult> OnGet(string slug, long? category, long? area, string? span, CancellationToken ct)
    {
        if (await StatisticChoice.Read(store, slug, category, area, span, ct) is not { } choice) return NotFound();
        Choice = choice;
        Rows = choice.Area == 0 ? await ReadRows(ct) : [];
        return Page();
    }

    /// <summary>Whether the last twelve months were more or fewer than the twelve before, in neutral words.</summary>
    public string Finding
    {
        get
        {
            var text = visit.Language;
            if (Chart.Months is not [.., { Rolling: { } now } last]) return text["statistics.finding.none"];
            var before = Chart.Months.FirstOrDefault(month => month.Month == last.Month - 12)?.Rolling;
            if (before is not > 0) return text["statistics.finding.none"];
            var change = (double)now / before.Value - 1;
            var how = Math.Abs(change) < Ordinary ? "same" : change > 0 ? "more" : "fewer";
            return text.Say($"statistics.finding.{how}", text.Count(now), text.Count(before.Value));
        }
    }

    /// <summary>This page with another area.</summary>
    public string Link(long area) => visit.Link($"/statistics/{Statistic.Slug}") + Choice.Query(area);

    /// <summary>Where the interactive chart of this page is fetched.</summary>
    public string Lines => visit.Link(LinesEndpoint.Address(Choice));

    private async Task<IReadOnlyList<AreaRow>> ReadRows(CancellationToken ct)
    {
        var last = Statistic.LastMonth;
        var cells = await store.Areas(Statistic.Id, Choice.Category, last - 23, ct);
        return [.. Choice.Areas.Select(part =>
        {
            var of = cells[part.Position].Where(cell => cell.N is not null)
                .ToDictionary(cell => cell.Month, cell => cell.N);
            var top = Math.Max(1, of.Values.Max() ?? 1);
            double? Y(long month) => of.GetValueOrDefault(month) is { } n ? 100 - 100.0 * n / top : null;
            var line = Svg.Line([.. Enumerable.Range(0, 24).Select(i => Y(last - 23 + i))]);
            return new AreaRow(part, SeriesChart.Twelve(of, last), SeriesChart.Twelve(of, last - 12), line);
        })];
    }
}
