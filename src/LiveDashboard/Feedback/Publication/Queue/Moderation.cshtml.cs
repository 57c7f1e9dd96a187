using System.Globalization;
using CsvHelper;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Feedback.Publication.Deciding;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Feedback.Publication.Queue;

/// <summary>What waits to be shown or not. Who may not decide sees no text.</summary>
[Authorize(StaffPolicy.View)]
public sealed class ModerationModel(
    QueuedCases queue, DecisionLog log, ListChoices choices, IAuthorizationService rights, StationTime station) : PageModel
{
    private const int Lately = 20;
    private const int MostInFile = 100_000;

    public bool MayDecide { get; private set; }
    public IReadOnlyList<QueuedCase> Cases { get; private set; } = [];
    public IReadOnlyList<DecidedLine> Lines { get; private set; } = [];
    public CaseLists Lists { get; private set; } = new([], []);

    /// <summary>How many wait for longer than they should.</summary>
    public int TooOld => Cases.Count(IsTooOld);

    /// <summary>What came of the last form, as counts by the end of their key.</summary>
    public IReadOnlyList<(string Key, int Count)> Results { get; private set; } = [];

    /// <summary>By which the last decisions can be taken back; null: there are none.</summary>
    public string? Batch { get; private set; }

    /// <summary>The end of the key of something else to say.</summary>
    public string? Note { get; private set; }

    public async Task OnGet(string? batch, string? results, string? note, CancellationToken ct)
    {
        MayDecide = await Decides();
        Cases = await queue.List(ct);
        Lines = await log.List(Lately, ct);
        Lists = await choices.Read(Visit.LanguageOf(Request), ct);
        Results = BulkResults.Read(results);
        Batch = batch is { Length: > 0 and < 40 } && Results.Any(one => one.Key == "done") ? batch : null;
        Note = note is "nobody" or "undone" or "late" ? note : null;
    }

    /// <summary>Opens a case by its reference.</summary>
    public IActionResult OnGetFind(string? reference) =>
        Redirect($"/staff/moderation/case?reference={Uri.EscapeDataString(CaseReference.Read(reference) ?? "-")}");

    /// <summary>Every decision, as a file that a spreadsheet takes for text.</summary>
    public async Task<IActionResult> OnGetCsv(CancellationToken ct)
    {
        if (!await Decides()) return StatusCode(StatusCodes.Status403Forbidden);
        if (StepUp.Needed(HttpContext) is { } needed) return needed;
        var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true))
        {
            Write(csv, "at", "case", "surface", "decision", "reason", "note", "member", "taken_back_at");
            foreach (var line in await log.List(MostInFile, ct))
                Write(csv, Time(line.At), line.Reference, line.Surface, line.Decision, line.Reason, line.Note, line.Member,
                    line.UndoneAt is { } at ? Time(at) : "");
        }
        Response.Headers.ContentDisposition = "attachment; filename=\"moderation.csv\"";
        return Content(text.ToString(), "text/csv; charset=utf-8");
    }

    public TimeSpan Age(QueuedCase one) =>
        TimeSpan.FromMilliseconds(Math.Max(0, station.Now.ToUnixTimeMilliseconds() - one.EnteredAt));

    public bool IsTooOld(QueuedCase one) => Age(one) > QueuedCases.TooOld;

    private async Task<bool> Decides() => (await rights.AuthorizeAsync(User, StaffPolicy.Moderate)).Succeeded;

    private string Time(long at) => station.At(DateTimeOffset.FromUnixTimeMilliseconds(at))
        .ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    private static void Write(CsvWriter csv, params string[] fields)
    {
        foreach (var field in fields) csv.WriteField(field);
        csv.EndRecord();
    }
}
