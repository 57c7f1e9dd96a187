using LiveDashboard.Feedback.Messages;
using LiveDashboard.Feedback.Send;
using LiveDashboard.Staff;
using LiveDashboard.Storage;
using LiveDashboard.Web;
using LiveDashboard.Web.Charts;
using LiveDashboard.Web.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Feedback.Desk.Entry;

/// <summary>
/// Entering what was said by phone, at the counter or on paper. The secret code stands on the slip alone: it is worked
/// out from the form, so that the same form sent again shows the same slip.
/// </summary>
[Authorize(StaffPolicy.Answer)]
public sealed class NewCaseModel(Visit visit, StationTime station, ListChoices lists, EntryStore entries) : PageModel
{
    public EntryForm Form { get; private set; } = null!;
    public CaseLists Lists { get; private set; } = new([], []);
    public IReadOnlyList<(string Field, string Key)> Problems { get; private set; } = [];

    /// <summary>Nothing was stored: the program takes no writes now.</summary>
    public bool Busy { get; private set; }

    /// <summary>"" until it is stored.</summary>
    public string Reference { get; private set; } = "";
    public string CaseId { get; private set; } = "";
    public CaseCode? Code { get; private set; }

    public string CaseLink => $"{visit.Absolute(visit.Link("/case", Language.Find(Form.Language)))}#{Reference}.{Code}";
    public QrCode Qr => QrCode.Of(CaseLink);
    public bool MaySee => DeskRights.Of(HttpContext).Sees(Form.Message().Queue);

    public async Task OnGet(CancellationToken ct)
    {
        Lists = await lists.Read(visit.Language, ct);
        Form = Fresh();
    }

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        Lists = await lists.Read(visit.Language, ct);
        Form = EntryForm.Read(await Request.ReadFormAsync(ct));
        if (CaseCode.OfForm(Form.Said.Form) is not { } code)
        {
            Form = Form with { Said = Form.Said with { Form = CaseCode.NewForm() } };
            code = CaseCode.OfForm(Form.Said.Form)!;
        }
        Problems = [.. Form.Problems(Lists, station)];
        if (Problems.Count > 0)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        try
        {
            var said = station.Read(Form.Day, Form.Time)!.Value;
            (Reference, CaseId) = await entries.Add(code, Form.Message(), said, DeskRights.Of(HttpContext), ct);
            Code = code;
        }
        catch (Exception e) when (e is WriteStoppedException or WriteLaneFullException)
        {
            (Busy, Response.StatusCode) = (true, StatusCodes.Status503ServiceUnavailable);
            Response.Headers.RetryAfter = "10";
        }
        return Page();
    }

    private EntryForm Fresh() => new(
        new SendForm { Form = CaseCode.NewForm() }, CaseChannel.Phone, "", station.DayField(station.Now), station.TimeField(station.Now));
}
