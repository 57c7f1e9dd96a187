using LiveDashboard.Staff;
using LiveDashboard.Stories.Editing;
using LiveDashboard.Stories.Linking;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LiveDashboard.Stories.Achievements.Editing;

/// <summary>One story: its words, what proves it, and whether it is public.</summary>
[Authorize(StaffPolicy.View)]
public sealed class StoryEditModel(Visit visit, StoryStore store, Places places, StoryNews news) : ToldModel
{
    public Story Story { get; private set; } = new();
    public StoryForm Form { get; private set; } = new();

    /// <summary>The places that can be chosen from.</summary>
    public IReadOnlyList<(string Kind, IReadOnlyList<Place> Of)> Offered { get; private set; } = [];

    /// <summary>As it would be shown; null when nobody asked.</summary>
    public Story? Preview { get; private set; }

    /// <summary>What proves the previewed story; null: none that is public.</summary>
    public Place? Proof { get; private set; }

    public async Task<IActionResult> OnGet(string id, CancellationToken ct) => await Find(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostPreview(string id, StoryForm form, CancellationToken ct)
    {
        if (!MayEdit) return Forbidden();
        if (!await Find(id, ct)) return NotFound();
        (Form, Preview) = (form, form.Read(Story).Given);
        Proof = await places.Find(Preview.Proof, visit.Language, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostSave(string id, StoryForm form, CancellationToken ct)
    {
        if (!MayEdit) return Forbidden();
        if (!await Find(id, ct)) return NotFound();
        Form = form;
        var (given, problem) = form.Read(Story);
        if (problem is not null) return Refused(problem);
        if (given.IsPublished && await places.Find(given.Proof, visit.Language, ct) is null) return Refused("proof");
        if (!await store.Save(Actor, given, ct)) return Refused("stale");
        news.Changed();
        return Redirect($"/staff/stories/{id}");
    }

    private async Task<bool> Find(string id, CancellationToken ct)
    {
        if (await store.Find(id, ct) is not { } found) return false;
        (Story, Form) = (found, StoryForm.Of(found));
        if (MayEdit) Offered = await places.List(visit.Language, ct);
        return true;
    }
}
