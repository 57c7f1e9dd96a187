using System.Text;
using LiveDashboard.Figures;
using LiveDashboard.Initiatives.Metrics;
using LiveDashboard.Initiatives.Readings;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Initiatives.Editing;

/// <summary>The readings of a metric: a new one, a correction, a file of them.</summary>
[Authorize(StaffPolicy.View)]
public sealed class ReadingsModel(
    Visit visit, InitiativeStore initiatives, MetricStore metrics, ReadingStore readings, ReadingLedger ledger,
    FigureSignal signal) : PageModel
{
    private const int MostShown = 100;
    private const int LargestFile = 1024 * 1024;

    public Initiative Initiative { get; private set; } = new();
    public Metric Metric { get; private set; } = new();
    public IReadOnlyList<ReadingVersion> Newest { get; private set; } = [];
    public ReadingForm Form { get; private set; } = new();

    /// <summary>The lines that were sent and not taken.</summary>
    public string Lines { get; private set; } = "";

    /// <summary>The end of the key of what is said at the top; null: nothing.</summary>
    public string? Note { get; private set; }
    public string? Problem { get; private set; }

    /// <summary>The line of a file that the problem is in; 0: none.</summary>
    public int Line { get; private set; }

    /// <summary>What looks wrong and may be right, and of which period.</summary>
    public IReadOnlyList<(string Question, string Of)> Questions { get; private set; } = [];

    /// <summary>What was said of the period before, to compare with.</summary>
    public string BeforeText { get; private set; } = "";

    public bool MayEdit => InitiativeListModel.MayPublish(HttpContext);

    private Actor Actor => StaffSession.Of(HttpContext).Actor;

    public async Task<IActionResult> OnGet(
        string id, string metric, string? note, string? period, string? part, CancellationToken ct)
    {
        if (!await Show(id, metric, ct)) return NotFound();
        Note = note is "added" or "corrected" or "unchanged" or "taken" ? note : null;
        if (ReadingCsv.Period(period ?? "", Metric.Every) is { } of
            && await readings.Find(Metric.Id, of, part ?? "", ct) is { } one) Form = ReadingForm.Of(Metric, one);
        return Page();
    }

    public async Task<IActionResult> OnPostEnter(string id, string metric, ReadingForm form, CancellationToken ct)
    {
        if (!MayEdit) return StatusCode(StatusCodes.Status403Forbidden);
        if (!await Show(id, metric, ct)) return NotFound();
        Form = form;
        var (given, problem) = form.Read(Metric, visit.Today);
        if (problem is not null || given is null) return Say(problem);
        await Ask([given], ct);
        if (Questions.Count > 0 && form.Sure != form.Value) return Say(null);
        return await ledger.Add(Actor, Metric, given, form.Was, ct) switch
        {
            ReadingAnswer.Added => Back("added"),
            ReadingAnswer.Corrected => Back("corrected"),
            ReadingAnswer.Unchanged => Back("unchanged"),
            _ => Say("stale"),
        };
    }

    public async Task<IActionResult> OnPostCsv(
        string id, string metric, IFormFile? file, string? lines, bool sure, CancellationToken ct)
    {
        if (!MayEdit) return StatusCode(StatusCodes.Status403Forbidden);
        if (!await Show(id, metric, ct)) return NotFound();
        Lines = lines ?? "";
        if (file is { Length: > LargestFile }) return Say("many");
        if (file is { Length: > 0 })
        {
            using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
            Lines = await reader.ReadToEndAsync(ct);
        }
        var read = ReadingCsv.Read(Lines, Metric, visit.Today);
        if (read.Problem is not null) return Say(read.Problem, read.Line);
        await Ask(read.Readings, ct);
        if (Questions.Count > 0 && !sure) return Say(null);
        var answers = await ledger.AddAll(Actor, Metric, read.Readings, ReadingWay.Csv, ct);
        return answers.Contains(ReadingAnswer.Stale) ? Say("stale") : Back("taken");
    }

    private async Task Ask(IReadOnlyList<Reading> given, CancellationToken ct)
    {
        const int most = 5;
        var asked = new List<(string, string)>();
        long? before = null;
        foreach (var (i, reading) in given.OrderBy(one => one.Period).Index())
        {
            before = i == 0 ? await readings.Before(Metric.Id, reading.Period, ct) : before;
            asked.AddRange(SoftChecks.Of(reading, Initiative, before)
                .Select(question => (question, Periods.Say(visit.Language, Metric.Every, reading.Period))));
            if (!reading.Withdrawn) before = reading.Milli;
        }
        Questions = [.. asked.Take(most)];
    }

    private PageResult Say(string? problem, int line = 0)
    {
        (Problem, Line, Response.StatusCode) = (problem, line, StatusCodes.Status422UnprocessableEntity);
        return Page();
    }

    private RedirectResult Back(string note)
    {
        signal.InitiativesChanged();
        return Redirect($"/staff/initiatives/{Initiative.Id}/readings/{Metric.Id}?note={note}");
    }

    private async Task<bool> Show(string id, string metricId, CancellationToken ct)
    {
        if (await initiatives.Find(id, ct) is not { } initiative) return false;
        if (await metrics.Find(metricId, ct) is not { } metric || metric.InitiativeId != id) return false;
        (Initiative, Metric) = (initiative, metric);
        Newest = await readings.Newest(metric.Id, MostShown, ct);
        if (Newest is [var last, ..])
            BeforeText = visit.Language.Say(
                "reading.before", Periods.Say(visit.Language, metric.Every, last.Day),
                MetricWords.Amount(metric, last.ValueMilli, visit.Language));
        return true;
    }
}
