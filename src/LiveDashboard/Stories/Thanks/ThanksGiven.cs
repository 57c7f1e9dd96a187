using System.Security.Cryptography;
using System.Text;
using LiveDashboard.Web;

namespace LiveDashboard.Stories.Thanks;

/// <summary>How often one network may say thanks, or take it back: a household, a class, a meeting.</summary>
public sealed class ThanksLimit() : VisitorLimit(PerMinute)
{
    public const int PerMinute = 30;
}

/// <summary>
/// Remembers, in the browser, that it has said thanks: a cookie with random text, set only when somebody does. What is
/// stored here is a hash of it with the story, so that thanks of one browser for two stories have nothing in common. Who
/// deletes the cookie can thank again, which the limit per network keeps small.
/// </summary>
public static class ThanksGiven
{
    public const string CookieName = "__Host-thanks";

    private const int Bytes = 24;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>This browser's voice for a story; null while it has none.</summary>
    public static string? Voice(HttpContext http, string storyId) =>
        http.Request.Cookies[CookieName] is { } cookie && IsOne(cookie) ? Voice(cookie, storyId) : null;

    /// <summary>The same, and from now on it has one.</summary>
    public static string Remember(HttpContext http, string storyId)
    {
        var held = http.Request.Cookies[CookieName];
        var cookie = held is not null && IsOne(held)
            ? held : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
        http.Response.Cookies.Append(CookieName, cookie, new CookieOptions
        {
            Path = "/",
            Secure = true,
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            IsEssential = true,
            MaxAge = Kept,
        });
        return Voice(cookie, storyId);
    }

    private static bool IsOne(string cookie) => cookie.Length == Bytes * 2 && cookie.All(char.IsAsciiHexDigitLower);

    private static string Voice(string cookie, string storyId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{storyId} {cookie}")));
}
