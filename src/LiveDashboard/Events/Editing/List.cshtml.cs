using System.Globalization;
using CsvHelper;
using LiveDashboard.Events.SignUps;
using LiveDashboard.Figures;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Events.Editing;

/// <summary>Who said that they come: to print for the door, as a file, and to take somebody off.</summary>
[Authorize(StaffPolicy.Publish)] // names and contacts: for those who run the event alone
public sealed class SignUpListModel(EventStore store, SignUpList list, SignUpStore signUps, StationTime station) : PageModel
{
    public CommunityEvent Event { get; private set; } = new();
    public Places Places { get; private set; } = new(0, 0, 0);
    public IReadOnlyList<SignUp> SignUps { get; private set; } = [];

    /// <summary>Whether names were deleted, as some days have passed.</summary>
    public bool IsForgotten => SignUps.Count > 0 && SignUps.All(one => one.Name.Length == 0);

    public async Task<IActionResult> OnGet(string id, CancellationToken ct) => await Show(id, ct) ? Page() : NotFound();

    /// <summary>The same as a file that a spreadsheet takes for text: names must not become formulas.</summary>
    public async Task<IActionResult> OnGetCsv(string id, CancellationToken ct)
    {
        if (!await Show(id, ct)) return NotFound();
        var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true))
        {
            Write(csv, "number", "state", "people", "name", "contact", "language", "signed");
            foreach (var one in SignUps)
                Write(
                    csv, $"{one.Seq}", one.State, $"{one.People}", one.Name, one.Contact, one.Language,
                    station.At(DateTimeOffset.FromUnixTimeMilliseconds(one.SignedAt)).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
        }
        Response.Headers.ContentDisposition = $"attachment; filename=\"{Event.Slug}.csv\"";
        return Content(text.ToString(), "text/csv; charset=utf-8");
    }

    public async Task<IActionResult> OnPostRemove(string id, long seq, [FromServices] FigureSignal signal, CancellationToken ct)
    {
        if (!await Show(id, ct)) return NotFound();
        await list.Remove(StaffSession.Of(HttpContext).Actor, Event, seq, ct);
        signal.EventsChanged();
        return Redirect($"/staff/events/{id}/list");
    }

    private async Task<bool> Show(string id, CancellationToken ct)
    {
        if (await store.Find(id, ct) is not { } found) return false;
        (Event, SignUps, Places) = (found, await list.Of(id, ct), await signUps.Places(id, ct));
        return true;
    }

    private static void Write(CsvWriter csv, params string[] fields)
    {
        foreach (var field in fields) csv.WriteField(field);
        csv.EndRecord();
    }
}
