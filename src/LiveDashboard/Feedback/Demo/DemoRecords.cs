using System.Globalization;
using CsvHelper;
using LiveDashboard.Feedback.Import;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Demo;

/// <summary>The shipped records, read as often as they are asked for; their times are those of 2011.</summary>
public sealed class DemoRecords
{
    private const string ProfileName = "boston-311";

    private readonly ImportFile _file;

    private DemoRecords(ImportProfile profile, ImportFile file, IReadOnlyList<(string Name, string French)> names) =>
        (Profile, _file, FrenchNames) = (profile, file, names);

    public ImportProfile Profile { get; }

    /// <summary>How many there are.</summary>
    public long Count => _file.Records;

    /// <summary>The categories' names in French.</summary>
    public IReadOnlyList<(string Name, string French)> FrenchNames { get; }

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Profile.TimeZone);

    /// <summary>The records end here: what happened later is not replayed, as nothing new came.</summary>
    public DateTimeOffset End => Midnight(2012, 1, 1);

    /// <summary>
    /// Where the past ends and the replay begins: the moment in the first week of December 2011 that has the weekday and
    /// the time of day of <paramref name="now"/>, so that quiet nights are quiet and weekends are weekends.
    /// </summary>
    public DateTimeOffset CutFor(DateTimeOffset now)
    {
        var earliest = Midnight(2011, 12, 1);
        var week = TimeSpan.FromDays(7);
        return now - Math.Floor((now - earliest) / week) * week;
    }

    private DateTimeOffset Midnight(int year, int month, int day)
    {
        var local = new DateTime(year, month, day);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local));
    }

    /// <exception cref="CannotStartException">The sample is not where the program was installed.</exception>
    public static DemoRecords Read()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "sample");
        try
        {
            var file = ImportFile.Check(Path.Combine(folder, "boston-311.csv.gz"));
            var profile = ImportProfile.Find(ProfileName, folder);
            return new DemoRecords(profile, file, French(folder));
        }
        catch (UnreadableFileException e)
        {
            throw new CannotStartException($"The demonstration's records cannot be read: {e.Message}", e);
        }
    }

    /// <summary>All of them, in the file's order, which is nearly that of their receipt.</summary>
    public IEnumerable<ImportRow> Rows()
    {
        var reader = new RowReader(Profile, _file.Header, DateTimeOffset.MaxValue);
        using var csv = _file.Open();
        csv.ReadHeader();
        while (csv.Read())
            if (reader.Read(csv).Row is { } row) yield return row;
    }

    private static List<(string, string)> French(string folder)
    {
        using var csv = CsvReader.FromFile(Path.Combine(folder, "categories.fr.csv"));
        csv.ReadHeader();
        var names = new List<(string, string)>();
        while (csv.Read()) names.Add((csv.GetString(0), csv.GetString(1)));
        return names;
    }
}
