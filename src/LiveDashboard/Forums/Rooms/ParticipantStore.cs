using System.Security.Cryptography;
using System.Text;
using Dapper;
using LiveDashboard.Storage;
using Microsoft.AspNetCore.DataProtection;

namespace LiveDashboard.Forums.Rooms;

/// <summary>
/// Who takes part: a random number in a signed cookie, and from it another id in each forum, so that nobody can be
/// followed from one to the next. One for each browser; pages say so.
/// </summary>
public sealed class ParticipantStore(IDataProtectionProvider protection, WriteLane lane, ForumClock clock)
{
    public const string CookieName = "__Host-participant";

    private static readonly TimeSpan Life = TimeSpan.FromDays(2);

    private readonly IDataProtector _protector = protection.CreateProtector("participant");

    /// <summary>The participant of this browser in a forum; null when it has joined none.</summary>
    public string? Known(HttpContext http, string forumId) => Browser(http)?.In(forumId);

    /// <summary>Whoever this browser is, before it is known in which forum; null when it has joined none.</summary>
    public KnownBrowser? Browser(HttpContext http) => Secret(http) is { } secret ? new KnownBrowser(secret) : null;

    /// <summary>Joins a forum, or comes back to it, durably.</summary>
    /// <param name="name">"" when none is given.</param>
    public async Task<string> Join(HttpContext http, string forumId, string name, CancellationToken ct)
    {
        var secret = Secret(http) ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var id = new KnownBrowser(secret).In(forumId);
        await Add(id, forumId, name, ct);
        http.Response.Cookies.Append(CookieName, _protector.Protect(secret), new CookieOptions
        {
            Path = "/",
            Secure = true,
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            IsEssential = true,
            MaxAge = Life,
        });
        return id;
    }

    /// <summary>The same of somebody whose id is known.</summary>
    public Task Add(string id, string forumId, string name, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        return lane.Write(turn => turn.Connection.ExecuteAsync(
            """
            INSERT INTO participant (id, forum_id, name, joined_at) VALUES (@id, @forumId, @name, @now)
                ON CONFLICT (id) DO UPDATE SET name = CASE WHEN excluded.name = '' THEN participant.name ELSE excluded.name END
            """,
            new { id, forumId, name, now = clock.NowMs }), ct);
    }

    private string? Secret(HttpContext http)
    {
        if (http.Request.Cookies[CookieName] is not { Length: > 0 } cookie) return null;
        try
        {
            return _protector.Unprotect(cookie);
        }
        catch (CryptographicException)
        {
            return null; // none of ours
        }
    }
}

/// <summary>A browser that has joined a forum.</summary>
public sealed class KnownBrowser(string secret)
{
    /// <summary>Who it is in a forum.</summary>
    public string In(string forumId) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(forumId)))[..32];
}
