namespace LiveDashboard.Lobby.Pairing;

/// <summary>What a display keeps: the secret of its pairing, and then the token of its screen. No script can read them.</summary>
public static class ScreenCookies
{
    public const string Token = "__Host-screen";
    public const string Pairing = "__Host-pairing";

    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    public static string? Read(HttpRequest request, string name) =>
        request.Cookies[name] is { Length: > 0 and <= 100 } value ? value : null;

    /// <summary>Kept for a year from the last time that the page was loaded, which is every day.</summary>
    public static void Keep(HttpResponse response, string name, string value) =>
        response.Cookies.Append(name, value, Options(name == Token ? Year : WaitingDisplay.Life));

    public static void Forget(HttpResponse response, string name) => response.Cookies.Delete(name, Options(null));

    private static CookieOptions Options(TimeSpan? life) => new()
    {
        Path = "/",
        Secure = true,
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        IsEssential = true,
        MaxAge = life,
    };
}
