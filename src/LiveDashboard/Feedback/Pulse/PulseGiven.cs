using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace LiveDashboard.Feedback.Pulse;

/// <summary>
/// Remembers, in the browser and nowhere else, that somebody has answered: a signed cookie that holds the moment and
/// nothing about who it was. Whoever deletes it can answer again, which batches and the limit per network keep small.
/// </summary>
public sealed class PulseGiven(IDataProtectionProvider protection, TimeProvider clock)
{
    public const string CookieName = "__Host-pulse";

    /// <summary>One person answers once in so long.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromDays(30);

    private readonly IDataProtector _protector = protection.CreateProtector("pulse");

    /// <summary>When this browser may answer again; null: now.</summary>
    public DateTimeOffset? Again(HttpContext http)
    {
        if (http.Request.Cookies[CookieName] is not { Length: > 0 } cookie) return null;
        try
        {
            var given = DateTimeOffset.FromUnixTimeMilliseconds(
                long.Parse(_protector.Unprotect(cookie), CultureInfo.InvariantCulture));
            return clock.GetUtcNow() < given + Every ? given + Every : null;
        }
        catch (CryptographicException)
        {
            return null; // none of ours
        }
    }

    public void Remember(HttpContext http) => http.Response.Cookies.Append(
        CookieName,
        _protector.Protect(clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)),
        new CookieOptions
        {
            Path = "/",
            Secure = true,
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            IsEssential = true,
            MaxAge = Every,
        });
}
