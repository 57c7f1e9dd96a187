using System.Globalization;
using LiveDashboard.Events.Attendance;
using LiveDashboard.Events.SignUps;
using LiveDashboard.Figures;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Web;
using LiveDashboard.Web.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Events.Editing;

/// <summary>One event: its words and times, whether it takes place, and how many came.</summary>
[Authorize(StaffPolicy.View)]
public sealed class EventEditModel(
    EventStore store, EventLedger ledger, SignUpStore signUps, IAttendanceMetrics metrics, StationTime station) : PageModel
{
    public CommunityEvent Event { get; private set; } = new();
    public Places Places { get; private set; } = new(0, 0, 0);
    public EventForm Form { get; private set; } = new();
    public IReadOnlyList<AttendanceMetric> Metrics { get; private set; } = [];

    /// <summary>What was typed of an attendance and not taken; "" nothing.</summary>
    public (string People, string Why) Typed { get; private set; } = ("", "");

    /// <summary>The end of the key of what went wrong; null: nothing.</summary>
    public string? Problem { get; private set; }

    /// <summary>The end of the key of what was done; null: nothing.</summary>
    public string? Note { get; private set; }

    public bool MayEdit => EventListModel.MayPublish(HttpContext);
    public bool HasBegun => Event.StartsAt <= station.Now.ToUnixTimeMilliseconds();

    private Actor Actor => StaffSession.Of(HttpContext).Actor;

    public async Task<IActionResult> OnGet(string id, string? note, CancellationToken ct)
    {
        Note = note is "saved" or "published" or "cancelled" or "entered" ? note : null;
        return await Show(id, ct) ? Page() : NotFound();
    }

    public Task<IActionResult> OnPostSave(string id, EventForm form, CancellationToken ct) => Act(id, async () =>
    {
        var (given, problem) = form.Read(Event, station, Metrics);
        Form = form;
        if (problem is not null) return problem;
        Note = given.State != Event.State ? "published" : "saved";
        return Say(await ledger.Save(Actor, given, ct));
    }, ct);

    public Task<IActionResult> OnPostCancel(string id, long was, string? reason, CancellationToken ct) => Act(id, async () =>
    {
        var why = FormText.Line(reason);
        if (why.Length == 0 || !FormText.Fits(why, EventLimits.Reason)) return "reason";
        Note = "cancelled";
        return Say(await ledger.Cancel(Actor, Event with { Version = was }, why, ct));
    }, ct);

    public Task<IActionResult> OnPostDiscard(string id, long was, CancellationToken ct) => Act(id, async () =>
    {
        Note = null;
        return Say(await ledger.Discard(Actor, Event with { Version = was }, ct));
    }, ct, to: "/staff/events");

    public Task<IActionResult> OnPostAttend(
        string id, string? people, string? why, long was, [FromServices] AttendanceLedger attendance,
        CancellationToken ct) => Act(id, async () =>
    {
        Typed = (FormText.Line(people), FormText.Line(why));
        if (!long.TryParse(Typed.People, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n > EventLimits.People)
            return "people.number";
        if ((was > 0 && n != Event.Attendance && Typed.Why.Length == 0) || !FormText.Fits(Typed.Why, EventLimits.Reason))
            return "correction";
        Note = "entered";
        return await attendance.Enter(Actor, id, n, Typed.Why, was, ct) switch
        {
            AttendanceAnswer.Stale => "stale",
            AttendanceAnswer.Early => "early",
            AttendanceAnswer.Closed => "initiative",
            _ => null,
        };
    }, ct);

    private static string? Say(EventAnswer answer) => answer switch
    {
        EventAnswer.Done => null,
        EventAnswer.Capacity => "capacity.taken",
        EventAnswer.Closed => "initiative",
        _ => "stale",
    };

    private async Task<IActionResult> Act(string id, Func<Task<string?>> act, CancellationToken ct, string? to = null)
    {
        if (!MayEdit) return StatusCode(StatusCodes.Status403Forbidden);
        if (!await Show(id, ct)) return NotFound();
        Problem = await act();
        if (Problem is null)
        {
            HttpContext.RequestServices.GetRequiredService<FigureSignal>().EventsChanged();
            return Redirect(to ?? $"/staff/events/{id}{(Note is null ? "" : $"?note={Note}")}");
        }
        (Note, Response.StatusCode) = (null, StatusCodes.Status422UnprocessableEntity);
        return Page();
    }

    private async Task<bool> Show(string id, CancellationToken ct)
    {
        if (await store.Find(id, ct) is not { } found) return false;
        (Event, Form) = (found, EventForm.Of(found, station));
        (Metrics, Places) = (await metrics.List(ct), await signUps.Places(id, ct));
        return true;
    }
}
