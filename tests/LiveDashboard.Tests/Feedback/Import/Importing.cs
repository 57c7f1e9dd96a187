using System.Globalization;
using System.Text;
using LiveDashboard.Feedback.Import;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Web;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Tests.Feedback.Import;

/// <summary>A case as it stands after an import.</summary>
public sealed record StoredCase(string ExternalId, string? Subject, string Category, long ReceivedAt, long? RepliedAt);

/// <summary>An import as the command does it, into a test's database, from files of a folder of its own.</summary>
public sealed class Importing(TestDatabase test) : IAsyncDisposable
{
    /// <summary>Columns that name everything, and moments with their zone.</summary>
    public static readonly ImportProfile Plain = new(
        "desk", new ImportColumns("id", "received", "replied", "category", "area", Subject: "subject"), TimeReader.Iso, "Etc/UTC");

    public const string Header = "id,received,replied,category,area,subject\n";

    private readonly string _folder = TestFolder.New();
    private int _files;

    /// <summary>Imports rows under <see cref="Header"/>.</summary>
    public Task<ImportResult> Rows(string rows) => Text(Header + rows, Plain);

    public Task<ImportResult> Text(string text, ImportProfile profile) => Bytes(Encoding.UTF8.GetBytes(text), profile);

    public Task<ImportResult> Bytes(byte[] bytes, ImportProfile profile)
    {
        var path = Path.Combine(_folder, $"{_files++}.csv");
        File.WriteAllBytes(path, bytes);
        return Import(path, profile);
    }

    public Task<ImportResult> Import(string path, ImportProfile profile) => new ImportCases(
        new CaseImport(test.Ledger, test.Lane, new ProviderLists(test.Lane, test.Clock)), test.Database, test.Station,
        Options.Create(new ProviderOptions { TimeZone = "Europe/London" }))
        .Run(ImportFile.Check(path), profile, Path.Combine(_folder, $"reports{_files}"), _ => { }, CancellationToken.None);

    /// <summary>The lines of the report: line, id and reason of each row that was skipped.</summary>
    public static List<(long Line, string Id, string Reason)> Skipped(ImportResult result)
    {
        if (result.Report is null) return [];
        using var csv = CsvHelper.CsvReader.FromFile(result.Report);
        csv.ReadHeader();
        var rows = new List<(long, string, string)>();
        while (csv.Read()) rows.Add((long.Parse(csv.GetString(0), CultureInfo.InvariantCulture), csv.GetString(1), csv.GetString(2)));
        return rows;
    }

    public Task<List<StoredCase>> Cases() => test.Query<StoredCase>(
        """
        SELECT c.external_id, c.subject, COALESCE(n.name, '') AS category, k.received_at, k.replied_at
          FROM feedback_case c
          JOIN case_clock k ON k.case_id = c.id
          LEFT JOIN category n ON n.id = k.category_id
         ORDER BY c.external_id
        """);

    /// <summary>How many rows every table has.</summary>
    public async Task<string> Contents()
    {
        string[] tables = ["setting", "category", "area", "list_name", "feedback_case", "case_event", "case_clock", "reply_day",
            "reply_bucket", "waiting_hour", "reply_total", "headline_bucket", "target", "restated_day"];
        var counts = new StringBuilder();
        foreach (var table in tables)
            counts.Append(CultureInfo.InvariantCulture, $"{table} {await test.Scalar<long>($"SELECT COUNT(*) FROM {table}")} ");
        return counts.ToString();
    }

    /// <summary>A field of a CSV file.</summary>
    public static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
