using System.Text.Json;
using LiveDashboard.Lobby.Pairing;
using LiveDashboard.Staff;
using LiveDashboard.Web;
using LiveDashboard.Web.Forms;

namespace LiveDashboard.Lobby.Steering;

/// <summary>What a display asks and says. Its token is good for this and for its page, and for nothing else.</summary>
public static class ScreenEndpoints
{
    private const int LongestReport = 8 * 1024;

    public static void MapScreens(this IEndpointRouteBuilder app)
    {
        app.MapGet("/screen/pairing", Pairing).ExcludeFromDescription();
        app.MapGet("/screen/orders", Orders).ExcludeFromDescription();
        app.MapPost("/screen/report", Report).DisableAntiforgery().ExcludeFromDescription(); // acts for nobody who is signed in
    }

    /// <summary>Whether it was approved: waiting, approved, over.</summary>
    private static async Task<IResult> Pairing(HttpContext http, PairingStore pairings, StaffClock clock, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        var display = ScreenCookies.Read(http.Request, ScreenCookies.Pairing) is { } secret ? await pairings.Find(secret, ct) : null;
        return Results.Json(new
        {
            State = display is null ? "over" : display.ScreenId is null ? "waiting" : "approved",
            Left = display is null ? 0 : display.ExpiresAt - clock.NowMs,
        });
    }

    /// <summary>What holds for this screen now.</summary>
    private static async Task<IResult> Orders(
        HttpContext http, ScreenStore screens, OrderStore orders, StationTime station, StaffClock clock, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (ScreenCookies.Read(http.Request, ScreenCookies.Token) is not { } token
            || await screens.FindByToken(token, ct) is not { } screen) return Results.StatusCode(StatusCodes.Status401Unauthorized);
        var (version, given) = await orders.For(screen.Id, ct);
        return Results.Json(new
        {
            Now = clock.NowMs,
            Version = version,
            Profile = screen.Version,
            Orders = given.Select(order => new
            {
                order.Id,
                order.Kind,
                order.Value,
                order.Other,
                By = order.IssuedBy,
                order.EndsAt,
                Ends = Language.English.Clock(station.At(DateTimeOffset.FromUnixTimeMilliseconds(order.EndsAt))),
            }),
        });
    }

    /// <summary>What it shows, and what of its orders can be seen.</summary>
    private static async Task<IResult> Report(HttpContext http, ReportStore reports, ReportLimit limit, CancellationToken ct)
    {
        if (!OwnForms.IsOwn(http.Request)) return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (ScreenCookies.Read(http.Request, ScreenCookies.Token) is not { } token)
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        if (VisitorLimit.Wait(limit.Limiter, Secret.Hash(token)) is not null)
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        if (await Read(http, ct) is not { IsSound: true } report) return Results.BadRequest();
        var (answer, orders) = await reports.Take(token, report, ct);
        return answer switch
        {
            Reported.Taken => Results.Json(new { Orders = orders }),
            Reported.Superseded => Results.StatusCode(StatusCodes.Status409Conflict),
            _ => Results.StatusCode(StatusCodes.Status401Unauthorized),
        };
    }

    private static async Task<ScreenReport?> Read(HttpContext http, CancellationToken ct)
    {
        if (http.Request.ContentLength is null or > LongestReport || !http.Request.HasJsonContentType()) return null;
        try
        {
            return await http.Request.ReadFromJsonAsync<ScreenReport>(ct);
        }
        catch (Exception e) when (e is JsonException or BadHttpRequestException)
        {
            return null;
        }
    }
}

/// <summary>A screen says something every few seconds; more is no screen.</summary>
public sealed class ReportLimit : IDisposable
{
    public System.Threading.RateLimiting.PartitionedRateLimiter<string> Limiter { get; } = VisitorLimit.Limiter(240);

    public void Dispose() => Limiter.Dispose();
}
