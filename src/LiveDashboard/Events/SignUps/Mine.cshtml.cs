using System.Globalization;
using LiveDashboard.Figures;
using LiveDashboard.Web;
using LiveDashboard.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Events.SignUps;

/// <summary>How often codes may be tried from one network: at this rate, 60 bits take longer than there is time.</summary>
public sealed class OpenSignUpLimit() : VisitorLimit(PerMinute)
{
    public const int PerMinute = 30;
}

/// <summary>
/// A resident's own sign-up, opened by its code. The code comes with each form and stands in no address; nothing is kept
/// in the browser.
/// </summary>
[IgnoreAntiforgeryToken] // it acts for nobody who is signed in, and asks where the form came from
public sealed class MineModel(
    EventStore store, SignUpStore signUps, OpenSignUpLimit limit, StationTime station, FigureSignal signal) : PageModel
{
    /// <summary>Null: none is open, and the page asks for the code.</summary>
    public SignUp? SignUp { get; private set; }
    public CommunityEvent Event { get; private set; } = new();
    public SignUpCode? Code { get; private set; }

    /// <summary>The end of the key of why nothing was done; null: nothing went wrong.</summary>
    public string? Problem { get; private set; }

    /// <summary>The end of the key of what was done; null: nothing was.</summary>
    public string? Thanks { get; private set; }
    public int Wait { get; private set; }

    /// <summary>Whether it can still be changed.</summary>
    public bool MayChange => SignUp is { State: not SignUpState.Left } && Event.State == EventState.Published
        && Event.StartsAt > station.Now.ToUnixTimeMilliseconds();

    public long MostPeople => Event.Capacity > 0 ? Math.Min(Event.Capacity, NewSignUp.MostPeople) : NewSignUp.MostPeople;

    public void OnGet() => Keep();

    public Task<IActionResult> OnPostOpen(string? code, CancellationToken ct) => Act(code, _ => Task.FromResult<string?>(null), ct);

    public Task<IActionResult> OnPostChange(string? code, string? people, CancellationToken ct) => Act(code, async opened =>
    {
        if (!long.TryParse(people, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n is < 1 or > NewSignUp.MostPeople)
            return "people";
        return Say(await signUps.Change(opened, n, ct), "changed");
    }, ct);

    public Task<IActionResult> OnPostLeave(string? code, CancellationToken ct) =>
        Act(code, async opened => Say(await signUps.Leave(opened, ct), "left"), ct);

    private string? Say(SignUpAnswer answer, string done)
    {
        signal.EventsChanged();
        if (answer == SignUpAnswer.Done) Thanks = done;
        return answer switch
        {
            SignUpAnswer.Done => null,
            SignUpAnswer.NoPlaces => "places",
            _ => "closed",
        };
    }

    private async Task<IActionResult> Act(string? code, Func<SignUpCode, Task<string?>> act, CancellationToken ct)
    {
        Keep();
        if (!OwnForms.IsOwn(Request)) return StatusCode(StatusCodes.Status403Forbidden);
        if (limit.Count(HttpContext) is { } wait)
        {
            Wait = (int)Math.Ceiling(wait.TotalSeconds);
            Response.Headers.RetryAfter = Wait.ToString(CultureInfo.InvariantCulture);
            return Refuse("often", StatusCodes.Status429TooManyRequests);
        }
        // A code that cannot be one costs the same look as one that is wrong.
        var opened = SignUpCode.Read(code) ?? SignUpCode.OfForm(FormCode.NewForm())!;
        if (await signUps.Find(opened, ct) is null) return Refuse("wrong", StatusCodes.Status404NotFound);
        try
        {
            Problem = await act(opened);
        }
        catch (Exception e) when (Unwritten.Problem(HttpContext, e) is not null)
        {
            Problem = "busy";
        }
        (Code, SignUp) = (opened, await signUps.Find(opened, ct));
        if (SignUp is null || await store.Find(SignUp.EventId, ct) is not { } found) return Refuse("wrong", StatusCodes.Status404NotFound);
        Event = found;
        if (Problem is not null)
            Response.StatusCode = Problem == "busy" ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private PageResult Refuse(string problem, int status)
    {
        (Problem, SignUp, Response.StatusCode) = (problem, null, status);
        return Page();
    }

    private void Keep()
    {
        Response.Headers.CacheControl = "no-store";
        OwnForms.SayOrigin(Response);
    }
}
