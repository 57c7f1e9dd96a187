using LiveDashboard.Staff.Accounts;
using LiveDashboard.Staff.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Staff.SignIn;

/// <summary>Asks who is signed in for a second factor again, before what changes who may sign in.</summary>
[Authorize(StaffPolicy.View)]
public sealed class ConfirmModel(
    Credentials credentials, Passkeys passkeys, SessionStore sessions, SignInThrottle throttle) : PageModel
{
    public string To { get; private set; } = "/staff";
    public bool Wrong { get; private set; }

    public void OnGet(string? to) => To = StepUp.Onward(to);

    public async Task<IActionResult> OnPost(string? to, string? password, string? code, CancellationToken ct)
    {
        var session = StaffSession.Of(HttpContext);
        if (throttle.Count(HttpContext, session.Name) is { } wait) return await StaffRefusal.TooMany(HttpContext, wait);
        return await Proved(to, await credentials.Check(session.Name, password ?? "", code ?? "", ct), ct);
    }

    public async Task<IActionResult> OnPostOptions() => throttle.Count(HttpContext, null) is { } wait
        ? await StaffRefusal.TooMany(HttpContext, wait)
        : new JsonResult(await passkeys.Ask(HttpContext));

    public async Task<IActionResult> OnPostPasskey(string? to, string? challenge, string? credential,
        CancellationToken ct)
    {
        if (throttle.Count(HttpContext, null) is { } wait) return await StaffRefusal.TooMany(HttpContext, wait);
        return await Proved(to, await passkeys.Check(challenge ?? "", credential ?? "", HttpContext), ct);
    }

    private async Task<IActionResult> Proved(string? to, StaffMember? member, CancellationToken ct)
    {
        To = StepUp.Onward(to);
        var session = StaffSession.Of(HttpContext);
        if (member?.Id != session.MemberId)
        {
            Wrong = true;
            return Page();
        }
        SessionCookie.Write(Response, await sessions.Prove(session, ct));
        return Redirect(To);
    }
}
