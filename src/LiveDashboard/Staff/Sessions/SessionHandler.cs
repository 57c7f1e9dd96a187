using System.Security.Claims;
using System.Text.Encodings.Web;
using LiveDashboard.Storage;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Staff.Sessions;

/// <summary>
/// Tells who is signed in, by the cookie's token. Outside /staff nobody is: the cookie is not even looked at.
/// </summary>
public sealed class SessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder,
    SessionStore sessions, StaffEntrance entrance)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string Name = "Staff";

    /// <summary>Sent by scripts with requests that nobody asked for.</summary>
    public const string BackgroundHeader = "X-Background";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!StaffServices.IsStaff(Request) || SessionCookie.Read(Request) is not { } token)
            return AuthenticateResult.NoResult();
        if (await sessions.Find(token, Context.RequestAborted) is not { } session)
            return AuthenticateResult.Fail("The session is over.");
        try
        {
            // What a page asks for by itself is no sign of a person.
            if (!Request.Headers.ContainsKey(BackgroundHeader)) await sessions.Seen(session, Context.RequestAborted);
        }
        catch (WriteLaneFullException)
        {
            // The next request remembers it.
        }
        entrance.Open = true; // another node may have made the first account
        Context.Features.Set(session);
        if (Language.Find(session.Language) is { } language) Context.Features.Set(language);
        var who = new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, session.MemberId), new(ClaimTypes.Name, session.Name),
                new(ClaimTypes.Role, session.Role)],
            Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(who), Name));
    }

    /// <summary>To sign-in, and from there back to where the person wanted to go.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var back = HttpMethods.IsGet(Request.Method)
            ? $"?to={Uri.EscapeDataString(Request.Path + Request.QueryString)}" : "";
        Response.StatusCode = StatusCodes.Status303SeeOther;
        Response.Headers.Location = $"/staff/sign-in{back}";
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}

/// <summary>
/// The cookie: for this host alone, by TLS alone, unseen by scripts, and never sent from other sites.
/// </summary>
public static class SessionCookie
{
    /// <summary>Browsers take a name that begins so only as Secure, without Domain, and for all paths.</summary>
    public const string Name = "__Host-staff";

    private const int LongestToken = 64;

    public static string? Read(HttpRequest request) =>
        request.Cookies[Name] is { Length: > 0 and <= LongestToken } token ? token : null;

    /// <summary>It ends with the browser; what it opens ends before, in the database.</summary>
    public static void Write(HttpResponse response, string token) => response.Cookies.Append(Name, token, Options());

    public static void Delete(HttpResponse response) => response.Cookies.Delete(Name, Options());

    // Secure also on http://localhost: browsers hold that for a safe place and keep the cookie.
    private static CookieOptions Options() =>
        new() { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true };
}
