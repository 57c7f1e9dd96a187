using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Desk.Acts;
using LiveDashboard.Feedback.Desk.Queue.Reading;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Staff;
using LiveDashboard.Web;
using LiveDashboard.Web.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Feedback.Desk.Queue;

/// <summary>The staff desk: who waits, by the time that is left to the promise.</summary>
[Authorize(StaffPolicy.View)]
public sealed class DeskModel(Visit visit, QueueReader queue, BulkActs bulk, CaseFinder finder) : PageModel
{
    /// <summary>How many cases one act may be on.</summary>
    public const int MostAtOnce = QueueStore.PageSize;

    public QueueView Queue { get; private set; } = null!;

    /// <summary>What was looked for and not found; "" nothing.</summary>
    public string NotFoundReference { get; private set; } = "";

    private DeskRights Rights => DeskRights.Of(HttpContext);

    public async Task<IActionResult> OnGet(string? find, CancellationToken ct)
    {
        if (find is { Length: > 0 and <= 40 })
        {
            if (await finder.Find(find, Rights, ct) is { } id) return Redirect($"/staff/desk/{id}");
            NotFoundReference = find;
        }
        Queue = await queue.Read(HttpContext, visit.Language, ct);
        return Page();
    }

    /// <summary>The left column alone, if it shows anything else than the one that the page has.</summary>
    public async Task<IActionResult> OnGetQueue(string? current, CancellationToken ct)
    {
        var view = await queue.Read(HttpContext, visit.Language, ct, current ?? "");
        Response.Headers.ETag = view.Tag;
        if (Request.Headers.IfNoneMatch == view.Tag) return StatusCode(StatusCodes.Status304NotModified);
        return Partial("/Feedback/Desk/Queue/_Queue.cshtml", view);
    }

    public IActionResult OnPost() => RedirectToPage();

    public async Task<IActionResult> OnPostBulk(string[] ids, string? act, string? reason, string? once, CancellationToken ct)
    {
        if (!Rights.MayAnswer) return StatusCode(StatusCodes.Status403Forbidden);
        var words = FormText.Lines(reason);
        var problem = ids.Length == 0 ? "none" : ids.Length > MostAtOnce ? "many"
            : act != "spam" ? null
            : words.Length == 0 ? "reason" : words.Length > MessageLimits.Text || CaseText.HasControls(words) ? "long" : null;
        if (problem is not null)
        {
            Queue = await queue.Read(HttpContext, visit.Language, ct) with { Problem = problem };
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        var id = once is { Length: > 0 and <= 40 } ? once : CaseCode.NewForm();
        switch (act)
        {
            case "me": await bulk.Assign(id, ids, Rights.MemberId, Rights, ct); break;
            case "nobody": await bulk.Assign(id, ids, "", Rights, ct); break;
            case "spam": await bulk.Withhold(id, ids, words, Rights, ct); break;
            default: return RedirectToPage();
        }
        return Back(id);
    }

    public async Task<IActionResult> OnPostUndo(string? id, CancellationToken ct)
    {
        if (!Rights.MayAnswer) return StatusCode(StatusCodes.Status403Forbidden);
        await bulk.Undo(id ?? "", Rights, ct);
        return Back(id ?? "");
    }

    private RedirectResult Back(string bulkId)
    {
        var fields = QueueFilter.Read(Request.Query).Fields();
        fields["bulk"] = bulkId;
        return Redirect(Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString("/staff/desk", fields));
    }
}
