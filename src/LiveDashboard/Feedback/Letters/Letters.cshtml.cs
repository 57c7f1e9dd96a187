using System.Globalization;
using LiveDashboard.Feedback.Follow;
using LiveDashboard.Web;
using LiveDashboard.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Feedback.Letters;

/// <summary>How often one network may ask for letters of cases.</summary>
public sealed class LettersLimit() : VisitorLimit(PerMinute)
{
    public const int PerMinute = 10;
}

/// <summary>Takes what the resident whose case this browser has opened wants: letters, or none any more.</summary>
[IgnoreAntiforgeryToken] // as the case's own page: its cookie goes to no foreign page's form, and the origin is asked
public sealed class CaseLettersModel(
    Visit visit, OpenCase open, CaseLetterStore store, ICaseLetters letters, LettersLimit limit) : PageModel
{
    /// <summary>As it was typed.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The end of the key of why nothing was done.</summary>
    public string Problem { get; private set; } = "";
    public int Wait { get; private set; }

    public IActionResult OnGet() => Redirect(visit.Link("/case"));

    public async Task<IActionResult> OnPost(string? address, CancellationToken ct)
    {
        if (Refused() is { } refused) return refused;
        if (await open.Read(HttpContext, ct) is not { } thread || !store.MayHave(thread)) return OnGet();
        Address = (address ?? "").Trim();
        if (letters.ReadAddress(Address) is not { } to)
            return Say("address", StatusCodes.Status422UnprocessableEntity, 0);
        if (limit.Count(HttpContext) is { } wait)
            return Say("often", StatusCodes.Status429TooManyRequests, (int)Math.Ceiling(wait.TotalSeconds));
        try
        {
            await store.Ask(thread.Id, to, visit.Language, ct);
        }
        catch (Exception e) when (Unwritten.Problem(HttpContext, e) is not null)
        {
            return Say("busy", StatusCodes.Status503ServiceUnavailable, 10);
        }
        return Redirect(visit.Link("/case?done=letters"));
    }

    public async Task<IActionResult> OnPostEnd(CancellationToken ct)
    {
        if (Refused() is { } refused) return refused;
        if (await open.Read(HttpContext, ct) is not { } thread) return OnGet();
        await store.End(thread.Id, ct);
        return Redirect(visit.Link("/case?done=ended"));
    }

    private StatusCodeResult? Refused()
    {
        Response.Headers.CacheControl = "no-store";
        OwnForms.SayOrigin(Response);
        return OwnForms.IsOwn(Request) ? null : StatusCode(StatusCodes.Status403Forbidden);
    }

    private PageResult Say(string problem, int status, int wait)
    {
        (Problem, Wait, Response.StatusCode) = (problem, wait, status);
        if (wait > 0) Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        return Page();
    }
}
