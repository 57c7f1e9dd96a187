using System.Globalization;
using LiveDashboard.Figures;
using LiveDashboard.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.OpenData;

/// <summary>What may be taken away and checked: every list, every correction, every night.</summary>
public sealed class DataModel(Database database, OpenLists lists, DataArchive archive, Web.Visit visit) : PageModel
{
    private const int MostShown = 50;
    private const int MostDays = 60;

    public IReadOnlyList<IDataSet> Sets { get; private set; } = [];
    public IReadOnlyList<Correction> Corrections { get; private set; } = [];
    public IReadOnlyList<DateOnly> Days { get; private set; } = [];

    public async Task OnGet(CancellationToken ct)
    {
        await using var snapshot = await database.ReadSnapshot(ct);
        Sets = await lists.List(snapshot.Connection, ct);
        Corrections = await lists.Corrections(snapshot.Connection, MostShown, ct);
        Days = [.. archive.Days().Take(MostDays)];
    }

    /// <summary>A number as it is in the files, with the reader's decimal mark.</summary>
    public string Number(double? value) => value is { } known
        ? known.ToString("0.###", CultureInfo.InvariantCulture).Replace(".", visit.Language["number.point"], StringComparison.Ordinal)
        : "–";
}
