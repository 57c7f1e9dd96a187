using LiveDashboard.Stories.Linking;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Stories.Decisions.Pages;

/// <summary>One decision, with all that it was before. What was withdrawn says so.</summary>
public sealed class DecisionModel(
    Visit visit, DecisionStore store, DecisionVersions versions, Places places) : PageModel
{
    public Decision Decision { get; private set; } = new();
    public IReadOnlyList<Place> Sources { get; private set; } = [];

    /// <summary>The versions that were public, the newest first.</summary>
    public IReadOnlyList<Decision> Versions { get; private set; } = [];

    public async Task<IActionResult> OnGet(string slug, CancellationToken ct)
    {
        if (await store.FindPublic(slug, ct) is not { } found) return NotFound();
        Decision = found;
        if (!found.IsPublished)
        {
            Response.StatusCode = StatusCodes.Status410Gone;
            return Page();
        }
        Sources = await places.Find(found.Sources, visit.Language, ct);
        Versions = await versions.Of(found.Id, ct);
        return Page();
    }
}
