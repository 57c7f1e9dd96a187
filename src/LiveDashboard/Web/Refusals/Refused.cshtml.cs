using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Web.Refusals;

/// <summary>What a status means and what to do now. Whatever the request was, it is shown and does nothing.</summary>
[IgnoreAntiforgeryToken]
public sealed class RefusedModel(Visit visit) : PageModel
{
    /// <summary>Where it is made; who opens it finds nothing there.</summary>
    public const string Address = "/refused";

    public Refusal Words { get; private set; } = new("", "");

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var status = HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalStatusCode
            ?? StatusCodes.Status404NotFound;
        Response.StatusCode = status;
        Response.Headers.CacheControl = "no-store";
        Words = Refusal.Of(visit.Language, status);
        if (!StatusPages.WantsPage(Request)) context.Result = new StatusCodeResult(status);
    }
}
