using LiveDashboard.Forums.Rooms;

namespace LiveDashboard.Forums.RoomCodes;

/// <summary>Where the hall's screen asks for the next code.</summary>
public static class RoomCodeEndpoint
{
    public static void MapRoomCodes(this WebApplication app) =>
        app.MapGet("/f/{code}/projector/room", Next).ExcludeFromDescription();

    /// <summary>The code and the milliseconds until the next; 404 for every screen that is not the hall's.</summary>
    private static async Task<IResult> Next(
        string code, string? room, HttpContext http, ForumStore forums, RoomCodeStore codes, ForumClock clock, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await forums.FindByCode(code, ct) is not { } forum || await codes.Key(forum.Id, ct) is not { } key
            || !RoomCode.IsScreen(key, room)) return Results.NotFound();
        return Results.Ok(new { code = RoomCode.At(key, clock.NowMs), left = RoomCode.Left(clock.NowMs) });
    }
}
