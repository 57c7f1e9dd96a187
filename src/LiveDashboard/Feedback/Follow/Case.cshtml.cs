using System.Globalization;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Feedback.Ratings;
using LiveDashboard.Storage;
using LiveDashboard.Web;
using LiveDashboard.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Feedback.Follow;

/// <summary>How often codes may be tried from one network: at this rate, 60 bits take longer than there is time.</summary>
public sealed class OpenLimit() : VisitorLimit(PerMinute)
{
    public const int PerMinute = 30;
}

/// <summary>A resident's own case, opened by its codes: what happened, and what the resident can do.</summary>
[IgnoreAntiforgeryToken] // its cookie goes to no foreign page's form, and each change asks where it came from
public sealed class CaseModel(
    Visit visit, StationTime station, OpenCase open, OwnData data, ListChoices lists) : PageModel
{
    /// <summary>Null: none is open, and the page asks for the codes.</summary>
    public CaseView? View { get; private set; }

    public KeptData Kept { get; private set; } = new();

    /// <summary>The end of the key of why nothing was done; null: nothing went wrong.</summary>
    public string? Problem { get; private set; }

    public int Wait { get; private set; }

    /// <summary>The end of the key of what was done; null: nothing was.</summary>
    public string? Thanks { get; private set; }

    /// <summary>Makes a form that is sent twice count once.</summary>
    public string Once { get; } = CaseCode.NewForm();

    /// <summary>What could not be stored, for the form to show again.</summary>
    public string Body { get; private set; } = "";

    public async Task OnGet(string? done, CancellationToken ct)
    {
        Thanks = done is "wrote" or "rated" or "reopened" or "contact" or "erase" or "agreed" or "private"
            or "letters" or "ended" ? done : null;
        await Show(ct);
    }

    public async Task<IActionResult> OnPostOpen(
        string? reference, string? code, [FromServices] OpenLimit limit, CancellationToken ct)
    {
        if (Refused() is { } refused) return refused;
        if (limit.Count(HttpContext) is { } wait)
        {
            Wait = (int)Math.Ceiling(wait.TotalSeconds);
            Response.Headers.RetryAfter = Wait.ToString(CultureInfo.InvariantCulture);
            return Say("often", StatusCodes.Status429TooManyRequests);
        }
        return await open.Open(HttpContext, reference, code, ct)
            ? RedirectToPage() : Say("wrong", StatusCodes.Status404NotFound);
    }

    public IActionResult OnPostClose()
    {
        if (Refused() is { } refused) return refused;
        OpenCase.Close(HttpContext);
        return RedirectToPage();
    }

    public Task<IActionResult> OnPostWrite(
        string? once, string? body, string? act, [FromServices] FollowStore store, CancellationToken ct) =>
        With(async thread =>
        {
            Body = FormText.Lines(body);
            if (Body.Length == 0 || CaseText.HasControls(Body)) return await Again("none", ct);
            if (Body.Length > MessageLimits.Text) return await Again("long", ct);
            var form = once is { Length: > 0 and <= 40 } ? once : Once;
            if (act == "reopen" && await store.Reopen(thread.Id, form, Body, ct)) return Done("reopened");
            await store.Write(thread.Id, form, Body, ct);
            return Done("wrote");
        }, ct);

    public Task<IActionResult> OnPostRate(string? rating, [FromServices] RatingStore ratings, CancellationToken ct) =>
        With(async thread =>
        {
            if (!RatingStore.Ratings.Contains(rating)) return RedirectToPage();
            return await ratings.Rate(thread.Id, rating!, ct) ? Done("rated") : RedirectToPage();
        }, ct);

    public Task<IActionResult> OnPostContact(CancellationToken ct) => With(async thread =>
    {
        await data.DeleteSender(thread.Id, ct);
        return Done("contact");
    }, ct);

    public Task<IActionResult> OnPostAgree(bool show, CancellationToken ct) => With(async thread =>
    {
        await data.Agree(thread.Id, show, ct);
        return Done(show ? "agreed" : "private");
    }, ct);

    public Task<IActionResult> OnPostErase(CancellationToken ct) => With(async thread =>
    {
        await data.AskErasure(thread.Id, ct);
        return Done("erase");
    }, ct);

    /// <summary>All that is stored of the case and its resident, and nothing that only staff may read.</summary>
    public async Task<IActionResult> OnGetExport(CancellationToken ct)
    {
        Keep();
        if (await open.Read(HttpContext, ct) is not { } thread) return RedirectToPage();
        return OwnExport.Of(thread, await data.Kept(thread.Id, ct), await lists.Read(visit.Language, ct), station);
    }

    private async Task<IActionResult> With(Func<CaseThread, Task<IActionResult>> act, CancellationToken ct)
    {
        if (Refused() is { } refused) return refused;
        return await open.Read(HttpContext, ct) is { } thread ? await act(thread) : RedirectToPage();
    }

    private StatusCodeResult? Refused()
    {
        Keep();
        return OwnForms.IsOwn(Request) ? null : StatusCode(StatusCodes.Status403Forbidden);
    }

    private RedirectToPageResult Done(string what) => RedirectToPage(new { done = what });

    private async Task<IActionResult> Again(string problem, CancellationToken ct)
    {
        await Show(ct);
        return Say(problem, StatusCodes.Status422UnprocessableEntity);
    }

    private PageResult Say(string problem, int status)
    {
        (Problem, Response.StatusCode) = (problem, status);
        return Page();
    }

    private async Task Show(CancellationToken ct)
    {
        Keep();
        if (await open.Read(HttpContext, ct) is not { } thread) return;
        Kept = await data.Kept(thread.Id, ct);
        View = new CaseView(visit, station, thread, await lists.Read(visit.Language, ct));
    }

    private void Keep()
    {
        Response.Headers.CacheControl = "no-store";
        OwnForms.SayOrigin(Response);
    }
}
