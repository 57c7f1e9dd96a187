using System.Globalization;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Web;
using LiveDashboard.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Feedback.Pulse;

/// <summary>How often one network may answer: a household, a class, a meeting.</summary>
public sealed class PulseLimit() : VisitorLimit(PerMinute)
{
    public const int PerMinute = 30;
}

/// <summary>Three statements, fifteen seconds, each of which can be left out.</summary>
[IgnoreAntiforgeryToken] // it acts for nobody who is signed in, and asks where the form came from
public sealed class PulseModel(Visit visit, StationTime station, PulseStore store, PulseGiven given, PulseLimit limit) : PageModel
{
    public string Form { get; } = CaseCode.NewForm();

    /// <summary>The day from which this browser may answer again; null: now.</summary>
    public string? Again { get; private set; }

    /// <summary>Whether the answers have just been taken.</summary>
    public bool Thanks { get; private set; }

    /// <summary>The end of the key of why nothing was taken.</summary>
    public string? Problem { get; private set; }

    public int Wait { get; private set; }

    public void OnGet(string? done)
    {
        Keep();
        Thanks = done is not null;
        Again = given.Again(HttpContext) is { } at ? visit.Language.LongDay(station.DayOf(at)) : null;
    }

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        Keep();
        if (!OwnForms.IsOwn(Request)) return StatusCode(StatusCodes.Status403Forbidden);
        if (given.Again(HttpContext) is not null) return RedirectToPage();
        var sent = await Request.ReadFormAsync(ct);
        var scores = new Dictionary<int, int>();
        for (var statement = 1; statement <= PulseStore.Statements; statement++)
            if (int.TryParse(sent[$"s{statement}"], NumberStyles.None, CultureInfo.InvariantCulture, out var score)
                && score is >= 1 and <= PulseStore.Scores) scores[statement] = score;
        if (scores.Count == 0) return Say("none", StatusCodes.Status422UnprocessableEntity);
        if (limit.Count(HttpContext) is { } wait)
        {
            Wait = (int)Math.Ceiling(wait.TotalSeconds);
            Response.Headers.RetryAfter = Wait.ToString(CultureInfo.InvariantCulture);
            return Say("often", StatusCodes.Status429TooManyRequests);
        }
        var form = CaseCode.OfForm(sent["form"]) is { } known ? known.Hash : Form;
        await store.Add(form, scores, ct);
        given.Remember(HttpContext);
        return RedirectToPage(new { done = 1 });
    }

    private PageResult Say(string problem, int status)
    {
        (Problem, Response.StatusCode) = (problem, status);
        return Page();
    }

    private void Keep()
    {
        Response.Headers.CacheControl = "no-store";
        OwnForms.SayOrigin(Response);
    }
}
