using LiveDashboard.Figures;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Initiatives.Editing;

/// <summary>All initiatives, drafts among them, and a new one.</summary>
[Authorize(StaffPolicy.View)]
public sealed class InitiativeListModel(InitiativeStore store, StationTime station, FigureSignal signal) : PageModel
{
    public IReadOnlyList<Initiative> All { get; private set; } = [];
    public InitiativeForm Form { get; private set; } = new();

    /// <summary>The end of the key of why it was not taken; null: nothing went wrong.</summary>
    public string? Problem { get; private set; }

    public bool MayEdit => MayPublish(HttpContext);

    /// <summary>Whether who is signed in may edit initiatives and enter readings.</summary>
    public static bool MayPublish(HttpContext http) =>
        StaffPolicy.Roles[StaffPolicy.Publish].Contains(StaffSession.Of(http).Role);

    public Task OnGet(CancellationToken ct) => Show(InitiativeForm.New(station.Today), ct);

    public async Task<IActionResult> OnPostAdd(InitiativeForm form, CancellationToken ct)
    {
        if (!MayEdit) return StatusCode(StatusCodes.Status403Forbidden);
        var (given, problem) = form.Read(new Initiative());
        if (problem is null)
        {
            var added = await store.Add(StaffSession.Of(HttpContext).Actor, given, ct);
            signal.InitiativesChanged();
            return Redirect($"/staff/initiatives/{added.Id}");
        }
        (Problem, Response.StatusCode) = (problem, StatusCodes.Status422UnprocessableEntity);
        await Show(form, ct);
        return Page();
    }

    private async Task Show(InitiativeForm form, CancellationToken ct) =>
        (Form, All) = (form, await store.List(drafts: true, ct));
}
