using LiveDashboard.Web;
using LiveDashboard.Web.Forms;
using LiveDashboard.Web.News;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Subscriptions.Pages;

/// <summary>
/// Where the links of letters lead: one button to begin, or to end. A link alone does nothing, as programs that look
/// through letters follow it before anybody reads them.
/// </summary>
[IgnoreAntiforgeryToken] // the token of the letter says who acts
public sealed class LettersModel(Visit visit, SubscriptionStore store, Newsroom newsroom) : PageModel
{
    /// <summary>Null: the link was used, or is too old.</summary>
    public Subscription? Subscription { get; private set; }

    /// <summary>What it is of, in the reader's words.</summary>
    public IReadOnlyList<string> Topics { get; private set; } = [];

    /// <summary>What has just been done: begun, stopped; "" nothing.</summary>
    public string Done { get; private set; } = "";

    public async Task OnGet(string token, CancellationToken ct)
    {
        Keep();
        await Show(token, ct);
    }

    public async Task<IActionResult> OnPostBegin(string token, CancellationToken ct)
    {
        Keep();
        if (!OwnForms.IsOwn(Request)) return StatusCode(StatusCodes.Status403Forbidden);
        if (await store.Confirm(token, ct)) Done = "begun";
        else Gone();
        return Page();
    }

    public async Task<IActionResult> OnPostStop(string token, CancellationToken ct)
    {
        Keep();
        if (!OwnForms.IsOwn(Request)) return StatusCode(StatusCodes.Status403Forbidden);
        if (await store.Stop(token, ct)) Done = "stopped";
        else Gone();
        return Page();
    }

    private async Task Show(string token, CancellationToken ct)
    {
        Subscription = await store.Find(token, ct);
        if (Subscription is null)
        {
            Gone();
            return;
        }
        if (Subscription.About.Length > 0) return; // the page names its kind, and nothing of what it is
        var names = (await newsroom.Topics(visit.Language, ct)).SelectMany(kind => kind).ToDictionary(topic => topic.Key, topic => topic.Name);
        Topics = [.. Subscription.Keys.Where(names.ContainsKey).Select(key => names[key])];
    }

    private void Gone() => Response.StatusCode = StatusCodes.Status410Gone;

    private void Keep()
    {
        Response.Headers.CacheControl = "no-store";
        OwnForms.SayOrigin(Response);
    }
}
