using LiveDashboard.Statistics.Suppressing;

namespace LiveDashboard.Tests.Statistics;

public sealed class TableSuppressionTests
{
    private const int K = 5;

    /// <summary>
    /// An attacker knows every shown cell, that all add up, which cells are small and which were hidden beside them, and
    /// narrows what each may be until nothing more follows.
    /// </summary>
    [Fact]
    public void Nobody_who_subtracts_finds_a_small_cell_in_a_thousand_random_tables()
    {
        var random = new Random(20260610);
        var shown = 0;
        for (var round = 0; round < 1000; round++)
        {
            var cells = Random(random, random.Next(1, 9), random.Next(1, 9), random.Next(3) switch { 0 => 4, 1 => 12, _ => 60 });
            var hidden = TableSuppression.Hide(cells, K);
            var (low, high) = Intervals(cells, hidden);
            for (var r = 0; r < cells.GetLength(0); r++)
                for (var c = 0; c < cells.GetLength(1); c++)
                {
                    if (!hidden[r, c]) shown++;
                    Assert.False(cells[r, c] < K && !hidden[r, c], $"round {round}: a small cell is shown");
                    Assert.False(cells[r, c] < K && low[r, c] == high[r, c], $"round {round}: ({r}, {c}) is {low[r, c]} for certain");
                }
        }
        Assert.True(shown > 5000, $"{shown} cells are shown: not everything is hidden either");
    }

    /// <summary>In small tables every one that shows the same is tried: each small cell takes two values or more.</summary>
    [Fact]
    public void Every_small_cell_of_a_small_table_has_another_table_that_shows_the_same()
    {
        var random = new Random(7);
        for (var round = 0; round < 60; round++)
        {
            var cells = Random(random, 2, 2, 9);
            var hidden = TableSuppression.Hide(cells, K);
            var possible = new Dictionary<(int, int), HashSet<long>>();
            const int most = 24;
            var inner = new long[2, 2];
            for (var n = 0; n < most * most * most * most; n++)
            {
                (inner[0, 0], inner[0, 1], inner[1, 0], inner[1, 1]) = (n % most, n / most % most, n / most / most % most, n / most / most / most);
                var table = WithSums(inner);
                if (!ShowsTheSame(cells, hidden, table)) continue;
                for (var r = 0; r < 3; r++)
                    for (var c = 0; c < 3; c++)
                        if (cells[r, c] < K)
                        {
                            if (!possible.TryGetValue((r, c), out var values)) possible[(r, c)] = values = [];
                            values.Add(table[r, c]);
                        }
            }
            Assert.All(possible, one => Assert.True(one.Value.Count > 1, $"round {round}: {one.Key}"));
        }
    }

    [Fact]
    public void A_table_of_large_cells_is_shown_whole()
    {
        var hidden = TableSuppression.Hide(WithSums(new long[,] { { 10, 20, 30 }, { 5, 6, 7 } }), K);
        Assert.DoesNotContain(true, hidden.Cast<bool>());
    }

    private static bool ShowsTheSame(long[,] cells, bool[,] hidden, long[,] other)
    {
        for (var r = 0; r < cells.GetLength(0); r++)
            for (var c = 0; c < cells.GetLength(1); c++)
                if (hidden[r, c] ? cells[r, c] < K && other[r, c] >= K : cells[r, c] != other[r, c]) return false;
        return true;
    }

    private static long[,] Random(Random random, int rows, int columns, int most)
    {
        var inner = new long[rows, columns];
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++) inner[r, c] = random.Next(4) == 0 ? random.Next(K) : random.Next(most);
        return WithSums(inner);
    }

    private static long[,] WithSums(long[,] inner)
    {
        var cells = new long[inner.GetLength(0) + 1, inner.GetLength(1) + 1];
        for (var r = 0; r < inner.GetLength(0); r++)
            for (var c = 0; c < inner.GetLength(1); c++)
            {
                cells[r + 1, c + 1] = inner[r, c];
                cells[r + 1, 0] += inner[r, c];
                cells[0, c + 1] += inner[r, c];
                cells[0, 0] += inner[r, c];
            }
        return cells;
    }

    /// <summary>What each cell may be: narrowed by every row and column in turn until nothing changes.</summary>
    private static (long[,] Low, long[,] High) Intervals(long[,] cells, bool[,] hidden)
    {
        const long any = 1_000_000;
        var (rows, columns) = (cells.GetLength(0), cells.GetLength(1));
        var (low, high) = (new long[rows, columns], new long[rows, columns]);
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++)
                (low[r, c], high[r, c]) = !hidden[r, c] ? (cells[r, c], cells[r, c]) : (0, cells[r, c] < K ? K - 1 : any);
        for (var changed = true; changed;)
        {
            changed = false;
            for (var r = 0; r < rows; r++) changed |= Narrow([.. Enumerable.Range(0, columns).Select(c => (r, c))]);
            for (var c = 0; c < columns; c++) changed |= Narrow([.. Enumerable.Range(0, rows).Select(r => (r, c))]);
        }
        return (low, high);

        // The first is the sum of the others.
        bool Narrow((int R, int C)[] line)
        {
            var any = false;
            for (var i = 0; i < line.Length; i++)
            {
                var (at, others) = (line[i], line.Where((_, j) => j != i && j != 0).ToArray());
                var (least, most) = i == 0
                    ? (others.Sum(o => low[o.R, o.C]), others.Sum(o => high[o.R, o.C]))
                    : (low[line[0].R, line[0].C] - others.Sum(o => high[o.R, o.C]), high[line[0].R, line[0].C] - others.Sum(o => low[o.R, o.C]));
                if (least > low[at.R, at.C]) (low[at.R, at.C], any) = (least, true);
                if (most < high[at.R, at.C]) (high[at.R, at.C], any) = (most, true);
            }
            return any;
        }
    }
}
