using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using LiveDashboard.Figures;
using LiveDashboard.Figures.Boards;
using LiveDashboard.Web;

namespace LiveDashboard.OpenData;

/// <summary>Everything that is published, by its name: figures of boards, lists of the slices, corrections.</summary>
public sealed class OpenLists(
    FigureBoards boards, IEnumerable<IDataSets> slices, IEnumerable<ICorrectionLog> logs, StationTime station)
{
    /// <summary>The boards whose figures are open data; those of forums come and go with them.</summary>
    public static readonly IReadOnlyList<string> Boards = ["home", "initiatives"];

    /// <summary>How many lines of the log are published.</summary>
    public const int MostCorrections = 1000;

    public async Task<IReadOnlyList<IDataSet>> List(DbConnection db, CancellationToken ct)
    {
        var sets = new List<IDataSet>();
        foreach (var board in Boards) sets.Add(new FigureList(board, boards, station));
        foreach (var slice in slices) sets.AddRange(await slice.List(db, ct));
        sets.Add(new CorrectionList(this));
        return sets;
    }

    public async Task<IDataSet?> Find(DbConnection db, string name, CancellationToken ct) =>
        (await List(db, ct)).FirstOrDefault(set => set.Name == name);

    /// <summary>The log of corrections, the newest first.</summary>
    public async Task<IReadOnlyList<Correction>> Corrections(DbConnection db, int most, CancellationToken ct)
    {
        var lines = new List<Correction>();
        foreach (var log in logs) lines.AddRange(await log.Newest(db, most, ct));
        return [.. lines.OrderByDescending(line => line.At).ThenBy(line => line.Figure, StringComparer.Ordinal).Take(most)];
    }

    private sealed class CorrectionList(OpenLists lists) : IDataSet
    {
        public string Name => "corrections";
        public string About => "corrections";
        public string Licence => "";
        public IReadOnlyList<string> Columns => ["figure", "period", "was", "became", "unit", "why", "who", "corrected"];

        public async IAsyncEnumerable<object?[]> Rows(
            DbConnection db, int skip, int most, [EnumeratorCancellation] CancellationToken ct)
        {
            foreach (var line in (await lists.Corrections(db, MostCorrections, ct)).Skip(skip).Take(most))
                yield return
                [
                    line.Figure, line.Period, line.Was, line.Became, line.Unit, line.Why, line.Who,
                    line.At.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
                ];
        }
    }
}
