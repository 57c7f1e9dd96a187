using LiveDashboard.Stories.Linking;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Stories.Guides.Pages;

/// <summary>One guide, to read and to print. What was withdrawn says so.</summary>
public sealed class GuideModel(Visit visit, GuideStore store, Places places) : PageModel
{
    public Guide Guide { get; private set; } = new();

    /// <summary>The places that it belongs to.</summary>
    public IReadOnlyList<Place> Places { get; private set; } = [];

    public async Task<IActionResult> OnGet(string slug, CancellationToken ct)
    {
        if (await store.FindPublic(slug, ct) is not { } found) return NotFound();
        Guide = found;
        if (found.IsPublished) Places = await places.Find(found.Places, visit.Language, ct);
        else Response.StatusCode = StatusCodes.Status410Gone;
        return Page();
    }
}
