using LiveDashboard.Staff;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Stories.Editing;
using LiveDashboard.Stories.Linking;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Stories.Guides.Editing;

/// <summary>One guide: its words, where it belongs, and whether it is public.</summary>
[Authorize(StaffPolicy.View)]
public sealed class GuideEditModel(
    Visit visit, GuideStore store, Places places) : PageModel
{
    public Guide Guide { get; private set; } = new();
    public GuideForm Form { get; private set; } = new();

    /// <summary>The places that can be chosen from.</summary>
    public IReadOnlyList<(string Kind, IReadOnlyList<Place> Of)> Offered { get; private set; } = [];

    /// <summary>As it would be shown; null when nobody asked.</summary>
    public Guide? Preview { get; private set; }

    public string? Problem { get; private set; }
    public bool MayEdit => StoryRights.MayPublish(HttpContext);

    public async Task<IActionResult> OnGet(string id, CancellationToken ct) => await Show(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostPreview(string id, GuideForm form, CancellationToken ct)
    {
        if (!MayEdit) return StatusCode(StatusCodes.Status403Forbidden);
        if (!await Show(id, ct)) return NotFound();
        (Form, Preview) = (form, form.Read(Guide).Given);
        return Page();
    }

    public async Task<IActionResult> OnPostSave(string id, GuideForm form, CancellationToken ct)
    {
        if (!MayEdit) return StatusCode(StatusCodes.Status403Forbidden);
        if (!await Show(id, ct)) return NotFound();
        var (given, problem) = form.Read(Guide);
        if (problem is null && !await store.Save(StaffSession.Of(HttpContext).Actor, given, ct)) problem = "stale";
        if (problem is null)
        {
            return Redirect($"/staff/guides/{id}");
        }
        (Form, Problem, Response.StatusCode) = (form, problem, StatusCodes.Status422UnprocessableEntity);
        return Page();
    }

    private async Task<bool> Show(string id, CancellationToken ct)
    {
        if (await store.Find(id, ct) is not { } found) return false;
        (Guide, Form) = (found, GuideForm.Of(found));
        if (MayEdit) Offered = await places.List(visit.Language, ct);
        return true;
    }
}
