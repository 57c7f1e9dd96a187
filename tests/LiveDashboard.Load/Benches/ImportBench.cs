using System.Diagnostics;
using LiveDashboard.Feedback.Demo;
using LiveDashboard.Feedback.Import;
using LiveDashboard.Load.Servers;

namespace LiveDashboard.Load.Benches;

/// <summary>Imports the shipped records, six times over under other numbers, into a new database: whole rows, durable.</summary>
public static class ImportBench
{
    private const int Copies = 6;
    private const int Runs = 5;

    public static async Task Run(string scratch, CancellationToken ct)
    {
        Directory.CreateDirectory(scratch);
        var path = Path.Combine(scratch, "import.csv");
        var rows = await Write(path, ct);
        var rates = new List<double>();
        for (var run = 0; run <= Runs; run++)
        {
            var folder = Path.Combine(scratch, "import");
            if (Directory.Exists(folder)) Directory.Delete(folder, true);
            await using var instance = await Instance.Open(folder);
            var started = Stopwatch.GetTimestamp();
            var file = ImportFile.Check(path);
            await instance.Get<ImportCases>().Run(file, Profile(folder), folder, _ => { }, ct);
            var rate = rows / Stopwatch.GetElapsedTime(started).TotalSeconds;
            if (run > 0) rates.Add(rate); // the first warms the program up
            Report.Line($"{(run == 0 ? "warm-up" : $"run {run}")}: {rate:N0} rows a second");
        }
        Report.Line($"| import, {rows:N0} rows, SQLite with synchronous=FULL | median rows/s | least | most |");
        Report.Line($"|---|---|---|---|");
        Report.Line($"| checked, parsed, stored, aggregated | {Report.Median(rates):N0} | {rates.Min():N0} | {rates.Max():N0} |");
    }

    // Without the subject, as every figure so far was measured.
    private static ImportProfile Profile(string folder)
    {
        var shipped = ImportProfile.Find("boston-311", folder);
        return shipped with { Columns = shipped.Columns with { Subject = null } };
    }

    private static async Task<int> Write(string path, CancellationToken ct)
    {
        var records = DemoRecords.Read();
        await using var writer = new StreamWriter(path);
        await writer.WriteLineAsync("case_enquiry_id,open_dt,closed_dt,reason,neighborhood");
        for (var copy = 0; copy < Copies; copy++)
            foreach (var row in records.Rows())
                await writer.WriteLineAsync(
                    $"{copy}-{row.Id},{Local(row.Received)},{(row.Replied is { } replied ? Local(replied) : "")},\"{row.Category}\",\"{row.Area}\"".AsMemory(), ct);
        return (int)records.Count * Copies;

        string Local(DateTimeOffset moment) => $"{TimeZoneInfo.ConvertTime(moment, records.Zone):yyyy-MM-dd HH:mm:ss}";
    }
}
