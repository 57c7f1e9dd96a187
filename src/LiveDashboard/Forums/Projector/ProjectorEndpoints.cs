using LiveDashboard.Forums.Rooms;
using LiveDashboard.Web;
using LiveDashboard.Web.Forms;

namespace LiveDashboard.Forums.Projector;

/// <summary>Where the big screen says what it shows.</summary>
public static class ProjectorEndpoints
{
    public const int LongestScene = 200;

    public static void MapProjector(this WebApplication app) =>
        app.MapPost("/f/{code}/projector/seen", Seen).DisableAntiforgery().ExcludeFromDescription(); // acts for nobody who is signed in

    private static async Task<IResult> Seen(
        string code, HttpContext http, ForumStore forums, SeenScenes scenes, SeenLimit limit, CancellationToken ct)
    {
        if (!OwnForms.IsOwn(http.Request)) return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (limit.Count(http) is not null) return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        var scene = http.Request.Query["scene"].ToString();
        if (scene.Length is 0 or > LongestScene || scene.Any(char.IsControl)) return Results.BadRequest();
        if (await forums.FindByCode(code, ct) is not { } forum) return Results.NotFound();
        scenes.Saw(forum.Id, scene);
        return Results.NoContent();
    }
}
