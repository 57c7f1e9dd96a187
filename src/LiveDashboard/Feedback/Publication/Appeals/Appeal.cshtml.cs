using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Follow;
using LiveDashboard.Web;
using LiveDashboard.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Feedback.Publication.Appeals;

/// <summary>Takes the appeal of the resident whose case this browser has opened.</summary>
[IgnoreAntiforgeryToken] // as the case's own page: its cookie goes to no foreign page's form, and the origin is asked
public sealed class AppealModel(Visit visit, OpenCase open, AppealStore appeals) : PageModel
{
    public IActionResult OnGet() => Redirect(visit.Link("/case"));

    public async Task<IActionResult> OnPost(string? body, CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-store";
        OwnForms.SayOrigin(Response);
        if (!OwnForms.IsOwn(Request)) return StatusCode(StatusCodes.Status403Forbidden);
        if (await open.Read(HttpContext, ct) is { } thread)
        {
            var said = FormText.Lines(body);
            if (CaseText.HasControls(said)) said = PlainText.Of(said);
            await appeals.Ask(thread.Id, said.Length > PublicLimits.Appeal ? said[..PublicLimits.Appeal] : said, ct);
        }
        return Redirect(visit.Link("/case"));
    }
}
