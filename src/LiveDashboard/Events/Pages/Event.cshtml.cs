using System.Globalization;
using LiveDashboard.Events.Attendance;
using LiveDashboard.Events.SignUps;
using LiveDashboard.Figures;
using LiveDashboard.Web;
using LiveDashboard.Web.Charts;
using LiveDashboard.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Events.Pages;

/// <summary>How often one network may sign up. Over it nothing is lost: the form comes back as it was.</summary>
public sealed class SignUpLimit() : VisitorLimit(PerMinute)
{
    public const int PerMinute = 20;
}

/// <summary>One event: when and where, its places as they are, and a form to come; afterwards what became of it.</summary>
[IgnoreAntiforgeryToken] // it acts for nobody who is signed in, and asks where the form came from
public sealed class EventModel(
    Visit visit, EventStore store, SignUpStore signUps, IAttendanceMetrics metrics, IPlaceLetters letters,
    SignUpLimit limit, StationTime station, FigureSignal signal) : PageModel
{
    public CommunityEvent Event { get; private set; } = new();
    public Places Places { get; private set; } = new(0, 0, 0);

    /// <summary>The initiative that it counts for; null: none that the public sees.</summary>
    public AttendanceMetric? Counts { get; private set; }

    public bool IsOver => Event.EndsAt <= station.Now.ToUnixTimeMilliseconds();
    public bool IsOpen => Event.TakesSignUps(station.Now);

    /// <summary>What the form carries, so that sending it twice signs up once.</summary>
    public string Form { get; private set; } = FormCode.NewForm();
    public NewSignUp Given { get; private set; } = new(1, "", "");
    public IReadOnlyList<(string Field, string Problem)> Problems { get; private set; } = [];

    /// <summary>The end of the key of why nobody was signed up; null: nothing went wrong.</summary>
    public string? Unsent { get; private set; }
    public int Wait { get; private set; }

    /// <summary>What was typed as the address of a letter.</summary>
    public string LetterTo { get; private set; } = "";

    /// <summary>Whether somebody who waits can be told by letter of a place.</summary>
    public bool MayTell => letters.AreOffered && Places.IsFull;

    /// <summary>Who has just signed up, with the code that opens it; null: nobody.</summary>
    public SignUp? SignedUp { get; private set; }
    public SignUpCode? Code { get; private set; }

    /// <summary>Whether the form had been sent before, with other words.</summary>
    public bool WasEarlier { get; private set; }

    /// <summary>What opens the sign-up: the code stands after #, which no browser sends to anybody.</summary>
    public string Link => $"{visit.Absolute(visit.Link("/events/mine"))}#{Code}";

    public QrCode Qr => QrCode.Of(Link);

    public async Task<IActionResult> OnGet(string slug, CancellationToken ct) => await Show(slug, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostSignUp(
        string slug, string? form, string? name, string? people, string? contact, string? mail, CancellationToken ct)
    {
        if (!OwnForms.IsOwn(Request)) return StatusCode(StatusCodes.Status403Forbidden);
        if (!await Show(slug, ct)) return NotFound();
        LetterTo = letters.AreOffered ? FormText.Line(mail) : "";
        Given = new NewSignUp(
            long.TryParse(people, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0, FormText.Line(name),
            FormText.Line(contact), letters.ReadAddress(LetterTo) ?? "");
        if (SignUpCode.OfForm(form) is not { } code) return NotSent("form", StatusCodes.Status422UnprocessableEntity, 0);
        Form = form!;
        Problems = [.. Given.Problems()];
        if (LetterTo.Length > 0 && Given.LetterTo.Length == 0) Problems = [.. Problems, ("mail", "mail")];
        if (Problems.Count > 0) return Again();
        if (limit.Count(HttpContext) is { } wait)
            return NotSent("often", StatusCodes.Status429TooManyRequests, (int)Math.Ceiling(wait.TotalSeconds));
        try
        {
            (var answer, SignedUp) = await signUps.Add(Event.Id, code, Given, visit.Language, ct);
            signal.EventsChanged();
            (Code, WasEarlier) = (code, answer == SignUpAnswer.Earlier);
            if (SignedUp is null) return NotSent(answer == SignUpAnswer.NoPlaces ? "many" : "closed", StatusCodes.Status409Conflict, 0);
            return Page();
        }
        catch (Exception e) when (Unwritten.Problem(HttpContext, e) is not null)
        {
            return NotSent("busy", StatusCodes.Status503ServiceUnavailable, 10);
        }
    }

    public string? ProblemOf(string field) =>
        Problems.Where(problem => problem.Field == field).Select(problem => problem.Problem).FirstOrDefault();

    /// <summary>How many may come together: never more than there are places in all.</summary>
    public long MostPeople => Event.Capacity > 0 ? Math.Min(Event.Capacity, NewSignUp.MostPeople) : NewSignUp.MostPeople;

    private PageResult Again()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private PageResult NotSent(string why, int status, int seconds)
    {
        (Unsent, Wait, Response.StatusCode) = (why, seconds, status);
        if (seconds > 0) Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Page();
    }

    private async Task<bool> Show(string slug, CancellationToken ct)
    {
        if (await store.FindPublic(slug, ct) is not { } found) return false;
        (Event, Places) = (found, await signUps.Places(found.Id, ct));
        if (IsOpen)
        {
            Response.Headers.CacheControl = "no-store"; // what the form carries is for one reader alone
            OwnForms.SayOrigin(Response);
        }
        Counts = (await metrics.List(ct)).FirstOrDefault(one => one.Shown && one.Id == found.MetricId);
        visit.Watch(EventFigures.OwnBoard);
        if (visit.Find(found.PlacesKey) is null)
            visit.Otherwise([EventFigures.Of(found, Places, station.Now).InWords(visit.Language)]);
        return true;
    }
}
