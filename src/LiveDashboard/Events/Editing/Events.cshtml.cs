using LiveDashboard.Events.Attendance;
using LiveDashboard.Events.Importing;
using LiveDashboard.Events.SignUps;
using LiveDashboard.Figures;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Storage;
using LiveDashboard.Web;
using LiveDashboard.Web.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Events.Editing;

/// <summary>All events: what is to do first, then those to come, drafts, and those that were; a new one; records.</summary>
[Authorize(StaffPolicy.View)]
public sealed class EventListModel(
    EventStore store, EventDesk desk, EventLedger ledger, IAttendanceMetrics metrics, Database database,
    StationTime station) : PageModel
{
    private const int MostComing = 200;
    private const int OnPage = 50;

    public IReadOnlyList<CommunityEvent> ToDo { get; private set; } = [];
    public IReadOnlyList<CommunityEvent> Coming { get; private set; } = [];
    public IReadOnlyList<CommunityEvent> Drafts { get; private set; } = [];
    public IReadOnlyList<CommunityEvent> Past { get; private set; } = [];

    /// <summary>Where the next page of those that were begins; null: there is none.</summary>
    public EventKey? Earlier { get; private set; }

    public IReadOnlyDictionary<string, Places> Places { get; private set; } = new Dictionary<string, Places>();
    public IReadOnlyList<AttendanceMetric> Metrics { get; private set; } = [];
    public EventForm Form { get; private set; } = new();

    /// <summary>What was typed about a file.</summary>
    public ImportForm Import { get; private set; } = new();

    /// <summary>The end of the key of why it was not taken; null: nothing went wrong.</summary>
    public string? Problem { get; private set; }

    /// <summary>The line of a file that the problem is in, and its words; 0: none.</summary>
    public (int Line, string What) Where { get; private set; } = (0, "");

    /// <summary>What was imported just now.</summary>
    public ImportedEvents? Taken { get; private set; }

    public bool MayEdit => MayPublish(HttpContext);

    /// <summary>Whether who is signed in may edit events and enter how many came.</summary>
    public static bool MayPublish(HttpContext http) =>
        StaffPolicy.Roles[StaffPolicy.Publish].Contains(StaffSession.Of(http).Role);

    public async Task OnGet(string? copy, string? before, CancellationToken ct)
    {
        await Show(EventForm.New(station.Today), EventKey.Read(before), ct);
        if (copy is not { Length: > 0 } || await store.Find(copy, ct) is not { } one) return;
        Form = EventForm.Of(one, station);
        // The same days later, so that nothing but the day needs a thought.
        var days = Math.Max(7, station.Today.DayNumber - station.FirstDay(one).DayNumber + 7) / 7 * 7;
        (Form.State, Form.Was, Form.Times, Form.CloseDay, Form.CloseTime) = (EventState.Draft, 0, "1", "", "");
        Form.Day = FormText.Field(station.FirstDay(one).AddDays(days));
        Form.Last = FormText.Field(station.LastDay(one).AddDays(days));
    }

    public async Task<IActionResult> OnPostAdd(EventForm form, [FromServices] FigureSignal signal, CancellationToken ct)
    {
        if (!MayEdit) return StatusCode(StatusCodes.Status403Forbidden);
        Metrics = await metrics.List(ct);
        var (given, problem) = form.Read(new CommunityEvent(), station, Metrics);
        var series = problem is null ? form.Series(given, station) : [];
        if ((problem ?? (series is null ? "series" : null)) is { } wrong) return await Refuse(wrong, form, ct);
        var first = await ledger.Add(StaffSession.Of(HttpContext).Actor, series!, ct);
        signal.EventsChanged();
        return Redirect(series!.Count == 1 ? $"/staff/events/{first.Id}" : "/staff/events");
    }

    public async Task<IActionResult> OnPostImport(
        ImportForm form, IFormFile? file, [FromServices] EventImport import, [FromServices] FigureSignal signal,
        CancellationToken ct)
    {
        if (!MayEdit) return StatusCode(StatusCodes.Status403Forbidden);
        Import = form;
        try
        {
            if (form.Problem(file) is { } wrong) return await Refuse(wrong, EventForm.New(station.Today), ct);
            await using var stream = file!.OpenReadStream();
            var read = EventFile.Read(stream, form.Columns, station.Today);
            Taken = await import.Run(StaffSession.Of(HttpContext).Actor, read, FormText.Line(form.ImportHost), form.Language, ct);
        }
        catch (UnusableEventsException e)
        {
            Where = (e.Line, e.What);
            return await Refuse($"file.{e.Problem}", EventForm.New(station.Today), ct);
        }
        signal.EventsChanged();
        await Show(EventForm.New(station.Today), null, ct);
        return Page();
    }

    private async Task<PageResult> Refuse(string problem, EventForm form, CancellationToken ct)
    {
        (Problem, Response.StatusCode) = (problem, StatusCodes.Status422UnprocessableEntity);
        await Show(form, null, ct);
        return Page();
    }

    private async Task Show(EventForm form, EventKey? before, CancellationToken ct)
    {
        (Form, Metrics, Drafts) = (form, await metrics.List(ct), await desk.Drafts(ct));
        ToDo = await desk.ToDo(station.Now, ct);
        var past = await store.Past(EventFilter.All, station.Now, before, OnPage + 1, ct);
        if (past.Count > OnPage) Earlier = EventKey.Of(past[OnPage - 1]);
        Past = [.. past.Take(OnPage).Where(one => one.State != EventState.Published)]; // those are to do
        await using var db = await database.Read(ct);
        Coming = [.. (await EventStore.Coming(db, EventFilter.All, station.Now, null, MostComing)).OrderBy(one => one.StartsAt)];
        Places = await SignUpStore.Places(db, station.Now);
    }
}
