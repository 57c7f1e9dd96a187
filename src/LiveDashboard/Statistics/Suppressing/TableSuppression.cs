namespace LiveDashboard.Statistics.Suppressing;

/// <summary>
/// Which cells of a table with sums may not be shown, so that nobody can work out a small one: not by subtracting, and
/// not by any other calculation. Rows are categories and columns are areas; row and column 0 hold the sums.
/// </summary>
/// <remarks>
/// Cells below k are hidden. What else must be is found by the exact condition: the hidden cells of a table whose rows and
/// columns are known to add up can take another value exactly when there is a closed walk of hidden cells, from row to
/// column and back, along which one can be added and taken away in turn without leaving what is possible. Possible is
/// from 0 to k - 1 for a small cell and from 0 up for another: whoever attacks is granted to know which are small. A
/// small cell on no such walk is given away, and the smallest cells beside it are hidden until it is not.
/// </remarks>
public static class TableSuppression
{
    /// <summary>True for each cell to hide.</summary>
    /// <param name="cells">With its sums; none is negative.</param>
    /// <param name="k">The smallest count that is ever shown.</param>
    public static bool[,] Hide(long[,] cells, int k)
    {
        var (rows, columns) = (cells.GetLength(0), cells.GetLength(1));
        var hidden = new bool[rows, columns];
        var small = new List<(int Row, int Column)>();
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++)
                if (cells[r, c] < k)
                {
                    hidden[r, c] = true;
                    small.Add((r, c));
                }
        var walks = new ClosedWalks(cells, hidden, k);
        for (var open = small; open.Count > 0;)
        {
            open = [.. open.Where(cell => !walks.Through(cell.Row, cell.Column))];
            if (open.Count > 0 && !hidden.Cast<bool>().Contains(false)) break; // nothing is shown at all
            foreach (var (row, column) in open) Cover(cells, hidden, row, column);
        }
        return hidden;
    }

    /// <summary>Hides the smallest shown cell of its row and of its column; where there is none, the smallest of all.</summary>
    private static void Cover(long[,] cells, bool[,] hidden, int row, int column)
    {
        var (rows, columns) = (cells.GetLength(0), cells.GetLength(1));
        var inRow = Smallest(Enumerable.Range(0, columns).Select(c => (row, c)));
        var inColumn = Smallest(Enumerable.Range(0, rows).Select(r => (r, column)));
        if (inRow is null && inColumn is null)
            inRow = Smallest(Enumerable.Range(0, rows).SelectMany(r => Enumerable.Range(0, columns).Select(c => (r, c))));
        foreach (var cell in new[] { inRow, inColumn })
            if (cell is var (r, c)) hidden[r, c] = true;

        // Sums are what people come for: a cell inside is hidden before a sum, and the sum of all last.
        (int Row, int Column)? Smallest(IEnumerable<(int Row, int Column)> among) => among
            .Where(cell => !hidden[cell.Row, cell.Column])
            .OrderBy(cell => (cell.Row == 0 ? 1 : 0) + (cell.Column == 0 ? 1 : 0)).ThenBy(cell => cells[cell.Row, cell.Column])
            .Select(cell => ((int, int)?)cell).FirstOrDefault();
    }
}

/// <summary>Closed walks of hidden cells. A row leads to a column by a cell that can grow, a column to a row by one that can shrink.</summary>
internal sealed class ClosedWalks(long[,] cells, bool[,] hidden, int k)
{
    private readonly int _rows = cells.GetLength(0);
    private readonly int _columns = cells.GetLength(1);

    /// <summary>Whether the cell can be one more, or one less, while all that is shown stays as it is.</summary>
    public bool Through(int row, int column) =>
        (MayGrow(row, column) && Reaches(row, column, grows: true)) || (MayShrink(row, column) && Reaches(row, column, grows: false));

    /// <summary>From the end of the cell back to its beginning, not through the cell itself.</summary>
    private bool Reaches(int row, int column, bool grows)
    {
        var (seenRows, seenColumns) = (new bool[_rows], new bool[_columns]);
        var next = new Queue<(bool IsRow, int Index)>();
        Add(!grows, grows ? column : row);
        while (next.TryDequeue(out var at))
            if (at.IsRow)
            {
                for (var c = 0; c < _columns; c++)
                    if (hidden[at.Index, c] && (at.Index, c) != (row, column) && MayGrow(at.Index, c)) Add(false, c);
            }
            else
            {
                for (var r = 0; r < _rows; r++)
                    if (hidden[r, at.Index] && (r, at.Index) != (row, column) && MayShrink(r, at.Index)) Add(true, r);
            }
        return grows ? seenRows[row] : seenColumns[column];

        void Add(bool isRow, int index)
        {
            var seen = isRow ? seenRows : seenColumns;
            if (seen[index]) return;
            seen[index] = true;
            next.Enqueue((isRow, index));
        }
    }

    // A sum stands on the other side of its equation: as it grows, its row or column is given less. The sum of all
    // stands there twice, so it grows as a cell does.
    private bool MayGrow(int row, int column) => (row == 0) != (column == 0) ? Least(row, column) : Most(row, column);
    private bool MayShrink(int row, int column) => (row == 0) != (column == 0) ? Most(row, column) : Least(row, column);
    private bool Least(int row, int column) => cells[row, column] > 0;
    private bool Most(int row, int column) => cells[row, column] >= k || cells[row, column] < k - 1;
}
