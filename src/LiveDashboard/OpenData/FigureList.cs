using System.Data.Common;
using System.Globalization;
using LiveDashboard.Figures;
using LiveDashboard.Figures.Boards;
using LiveDashboard.Web;

namespace LiveDashboard.OpenData;

/// <summary>The figures of a board as numbers: of the same reading as the screen's words, under the same suppression.</summary>
public sealed class FigureList(string board, FigureBoards boards, StationTime station) : IDataSet
{
    public string Name => board;
    public string About => "figures";
    public string Licence => "";
    public IReadOnlyList<string> Columns =>
        ["figure", "group", "measure", "value", "unit", "messages", "from", "to", "state", "note", "as_of", "definition"];

    public IAsyncEnumerable<object?[]> Rows(DbConnection db, int skip, int most, CancellationToken ct) =>
        (boards.Find(board) is not { } state ? [] :
            Figures.OpenData.Numbers(state).Skip(skip).Take(most).Select(one => new object?[]
            {
                one.Name, one.Group, one.Measure, one.Number, one.Unit, one.Count, Day(one.From), Day(one.To),
                FrameFigure.Name(one.State), one.Note,
                station.At(state.At).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture), one.Definition,
            })).ToAsyncEnumerable();

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
