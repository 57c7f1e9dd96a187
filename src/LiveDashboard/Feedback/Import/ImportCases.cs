using System.Threading.Channels;
using CsvHelper;
using Dapper;
using LiveDashboard.Storage;
using LiveDashboard.Web;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Feedback.Import;

/// <summary>The outcome of an import.</summary>
/// <param name="Read">Rows of the file.</param>
/// <param name="Skipped">Rows that could not become a case.</param>
/// <param name="Report">Where they are listed; null when there are none.</param>
public sealed record ImportResult(long Read, ImportCounts Counts, long Skipped, IReadOnlyDictionary<string, long> Reasons, string? Report);

/// <summary>Imports a file: one thread reads, the lane writes, and neither waits for the other more than two batches.</summary>
public sealed class ImportCases(
    CaseImport import, Database database, StationTime station, IOptions<ProviderOptions> provider)
{
    /// <param name="progress">Called with the number of rows that are durable.</param>
    /// <exception cref="UnreadableFileException">Nothing was written.</exception>
    public async Task<ImportResult> Run(
        ImportFile file, ImportProfile profile, string reportFolder, Action<long> progress, CancellationToken ct)
    {
        await AdoptZone(profile, ct);
        var reader = new RowReader(profile, file.Header, station.Now);
        await using var report = new ImportReport(reportFolder, station.Now);
        var batches = Channel.CreateBounded<List<ImportRow>>(2);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var reading = Task.Run(() => ReadAll(file, reader, report, batches.Writer, stop.Token), ct);

        var counts = new ImportCounts();
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(ct))
            {
                counts += await import.Write(profile.Name, batch, ct);
                progress(counts.Added + counts.Changed + counts.Unchanged);
            }
        }
        finally
        {
            await stop.CancelAsync();
        }
        await reading;
        if (counts == default)
            throw new UnreadableFileException(
                $"No row of the file could be read; nothing was written. The first reason: {report.First}. All are in {report.Path}");
        return new ImportResult(file.Records, counts, report.Count, report.Reasons, report.Path);
    }

    /// <summary>A station whose zone nobody named, and that has counted no day yet, lives in that of its first file.</summary>
    private async Task AdoptZone(ImportProfile profile, CancellationToken ct)
    {
        if (provider.Value.TimeZone.Length > 0) return;
        await using var db = await database.Read(ct);
        if (await db.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM setting WHERE name = 'time_zone'") == 0)
            station.Settle(TimeZoneInfo.FindSystemTimeZoneById(profile.TimeZone));
    }

    private static async Task ReadAll(
        ImportFile file, RowReader reader, ImportReport report, ChannelWriter<List<ImportRow>> batches, CancellationToken ct)
    {
        try
        {
            using var csv = file.Open();
            csv.ReadHeader();
            var batch = new List<ImportRow>(CaseImport.BatchSize);
            while (csv.Read())
            {
                var (row, bad) = reader.Read(csv);
                if (bad is not null) report.Add(bad);
                if (row is null) continue;
                batch.Add(row);
                if (batch.Count < CaseImport.BatchSize) continue;
                await batches.WriteAsync(batch, ct);
                batch = new List<ImportRow>(CaseImport.BatchSize);
            }
            if (batch.Count > 0) await batches.WriteAsync(batch, ct);
            batches.Complete();
        }
        catch (Exception e)
        {
            batches.Complete(e is CsvFormatException ? new UnreadableFileException(e.Message, e) : e);
        }
    }
}
