using LiveDashboard.Web;

namespace LiveDashboard.Statistics.Pages;

/// <summary>What is said of a cell, in the table and when the chart is read: a number, or why there is none.</summary>
public sealed class SeriesWords(Language text)
{
    /// <param name="given">Whether the series has that month at all.</param>
    public string Cell(long? n, bool given) => n is { } known ? text.Count(known)
        : given ? text["statistics.cell.few"] : text["statistics.cell.missing"];

    public string Month(ChartMonth month) => Cell(month.N, month.Given);

    /// <summary>A sum of months or a month of another year, which is a dash where it cannot be told.</summary>
    public string Sum(long? n) => n is { } known ? text.Count(known) : "–";
}
