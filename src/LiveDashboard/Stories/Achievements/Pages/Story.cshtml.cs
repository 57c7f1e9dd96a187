using System.Globalization;
using LiveDashboard.Stories.Linking;
using LiveDashboard.Stories.Thanks;
using LiveDashboard.Web;
using LiveDashboard.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Stories.Achievements.Pages;

/// <summary>One achievement: what proves it, as it is now, and the thanks for it.</summary>
[IgnoreAntiforgeryToken] // it acts for nobody who is signed in, and asks where the form came from
public sealed class StoryModel(
    Visit visit, StoryStore store, Places places, ThanksStore thanks, StoryNews news, ThanksLimit limit) : PageModel
{
    public Story Story { get; private set; } = new();

    /// <summary>What proves it; null when it is not public any more.</summary>
    public Place? Proof { get; private set; }

    public bool HasThanked { get; private set; }

    /// <summary>The end of the key of why nothing was taken.</summary>
    public string? Problem { get; private set; }

    /// <summary>Seconds.</summary>
    public int Wait { get; private set; }

    public async Task<IActionResult> OnGet(string slug, CancellationToken ct)
    {
        if (!await Show(slug, ct)) return NotFound();
        if (!Story.IsPublished) Response.StatusCode = StatusCodes.Status410Gone;
        return Page();
    }

    /// <param name="slug">Of which story.</param>
    /// <param name="what"><c>thank</c>, or <c>back</c> to take it back.</param>
    public async Task<IActionResult> OnPost(string slug, [FromForm(Name = "do")] string? what, CancellationToken ct)
    {
        if (!OwnForms.IsOwn(Request)) return StatusCode(StatusCodes.Status403Forbidden);
        if (!await Show(slug, ct)) return NotFound();
        if (!Story.IsPublished || what is not ("thank" or "back")) return StatusCode(StatusCodes.Status410Gone);
        if (limit.Count(HttpContext) is { } wait)
        {
            Wait = (int)Math.Ceiling(wait.TotalSeconds);
            Response.Headers.RetryAfter = Wait.ToString(CultureInfo.InvariantCulture);
            (Problem, Response.StatusCode) = ("often", StatusCodes.Status429TooManyRequests);
            return Page();
        }
        var changed = what == "thank"
            ? await thanks.Give(Story.Id, ThanksGiven.Remember(HttpContext, Story.Id), ct)
            : ThanksGiven.Voice(HttpContext, Story.Id) is { } voice && await thanks.TakeBack(Story.Id, voice, ct);
        if (changed) news.Thanked();
        return Redirect($"{visit.Link(Story.Path)}#thanks");
    }

    private async Task<bool> Show(string slug, CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-store"; // it says whether this browser has thanked
        OwnForms.SayOrigin(Response);
        visit.Watch(ThanksFigures.OwnBoard);
        if (await store.FindPublic(slug, ct) is not { } found) return false;
        Story = found;
        if (!found.IsPublished) return true;
        Proof = await places.Find(found.Proof, visit.Language, ct);
        HasThanked = ThanksGiven.Voice(HttpContext, found.Id) is { } voice && await thanks.Has(found.Id, voice, ct);
        return true;
    }
}
