using LiveDashboard.Staff;
using LiveDashboard.Stories.Editing;
using LiveDashboard.Stories.Linking;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LiveDashboard.Stories.Guides.Editing;

/// <summary>One guide: its words, where it belongs, and whether it is public.</summary>
[Authorize(StaffPolicy.View)]
public sealed class GuideEditModel(Visit visit, GuideStore store, Places places) : ToldModel
{
    public Guide Guide { get; private set; } = new();
    public GuideForm Form { get; private set; } = new();

    /// <summary>The places that can be chosen from.</summary>
    public IReadOnlyList<(string Kind, IReadOnlyList<Place> Of)> Offered { get; private set; } = [];

    /// <summary>As it would be shown; null when nobody asked.</summary>
    public Guide? Preview { get; private set; }

    public async Task<IActionResult> OnGet(string id, CancellationToken ct) => await Find(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostPreview(string id, GuideForm form, CancellationToken ct)
    {
        if (!MayEdit) return Forbidden();
        if (!await Find(id, ct)) return NotFound();
        (Form, Preview) = (form, form.Read(Guide).Given);
        return Page();
    }

    public async Task<IActionResult> OnPostSave(string id, GuideForm form, CancellationToken ct)
    {
        if (!MayEdit) return Forbidden();
        if (!await Find(id, ct)) return NotFound();
        Form = form;
        var (given, problem) = form.Read(Guide);
        if (problem is not null) return Refused(problem);
        if (!await store.Save(Actor, given, ct)) return Refused("stale");
        return Redirect($"/staff/guides/{id}");
    }

    private async Task<bool> Find(string id, CancellationToken ct)
    {
        if (await store.Find(id, ct) is not { } found) return false;
        (Guide, Form) = (found, GuideForm.Of(found));
        if (MayEdit) Offered = await places.List(visit.Language, ct);
        return true;
    }
}
