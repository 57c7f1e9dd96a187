using LiveDashboard.Statistics.Suppressing;

namespace LiveDashboard.Statistics.Importing;

/// <summary>A cell as it is stored.</summary>
public sealed record TableCell(long Category, long Area, long Month, long N, bool Shown);

/// <summary>A series as full tables, one a month, with sums; what no row counts is nothing, and nothing is a number too.</summary>
public sealed class Table
{
    private readonly Dictionary<long, (long[,] Cells, bool[,] Hidden)> _months = [];

    /// <exception cref="UnusableSeriesException">It is too large.</exception>
    public Table(Series series, int k)
    {
        Categories = [.. series.Cells.Keys.Select(key => key.Category).Where(name => name.Length > 0).Distinct().Order(StringComparer.Ordinal)];
        Areas = [.. series.Cells.Keys.Select(key => key.Area).Where(name => name.Length > 0).Distinct().Order(StringComparer.Ordinal)];
        (First, Last, Total) = (series.Named.Min(), series.Named.Max(), series.Total);
        Missing = [.. Enumerable.Range(0, (int)(Last - First + 1)).Select(i => First + i).Where(month => !series.Named.Contains(month))];
        if ((Categories.Count + 1L) * (Areas.Count + 1) * series.Named.Count > StatisticImport.MostCells)
            throw new UnusableSeriesException(0, "large", $"{Categories.Count} × {Areas.Count} × {series.Named.Count}");
        foreach (var (month, cells) in series.Cells.GroupBy(cell => cell.Key.Month).ToDictionary(one => one.Key, one => one.ToArray()))
            _months[month] = Month(cells, k);
        foreach (var month in series.Named.Where(month => !_months.ContainsKey(month))) _months[month] = Month([], k);
    }

    public IReadOnlyList<string> Categories { get; }
    public IReadOnlyList<string> Areas { get; }
    public long First { get; }
    public long Last { get; }
    public long Total { get; }

    /// <summary>Months between the first and the last that no file names.</summary>
    public IReadOnlyList<long> Missing { get; }

    /// <summary>All cells, under the positions that their names have.</summary>
    public IEnumerable<TableCell> Cells(IReadOnlyDictionary<string, long> categories, IReadOnlyDictionary<string, long> areas) =>
        from month in _months
        from c in Enumerable.Range(0, Categories.Count + 1)
        from a in Enumerable.Range(0, Areas.Count + 1)
        select new TableCell(
            c == 0 ? 0 : categories[Categories[c - 1]], a == 0 ? 0 : areas[Areas[a - 1]], month.Key,
            month.Value.Cells[c, a], !month.Value.Hidden[c, a]);

    private (long[,] Cells, bool[,] Hidden) Month(KeyValuePair<(string Category, string Area, long Month), long>[] counted, int k)
    {
        var cells = new long[Categories.Count + 1, Areas.Count + 1];
        var c = Categories.Index().ToDictionary(one => one.Item, one => one.Index + 1);
        var a = Areas.Index().ToDictionary(one => one.Item, one => one.Index + 1);
        foreach (var ((category, area, _), n) in counted)
        {
            // Without a category or an area a row counts in the sums of what it has.
            var (row, column) = (category.Length > 0 ? c[category] : 0, area.Length > 0 ? a[area] : 0);
            cells[0, 0] += n;
            if (row > 0) cells[row, 0] += n;
            if (column > 0) cells[0, column] += n;
            if (row > 0 && column > 0) cells[row, column] += n;
        }
        return (cells, TableSuppression.Hide(cells, k));
    }
}
