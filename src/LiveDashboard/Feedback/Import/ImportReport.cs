using System.Globalization;
using CsvHelper;

namespace LiveDashboard.Feedback.Import;

/// <summary>The rows that were skipped, each with its line and reason, in a CSV file that is made when the first comes.</summary>
public sealed class ImportReport(string folder, DateTimeOffset now) : IAsyncDisposable
{
    private readonly Dictionary<string, long> _reasons = [];
    private CsvWriter? _writer;

    public long Count { get; private set; }

    /// <summary>Full path of the file; null while nothing was skipped.</summary>
    public string? Path { get; private set; }

    /// <summary>The first reason of all.</summary>
    public string First { get; private set; } = "";

    /// <summary>How often each kind of reason was met.</summary>
    public IReadOnlyDictionary<string, long> Reasons => _reasons;

    public void Add(BadRow bad)
    {
        if (_writer is null) Start();
        if (Count++ == 0) First = $"line {bad.Line}: {bad.Reason}";
        // What follows a colon is the row's own text.
        var kind = bad.Reason.Split(": ") is { Length: > 2 } parts ? $"{parts[0]}: {parts[1]}" : bad.Reason;
        _reasons[kind] = _reasons.GetValueOrDefault(kind) + 1;
        _writer!.WriteField(bad.Line.ToString(CultureInfo.InvariantCulture));
        _writer.WriteField(bad.Id);
        _writer.WriteField(bad.Reason);
        _writer.EndRecord();
    }

    private void Start()
    {
        var reports = System.IO.Path.Combine(System.IO.Path.GetFullPath(folder), "reports");
        Directory.CreateDirectory(reports);
        Path = System.IO.Path.Combine(reports, $"import-{now.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.csv");
        _writer = CsvWriter.ToFile(Path, new CsvWriterOptions { Injection = CsvInjection.Escape });
        foreach (var column in new[] { "line", "id", "reason" }) _writer.WriteField(column);
        _writer.EndRecord();
    }

    public async ValueTask DisposeAsync()
    {
        if (_writer is not null) await _writer.DisposeAsync();
    }
}
