using System.Security.Cryptography;
using LiveDashboard.Feedback.Messages;
using Microsoft.AspNetCore.DataProtection;

namespace LiveDashboard.Feedback.Follow;

/// <summary>
/// The case that a browser has opened: a cookie that only this server can make and read. It holds the case's id and no
/// code, and ends with the browser or after half a day.
/// </summary>
public sealed class OpenCase(IDataProtectionProvider protection, ThreadStore threads)
{
    public const string CookieName = "__Host-case";

    private static readonly TimeSpan Life = TimeSpan.FromHours(12);
    private static readonly CookieOptions Kept =
        new() { Path = "/", Secure = true, HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true };

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("case").ToTimeLimitedDataProtector();

    /// <summary>
    /// Opens the case that both codes name. What is compared is a hash of the secret, looked up by an index, so the time
    /// that it takes says nothing of how much of it was right.
    /// </summary>
    /// <returns>Whether there is one.</returns>
    public async Task<bool> Open(HttpContext http, string? reference, string? code, CancellationToken ct)
    {
        var named = CaseReference.Read(reference);
        // A secret that cannot be one costs the same look as one that is wrong.
        var secret = CaseCode.Read(code) ?? CaseCode.OfForm(CaseCode.NewForm())!;
        var id = await threads.Find(secret, ct);
        var thread = await threads.Read(id ?? "", ct);
        if (thread is null || named is null || thread.Reference != named) return false;
        http.Response.Cookies.Append(CookieName, Seal(thread.Id), Kept);
        return true;
    }

    /// <summary>What the cookie holds while a case is open.</summary>
    public string Seal(string caseId) => _protector.Protect(caseId, Life);

    /// <summary>The case that this browser has opened; null when it has none.</summary>
    public async Task<CaseThread?> Read(HttpContext http, CancellationToken ct)
    {
        if (http.Request.Cookies[CookieName] is not { Length: > 0 } cookie) return null;
        try
        {
            return await threads.Read(_protector.Unprotect(cookie), ct);
        }
        catch (CryptographicException)
        {
            return null; // too old, or none of ours
        }
    }

    public static void Close(HttpContext http) => http.Response.Cookies.Delete(CookieName, Kept);
}
