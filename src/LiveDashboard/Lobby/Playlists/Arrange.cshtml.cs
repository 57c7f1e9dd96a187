using LiveDashboard.Lobby.Steering;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Lobby.Playlists;

/// <summary>How one screen is arranged, with a preview that is the screen's own page.</summary>
[Authorize(StaffPolicy.View)]
public sealed class ArrangeModel(ScreenStore screens) : PageModel
{
    public PairedScreen Screen { get; private set; } = null!;

    /// <summary>As it is, or as it was sent for a look.</summary>
    public ScreenLook Look { get; private set; } = new();
    public string Name { get; private set; } = "";
    public string Place { get; private set; } = "";

    /// <summary>Whether what is seen is not saved.</summary>
    public bool IsTried { get; private set; }

    /// <summary>The end of the key of what is wrong; null: nothing is.</summary>
    public string? Problem { get; private set; }

    public bool MayRun => StaffPolicy.Roles[StaffPolicy.Host].Contains(StaffSession.Of(HttpContext).Role);

    /// <summary>Whether its display stands upright.</summary>
    public bool IsPortrait => Screen.Viewport.Split('x') is [var width, var height]
        && int.TryParse(width, out var w) && int.TryParse(height, out var h) && h > w;

    public async Task<IActionResult> OnGet(string id, CancellationToken ct) => await Show(id, ct) ? Page() : NotFound();

    public IActionResult OnPost() => RedirectToPage();

    public async Task<IActionResult> OnPostSave(string id, string? name, string? place, CancellationToken ct)
    {
        if (!MayRun) return StatusCode(StatusCodes.Status403Forbidden);
        if (!await Show(id, ct)) return NotFound();
        if (!Take(name, place)) return Refuse();
        await screens.Arrange(StaffSession.Of(HttpContext).Actor, id, Name, Place, Look, ct);
        return Redirect($"/staff/screens/{id}");
    }

    /// <summary>The same without keeping it.</summary>
    public async Task<IActionResult> OnPostTry(string id, string? name, string? place, CancellationToken ct)
    {
        if (!MayRun) return StatusCode(StatusCodes.Status403Forbidden);
        if (!await Show(id, ct)) return NotFound();
        if (!Take(name, place)) return Refuse();
        IsTried = true;
        return Page();
    }

    private bool Take(string? name, string? place)
    {
        var (line, where) = (ScreenForm.Line(name, ScreenStore.LongestName), ScreenForm.Line(place, ScreenStore.LongestPlace));
        Problem = line is null or "" ? "name" : where is null ? "place" : null;
        (Name, Place) = (line ?? "", where ?? "");
        if (ScreenForm.Read(Request.Form) is { } look) Look = look;
        else Problem ??= "form";
        return Problem is null;
    }

    private PageResult Refuse()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> Show(string id, CancellationToken ct)
    {
        if (await screens.Find(id, ct) is not { } screen) return false;
        SecurityHeaders.MayFrameOurs(Response);
        (Screen, Look, Name, Place) = (screen, screen.Look, screen.Name, screen.Place);
        return true;
    }
}
