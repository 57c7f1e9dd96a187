using LiveDashboard.Staff;
using LiveDashboard.Stories.Editing;
using LiveDashboard.Stories.Linking;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LiveDashboard.Stories.Decisions.Editing;

/// <summary>One decision: its words, what it rests on, how far it is, and whether it is public.</summary>
[Authorize(StaffPolicy.View)]
public sealed class DecisionEditModel(Visit visit, DecisionStore store, Places places, StoryNews news) : ToldModel
{
    public Decision Decision { get; private set; } = new();
    public DecisionForm Form { get; private set; } = new();

    /// <summary>The places that can be chosen from.</summary>
    public IReadOnlyList<(string Kind, IReadOnlyList<Place> Of)> Offered { get; private set; } = [];

    /// <summary>As it would be shown; null when nobody asked.</summary>
    public Decision? Preview { get; private set; }

    /// <summary>On whose words the previewed decision was taken.</summary>
    public IReadOnlyList<Place> Sources { get; private set; } = [];

    public async Task<IActionResult> OnGet(string id, CancellationToken ct) => await Find(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostPreview(string id, DecisionForm form, CancellationToken ct)
    {
        if (!MayEdit) return Forbidden();
        if (!await Find(id, ct)) return NotFound();
        (Form, Preview) = (form, form.Read(Decision).Given);
        Sources = await places.Find(Preview.Sources, visit.Language, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostSave(string id, DecisionForm form, CancellationToken ct)
    {
        if (!MayEdit) return Forbidden();
        if (!await Find(id, ct)) return NotFound();
        Form = form;
        var (given, problem) = form.Read(Decision);
        if (problem is not null) return Refused(problem);
        if (!await store.Save(Actor, given, ct)) return Refused("stale");
        news.Changed();
        return Redirect($"/staff/decisions/{id}");
    }

    private async Task<bool> Find(string id, CancellationToken ct)
    {
        if (await store.Find(id, ct) is not { } found) return false;
        (Decision, Form) = (found, DecisionForm.Of(found));
        if (MayEdit) Offered = await places.List(visit.Language, ct);
        return true;
    }
}
