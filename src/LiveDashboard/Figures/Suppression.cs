namespace LiveDashboard.Figures;

/// <summary>
/// Which counts of a table may not be shown, so that nobody can tell how many when they are few (design.md 7,
/// features.md 5.3). Zero is hidden like any other small number: "nobody" also says something about somebody.
/// </summary>
public static class Suppression
{
    /// <summary>
    /// True for each count to hide. Counts below <paramref name="k"/> always. When the total is shown as well, further
    /// ones, the smallest first, until what is hidden cannot be worked out: never exactly one is hidden, together they
    /// are at least k, and they are not as many as they would be if each were the largest hidden number (k − 1), which
    /// would give every one of them away.
    /// </summary>
    /// <param name="counts">The cells of the table.</param>
    /// <param name="k">The smallest count that is ever shown.</param>
    /// <param name="totalShown">Whether the sum stands beside the table.</param>
    /// <param name="known">Cells that are shown elsewhere too and so cannot cover for another.</param>
    public static bool[] Hide(
        IReadOnlyList<long> counts, int k, bool totalShown = true, IReadOnlyCollection<int>? known = null)
    {
        var hidden = counts.Select(count => count < k).ToArray();
        if (!totalShown) return hidden;
        var covers = new Queue<int>(Enumerable.Range(0, counts.Count)
            .Where(i => !hidden[i] && known?.Contains(i) != true)
            .OrderBy(i => counts[i]));
        while (CanBeWorkedOut(counts, hidden, k) && covers.TryDequeue(out var cover)) hidden[cover] = true;
        return hidden;
    }

    private static bool CanBeWorkedOut(IReadOnlyList<long> counts, bool[] hidden, int k)
    {
        var cells = hidden.Count(cell => cell);
        if (cells == 0) return false;
        var sum = counts.Where((_, i) => hidden[i]).Sum();
        return cells == 1 || sum < k || sum == (long)cells * (k - 1);
    }
}

/// <summary>
/// A share of people, in per cent only where both sides of it are people enough: with 3 of 200 on one side the per cent
/// would say how these three think, and 100 % how everybody does.
/// </summary>
/// <param name="N">Everybody who said something.</param>
/// <param name="Part">Who of them said yes.</param>
public sealed record PublishedShare(long N, long Part, PublicationRules Rules)
{
    private const int Least = 20;

    /// <summary>How many must have said something: twenty or more, as the method page says.</summary>
    public static int Minimum(PublicationRules rules) => Math.Max(rules.HeadlineMinimum, Least);

    /// <summary>Too few also where only a few said yes; a few who did not are told as "all but".</summary>
    public FigureState State => N == 0 ? FigureState.Empty
        : N < Minimum(Rules) || Part < Rules.K ? FigureState.Suppressed : FigureState.Ok;

    /// <summary>From 0 to 1; null where it may not be told, also where it is "all but fewer than k".</summary>
    public double? Value => State == FigureState.Ok && N - Part >= Rules.K ? (double)Part / N : null;

    /// <summary>The same in the open data.</summary>
    public FigureNumber InNumbers(string source, string where, string measure, DateOnly from, DateOnly to) => new(
        source, where, measure, Value is { } share ? Math.Round(100 * share) : null, "percent",
        State == FigureState.Ok ? N : null, from, to, State,
        State == FigureState.Ok && Value is null ? $"all but fewer than {Rules.K}" : "");
}
