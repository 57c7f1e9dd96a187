using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Import;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Import;

/// <summary>The shipped records, or the beginning of them, and what they tell.</summary>
public static class SampleFile
{
    public static string Whole { get; } = Path.Combine(AppContext.BaseDirectory, "sample", "boston-311.csv.gz");

    public static ImportProfile Profile { get; } = ImportProfile.Find("boston-311", "");

    /// <summary>A file of the first rows.</summary>
    public static string Cut(RunData into, int rows)
    {
        using var gzip = new System.IO.Compression.GZipStream(File.OpenRead(Whole), System.IO.Compression.CompressionMode.Decompress);
        using var reader = new StreamReader(gzip);
        var lines = new List<string>();
        while (lines.Count <= rows && reader.ReadLine() is { } line) lines.Add(line);
        return into.File("sample.csv", string.Join('\n', lines) + "\n");
    }

    /// <summary>The rows by their number.</summary>
    public static Dictionary<string, ImportRow> Read(string path)
    {
        var file = ImportFile.Check(path);
        var reader = new RowReader(Profile, file.Header, DateTimeOffset.MaxValue);
        using var csv = file.Open();
        csv.ReadHeader();
        var rows = new Dictionary<string, ImportRow>();
        while (csv.Read())
            if (reader.Read(csv).Row is { } row) rows.Add(row.Id, row);
        return rows;
    }

    /// <summary>The events that a row tells of.</summary>
    public static IEnumerable<(string Id, string Kind, long At)> Events(ImportRow row)
    {
        yield return (row.Id, EventKind.Received, row.Received.ToUnixTimeMilliseconds());
        if (row.Replied is { } replied) yield return (row.Id, EventKind.Replied, replied.ToUnixTimeMilliseconds());
    }
}
