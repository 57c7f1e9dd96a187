using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Desk.Acts;
using LiveDashboard.Feedback.Desk.Claims;
using LiveDashboard.Feedback.Desk.Queue;
using LiveDashboard.Feedback.Desk.Queue.Reading;
using LiveDashboard.Feedback.Desk.Templates;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Staff;
using LiveDashboard.Storage;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Feedback.Desk.Work;

/// <summary>
/// A case on the desk. Opening it claims it for those who answer, if nobody else holds it; the others only read.
/// </summary>
[Authorize(StaffPolicy.View)]
public sealed partial class DeskCaseModel(
    Visit visit, StationTime station, QueueReader queue, DeskCases cases, ClaimStore claims, DeskActs acts, WorkStore work,
    TemplateStore templates, StaffClock staffClock) : PageModel
{
    public DeskCase Case { get; private set; } = null!;
    public QueueView Queue { get; private set; } = null!;
    public Claim? Claim { get; private set; }

    /// <summary>What stands in the form of the answer.</summary>
    public string Body { get; private set; } = "";

    /// <summary>What stands in another form, which <see cref="Form"/> names: close, reopen, withhold, restore, postpone, note.</summary>
    public string Other { get; private set; } = "";

    /// <summary>The form that was sent and not taken; "" none.</summary>
    public string Form { get; private set; } = "";

    /// <summary>The end of the key of why nothing was done; null: nothing went wrong.</summary>
    public string? Problem { get; private set; }

    /// <summary>The end of the key of what was done; null: nothing was.</summary>
    public string? Done { get; private set; }

    /// <summary>Makes a form that is sent twice count once.</summary>
    public string Once { get; private set; } = CaseCode.NewForm();

    public DeskRights Rights => DeskRights.Of(HttpContext);
    public bool IsHolder => Claim?.MemberId == Rights.MemberId;
    public long Now => station.Now.ToUnixTimeMilliseconds();
    public string CaseId => (string)RouteData.Values["caseId"]!;

    /// <summary>This page with the same queue beside it, and a handler.</summary>
    public string Path(string handler = "")
    {
        var path = QueueFilter.Read(Request.Query) with { After = "" };
        var here = path.Path($"/staff/desk/{CaseId}");
        return handler.Length == 0 ? here : $"{here}{(here.Contains('?', StringComparison.Ordinal) ? '&' : '?')}handler={handler}";
    }

    public string BackPath => QueueFilter.Read(Request.Query).Path();

    /// <summary>How much longer a claim holds, by the real clock: the station's may be a demonstration's, of another day.</summary>
    public string HeldFor(Claim claim) => visit.Language.Duration(claim.Left(staffClock.NowMs));

    public bool IsWriting => Claim?.IsWriting(staffClock.NowMs) == true;

    private static readonly string[] Doings =
        ["replied", "saved", "close", "reopen", "withhold", "restore", "postpone", "note", "assign", "priority", "take"];

    public async Task<IActionResult> OnGet(string? done, CancellationToken ct)
    {
        if (await cases.Read(CaseId, Rights, visit, ct) is null) return NotFound();
        if (Rights.MayAnswer) await Opened(ct);
        Done = Doings.Contains(done) ? done : null;
        Body = Rights.MayAnswer ? await claims.Draft(CaseId, Rights, ct) : "";
        await Show(ct);
        return Page();
    }

    /// <summary>Where it stands, who holds it, and whether there is news: the parts that are fetched again by itself.</summary>
    public async Task<IActionResult> OnGetState(CancellationToken ct)
    {
        if (await cases.Read(CaseId, Rights, visit, ct) is not { } found) return NotFound();
        (Case, Claim) = (found, await claims.Find(CaseId, ct));
        // Ages are told to the minute.
        var tag = $"\"{Now / 60_000}-{Case.Newest}-{Claim?.MemberId}-{Claim?.Left(staffClock.NowMs)}-{IsWriting}-{Case.Work.AssignedTo}-{Case.Work.Priority}\"";
        Response.Headers.ETag = tag;
        if (Request.Headers.IfNoneMatch == tag) return StatusCode(StatusCodes.Status304NotModified);
        return Partial("/Feedback/Desk/Work/Parts/_State.cshtml", this);
    }

    // A claim that cannot be stored now is no reason not to show the case.
    private async Task Opened(CancellationToken ct)
    {
        try
        {
            await claims.Open(CaseId, Rights, ct);
        }
        catch (Exception e) when (e is WriteStoppedException or WriteLaneFullException)
        {
            Problem = "busy";
        }
    }

    private async Task Show(CancellationToken ct)
    {
        Case = (await cases.Read(CaseId, Rights, visit, ct))!;
        Claim = await claims.Find(CaseId, ct);
        Queue = await queue.Read(HttpContext, visit.Language, ct, CaseId);
    }
}
