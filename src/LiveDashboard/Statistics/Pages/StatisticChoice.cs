namespace LiveDashboard.Statistics.Pages;

/// <summary>What a reader chose of a statistic. The page and its interactive chart are made of the same.</summary>
/// <param name="Category">By position; 0: all.</param>
/// <param name="Area">By position; 0: all.</param>
/// <param name="Notes">Those that fall into the months of the chart.</param>
public sealed record StatisticChoice(
    Statistic Statistic, IReadOnlyList<StatisticPart> Categories, IReadOnlyList<StatisticPart> Areas, long Category,
    long Area, string Span, SeriesChart Chart, IReadOnlyList<StatisticNote> Notes)
{
    private const int Short = 24;
    private const int MostNotes = 26; // they are told by letters

    /// <summary>How much of its time is shown: two years, or all.</summary>
    public static readonly IReadOnlyList<string> Spans = ["two", "all"];

    /// <summary>Before anything is read.</summary>
    public static readonly StatisticChoice None =
        new(new Statistic(), [], [], 0, 0, Spans[0], new SeriesChart([], Short), []);

    /// <summary>Null where there is no such statistic, category or area.</summary>
    public static async Task<StatisticChoice?> Read(
        StatisticStore store, string slug, long? category, long? area, string? span, CancellationToken ct)
    {
        if (await store.Find(slug, ct) is not { } found) return null;
        var parts = (await store.Parts(found.Id, ct)).ToLookup(part => part.Dimension);
        var (categories, areas) = (parts[StatisticPart.Category].ToArray(), parts[StatisticPart.Area].ToArray());
        var (ofCategory, ofArea) = (category ?? 0, area ?? 0);
        if ((ofCategory != 0 && categories.All(part => part.Position != ofCategory))
            || (ofArea != 0 && areas.All(part => part.Position != ofArea))) return null;
        var months = span is "all" ? int.MaxValue / 2 : Short;
        var chart = new SeriesChart(await store.Line(found.Id, ofCategory, ofArea, ct), months);
        var name = categories.FirstOrDefault(part => part.Position == ofCategory)?.Name ?? "";
        var notes = (await store.Notes(found.Id, ct))
            .Where(note => note.Category.Length == 0 || note.Category == name)
            .Where(note => chart.Months.Any(month => month.Month == note.Month))
            .Take(MostNotes);
        return new StatisticChoice(
            found, categories, areas, ofCategory, ofArea, span is "all" ? "all" : Spans[0], chart, [.. notes]);
    }

    /// <summary>The choice as a query, of this area or another.</summary>
    public string Query(long? area = null) => $"?span={Span}{Part("category", Category)}{Part("area", area ?? Area)}";

    private static string Part(string name, long position) => position == 0 ? "" : $"&{name}={position}";
}
