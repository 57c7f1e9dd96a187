using System.Globalization;
using CsvHelper;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Staff.Audit;

/// <summary>What was done, by whom, to what.</summary>
[Authorize(StaffPolicy.Administer)]
public sealed class AuditModel(AuditStore audit, StationTime station) : PageModel
{
    /// <summary>How many a page shows.</summary>
    public const int Most = 200;

    /// <summary>How many a file holds.</summary>
    private const int MostInFile = 100_000;

    public IReadOnlyList<AuditEntry> Entries { get; private set; } = [];

    [BindProperty(SupportsGet = true)] public string? Person { get; set; }
    [BindProperty(SupportsGet = true)] public string? Kind { get; set; }

    /// <summary>The first day, as in 2026-11-21, station time.</summary>
    [BindProperty(SupportsGet = true)] public string? From { get; set; }

    /// <summary>The last day.</summary>
    [BindProperty(SupportsGet = true)] public string? To { get; set; }

    public async Task OnGet(CancellationToken ct) => Entries = await audit.List(Filter(), Most, ct);

    /// <summary>The same as a file that a spreadsheet takes for text: names must not become formulas.</summary>
    public async Task<IActionResult> OnGetCsv(CancellationToken ct)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, new CsvWriterOptions { Injection = CsvInjection.Escape },
            leaveOpen: true))
        {
            Write(csv, "at", "actor", "kind", "subject", "was", "became");
            foreach (var entry in await audit.List(Filter(), MostInFile, ct))
                Write(
                    csv, station.At(DateTimeOffset.FromUnixTimeMilliseconds(entry.At))
                        .ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
                    entry.Actor, entry.Kind, entry.Subject, entry.Was, entry.Became);
        }
        Response.Headers.ContentDisposition = "attachment; filename=\"audit.csv\"";
        return Content(text.ToString(), "text/csv; charset=utf-8");
    }

    /// <summary>What it was and became, with roles in words.</summary>
    public string Change(Language language, AuditEntry entry)
    {
        string Word(string value) => StaffRole.All.Contains(value) ? language[$"staff.role.{value}"] : value;
        return entry switch
        {
            { Was.Length: > 0, Became.Length: > 0 } =>
                language.Say("staff.audit.changed", Word(entry.Was), Word(entry.Became)),
            { Became.Length: > 0 } => Word(entry.Became),
            { Was.Length: > 0 } => Word(entry.Was),
            _ => "–",
        };
    }

    private AuditFilter Filter() => new(
        Person, AuditKind.All.Contains(Kind) ? Kind : null,
        Day(From) is { } from ? station.StartOf(from).ToUnixTimeMilliseconds() : null,
        Day(To) is { } to ? station.StartOf(to.AddDays(1)).ToUnixTimeMilliseconds() : null);

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day < DateOnly.MaxValue ? day : null;

    private static void Write(CsvWriter csv, params string[] fields)
    {
        foreach (var field in fields) csv.WriteField(field);
        csv.EndRecord();
    }
}
