using LiveDashboard.Staff.Accounts;
using LiveDashboard.Staff.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Staff.SignIn;

/// <summary>The way in: a passkey, or name, password and code at once.</summary>
[AllowAnonymous]
public sealed class SignInModel(
    Credentials credentials, Passkeys passkeys, SessionStore sessions, SignInThrottle throttle) : PageModel
{
    /// <summary>Where to go on.</summary>
    public string To { get; private set; } = "/staff";

    public string Name { get; private set; } = "";
    public bool Wrong { get; private set; }

    /// <summary>The browser has a session that is over.</summary>
    public bool Over { get; private set; }

    /// <summary>Browsers would not keep the cookie: neither TLS nor this machine itself.</summary>
    public bool Unsafe => !Request.IsHttps && Request.Headers["Sec-Fetch-Site"].Count == 0
        && Request.Headers.UserAgent.Count > 0
        && Request.Host.Host is not ("localhost" or "127.0.0.1" or "[::1]");

    public IActionResult OnGet(string? to)
    {
        To = StepUp.Onward(to);
        if (HttpContext.Features.Get<StaffSession>() is not null) return Redirect(To);
        Over = SessionCookie.Read(Request) is not null;
        return Page();
    }

    public async Task<IActionResult> OnPost(string? to, string? name, string? password, string? code,
        CancellationToken ct)
    {
        To = StepUp.Onward(to);
        if (throttle.Count(HttpContext, name ?? "") is { } wait) return await StaffRefusal.TooMany(HttpContext, wait);
        return await credentials.Check(name ?? "", password ?? "", code ?? "", ct) is { } member
            ? await Enter(member, ct) : Refuse(name);
    }

    /// <summary>What the browser is to ask a passkey.</summary>
    public async Task<IActionResult> OnPostOptions() => throttle.Count(HttpContext, null) is { } wait
        ? await StaffRefusal.TooMany(HttpContext, wait)
        : new JsonResult(await passkeys.Ask(HttpContext));

    public async Task<IActionResult> OnPostPasskey(string? to, string? challenge, string? credential,
        CancellationToken ct)
    {
        To = StepUp.Onward(to);
        if (throttle.Count(HttpContext, null) is { } wait) return await StaffRefusal.TooMany(HttpContext, wait);
        return await passkeys.Check(challenge ?? "", credential ?? "", HttpContext) is { } member
            ? await Enter(member, ct) : Refuse(null);
    }

    private async Task<IActionResult> Enter(StaffMember member, CancellationToken ct)
    {
        SessionCookie.Write(
            Response, await sessions.Start(member, Device.Of(Request), SessionCookie.Read(Request), ct));
        return Redirect(To);
    }

    private PageResult Refuse(string? name)
    {
        (Wrong, Name) = (true, name ?? "");
        return Page();
    }
}
