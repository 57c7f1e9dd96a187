using LiveDashboard.Lobby.Playlists;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Lobby.Screen;

/// <summary>A lobby screen without a screen, for trying: its address says what it shows. Staff see it as a preview.</summary>
public sealed class BoardModel(StageReader stages, Visit visit) : PageModel
{
    public Stage Stage { get; private set; } = null!;

    public async Task OnGet(CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-store";
        SecurityHeaders.MayBeFramedByUs(Response);
        Stage = await stages.Read(ScreenLook.Asked(Request.Query, visit.Language), ct);
    }
}
