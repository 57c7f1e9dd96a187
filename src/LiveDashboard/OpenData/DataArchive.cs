using System.Globalization;
using System.IO.Compression;
using LiveDashboard.Jobs;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.OpenData;

/// <summary>
/// Keeps what was published, a file a night: every list as CSV, from one snapshot of the database. It is written beside
/// and given its name when it is whole, so a crash leaves all of a night or none.
/// </summary>
public sealed class DataArchive(OpenLists lists, Database database, DataPlace place, StationTime station) : IJob
{
    private const string DayFormat = "yyyy-MM-dd";
    private const int MostDays = 400;

    private string Folder => Path.Combine(place.Folder, "archive");

    /// <summary>Archives what is published now under the day that is over, or rather began: once for each day.</summary>
    public async Task Run(CancellationToken ct)
    {
        Directory.CreateDirectory(Folder);
        var file = FileOf(station.Today);
        if (File.Exists(file)) return;
        var unfinished = file + ".unfinished";
        await using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
        {
            await Write(stream, ct);
            stream.Flush(flushToDisk: true);
        }
        File.Move(unfinished, file, overwrite: true);
        foreach (var old in Days().Skip(MostDays)) File.Delete(FileOf(old));
    }

    /// <summary>The days that there are, the newest first.</summary>
    public IReadOnlyList<DateOnly> Days() => !Directory.Exists(Folder) ? [] :
        [.. Directory.EnumerateFiles(Folder, "*.zip").Select(file => DayOf(Path.GetFileNameWithoutExtension(file)))
            .OfType<DateOnly>().OrderDescending()];

    /// <summary>The file of a day; null when there is none.</summary>
    public string? Find(string day) => DayOf(day) is { } known && File.Exists(FileOf(known)) ? Path.GetFullPath(FileOf(known)) : null;

    private async Task Write(Stream stream, CancellationToken ct)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        await using var snapshot = await database.ReadSnapshot(ct);
        foreach (var set in await lists.List(snapshot.Connection, ct))
        {
            await using var entry = zip.CreateEntry($"{set.Name}.csv").Open();
            await DataFile.WriteCsv(entry, set, snapshot.Connection, ct);
        }
    }

    private string FileOf(DateOnly day) => Path.Combine(Folder, day.ToString(DayFormat, CultureInfo.InvariantCulture) + ".zip");

    private static DateOnly? DayOf(string text) =>
        DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
