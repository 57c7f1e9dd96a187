using LiveDashboard.Web;

namespace LiveDashboard.Statistics.Pages;

/// <summary>A line of the interactive chart.</summary>
/// <param name="Key"><c>months</c>, <c>twelve</c>, <c>before</c>, or an area's <c>area-3</c>.</param>
/// <param name="Drawn">A height for each month, null in a gap; null altogether: it is read, and not drawn.</param>
/// <param name="Say">What reading a month says, final text, as the table beside the chart has it.</param>
public sealed record StatisticLine(string Key, string Name, IReadOnlyList<double?>? Drawn, IReadOnlyList<string> Say);

/// <summary>A way to divide the axis, with what stands at its marks from 0 on.</summary>
public sealed record ScaleStep(long Step, IReadOnlyList<string> Say);

/// <summary>A place on the axis of time, by the number of its month in the chart.</summary>
public sealed record TimeMark(int At, string Say);

/// <summary>
/// What the interactive chart draws and says, in the reader's language: the browser chooses among texts and makes none.
/// </summary>
public sealed class StatisticLines
{
    private const int Marks = 5;

    /// <param name="areas">The cells of all areas in the months of the chart.</param>
    public StatisticLines(StatisticChoice choice, ILookup<long, ShownCell> areas, Language text)
    {
        var (one, months) = (choice.Statistic, choice.Chart.Months);
        var words = new SeriesWords(text);
        Sum = choice.Area == 0;
        Months = [.. months.Select(month => Statistics.Months.Say(text, month.Month))];
        Years = [.. months.Index().Where(month => month.Item.Month % 12 == 0)
            .Select(month => new TimeMark(month.Index, $"{month.Item.Month / 12}"))];
        Notes = [.. choice.Notes.Select(note => new TimeMark((int)(note.Month - months[0].Month), note.In(text)))];
        var others = choice.Areas.Where(part => part.Position != choice.Area);
        Lines =
        [
            new("months", one.Unit(text), [.. months.Select(month => (double?)month.N)],
                [.. months.Select(words.Month)]),
            new("twelve", text["explorer.twelve"], [.. months.Select(month => Twelfth(month.Rolling))],
                [.. months.Select(month => words.Sum(month.Rolling))]),
            new("before", text["statistics.before"], null, [.. months.Select(month => words.Sum(month.YearBefore))]),
            .. others.Select(part => Area(part, areas[part.Position], months, words)),
        ];
        Scale = [.. Steps(Lines.Max(line => line.Drawn?.Max() ?? 0), text)];
    }

    /// <summary>Whether the first lines are the sum of the areas that follow.</summary>
    public bool Sum { get; }

    public IReadOnlyList<string> Months { get; }

    /// <summary>The Januaries.</summary>
    public IReadOnlyList<TimeMark> Years { get; }

    public IReadOnlyList<TimeMark> Notes { get; }
    public IReadOnlyList<ScaleStep> Scale { get; }
    public IReadOnlyList<StatisticLine> Lines { get; }

    private static StatisticLine Area(
        StatisticPart part, IEnumerable<ShownCell> cells, IReadOnlyList<ChartMonth> months, SeriesWords words)
    {
        var of = cells.ToDictionary(cell => cell.Month, cell => cell.N);
        return new StatisticLine(
            $"area-{part.Position}", part.Name, [.. months.Select(month => (double?)of.GetValueOrDefault(month.Month))],
            [.. months.Select(month => words.Cell(of.GetValueOrDefault(month.Month), of.ContainsKey(month.Month)))]);
    }

    private static double? Twelfth(long? sum) => sum is { } known ? Math.Round(known / 12.0, 1) : null;

    // 1, 2 or 5 and zeros, until a few marks reach over the tallest line; of a part the browser takes a smaller one.
    private static IEnumerable<ScaleStep> Steps(double top, Language text)
    {
        for (var power = 1L; ; power *= 10)
            foreach (var step in new[] { power, 2 * power, 5 * power })
            {
                yield return new ScaleStep(step, [.. Enumerable.Range(0, Marks + 1).Select(i => text.Count(i * step))]);
                if (step * Marks >= top) yield break;
            }
    }
}
