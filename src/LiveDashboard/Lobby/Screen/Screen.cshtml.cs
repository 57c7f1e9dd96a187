using LiveDashboard.Lobby.Pairing;
using LiveDashboard.Lobby.Steering;
using LiveDashboard.Web;
using LiveDashboard.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Lobby.Screen;

/// <summary>
/// A lobby's display. Unknown, it shows a code; once somebody approved that, what staff arranged for it. It knows itself
/// by a token that reads its own orders and nothing else.
/// </summary>
public sealed class ScreenModel(StageReader stages, ScreenStore screens, PairingStore pairings, PairingLimits limits) : PageModel
{
    private const int LongestDevice = 120;

    /// <summary>What it shows; null: it is to be connected.</summary>
    public Stage? Stage { get; private set; }

    /// <summary>What waits for its approval; null: there were too many from this network.</summary>
    public WaitingDisplay? Display { get; private set; }

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-store";
        OwnForms.SayOrigin(Response); // for browsers that do not say where a message comes from
        var secret = ScreenCookies.Read(Request, ScreenCookies.Pairing);
        var display = secret is null ? null : await pairings.Find(secret, ct);
        if (display?.ScreenId is not null && await pairings.Claim(secret!, ct) is { } claimed)
        {
            // Both in one answer: if it is lost, the display claims again.
            ScreenCookies.Keep(Response, ScreenCookies.Token, claimed);
            ScreenCookies.Forget(Response, ScreenCookies.Pairing);
            return Redirect("/screen");
        }
        // "again": another device speaks with this one's token, so it asks for one of its own.
        if (!Request.Query.ContainsKey("again") && ScreenCookies.Read(Request, ScreenCookies.Token) is { } token)
        {
            if (await screens.FindByToken(token, ct) is { } screen)
            {
                ScreenCookies.Keep(Response, ScreenCookies.Token, token);
                var stage = await stages.Read(screen.Look, ct);
                Stage = stage with { ScreenId = screen.Id, Name = screen.Name, Profile = screen.Version };
                return Page();
            }
            ScreenCookies.Forget(Response, ScreenCookies.Token);
        }
        if (display is { ScreenId: null })
        {
            Display = display;
            return Page();
        }
        if (limits.CountNew(HttpContext) is not null)
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return Page();
        }
        var device = Request.Headers.UserAgent.ToString();
        (secret, Display) = await pairings.Begin(
            VisitorLimit.Network(HttpContext.Connection.RemoteIpAddress),
            string.Concat(device.Where(letter => letter is >= ' ' and <= '~').Take(LongestDevice)), ct);
        ScreenCookies.Keep(Response, ScreenCookies.Pairing, secret);
        return Page();
    }
}
