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
    private const int Short = 24;
    private const int MostNotes = 26; // they are told by letters

    /// <summary>A change below this share of the year before is ordinary variation and gets no word.</summary>
    private const double Ordinary = 0.05;

    /// <summary>How much of its time is shown: two years, or all.</summary>
    public static readonly IReadOnlyList<string> Spans = ["two", "all"];

    public Statistic Statistic { get; private set; } = new();
    public IReadOnlyList<StatisticPart> Categories { get; private set; } = [];
    public IReadOnlyList<StatisticPart> Areas { get; private set; } = [];

    /// <summary>What is chosen, by position; 0: all.</summary>
    public long Category { get; private set; }
    public long Area { get; private set; }
    public string Span { get; private set; } = Spans[0];

    public SeriesChart Chart { get; private set; } = new([], Short);
    public IReadOnlyList<StatisticNote> Notes { get; private set; } = [];
    public IReadOnlyList<AreaRow> Rows { get; private set; } = [];

    public DateOnly ImportedOn => station.DayOf(DateTimeOffset.FromUnixTimeMilliseconds(Statistic.ImportedAt));

    /// <summary>
    /// What this page stands for, to what other parts of the program point to: of all categories, each of them; of one
    /// category, that and the whole.
    /// </summary>
    public IReadOnlyList<PlaceRef> Places => [
        new(PlaceKind.Statistic, Statistic.Slug), .. Categories.Where(part => Category == 0 || part.Position == Category)
            .Select(part => new PlaceRef(PlaceKind.Statistic, $"{Statistic.Slug}/{part.Name}"))];

    public async Task<IActionResult> OnGet(string slug, long? category, long? area, string? span, CancellationToken ct)
    {
        if (await store.Find(slug, ct) is not { } found) return NotFound();
        Statistic = found;
        var parts = (await store.Parts(found.Id, ct)).ToLookup(part => part.Dimension);
        (Categories, Areas) = ([.. parts[StatisticPart.Category]], [.. parts[StatisticPart.Area]]);
        (Category, Area, Span) = (category ?? 0, area ?? 0, span is "all" ? "all" : Spans[0]);
        if ((Category != 0 && Categories.All(part => part.Position != Category))
            || (Area != 0 && Areas.All(part => part.Position != Area))) return NotFound();
        Chart = new SeriesChart(await store.Line(found.Id, Category, Area, ct), Span == "all" ? int.MaxValue / 2 : Short);
        var name = Categories.FirstOrDefault(part => part.Position == Category)?.Name ?? "";
        Notes = [.. (await store.Notes(found.Id, ct))
            .Where(note => (note.Category.Length == 0 || note.Category == name) && Chart.Months.Any(month => month.Month == note.Month))
            .Take(MostNotes)];
        Rows = Area == 0 ? await ReadRows(ct) : [];
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
    public string Link(long area) =>
        $"{visit.Link($"/statistics/{Statistic.Slug}")}?category={(Category == 0 ? "" : Category)}&area={area}&span={Span}";

    private async Task<IReadOnlyList<AreaRow>> ReadRows(CancellationToken ct)
    {
        var last = Statistic.LastMonth;
        var cells = await store.Areas(Statistic.Id, Category, last - 23, ct);
        return [.. Areas.Select(part =>
        {
            var of = cells[part.Position].Where(cell => cell.N is not null).ToDictionary(cell => cell.Month, cell => cell.N);
            var top = Math.Max(1, of.Values.Max() ?? 1);
            var line = Svg.Line([.. Enumerable.Range(0, 24).Select(i => of.GetValueOrDefault(last - 23 + i) is { } n ? 100 - 100.0 * n / top : (double?)null)]);
            return new AreaRow(part, SeriesChart.Twelve(of, last), SeriesChart.Twelve(of, last - 12), line);
        })];
    }
}
