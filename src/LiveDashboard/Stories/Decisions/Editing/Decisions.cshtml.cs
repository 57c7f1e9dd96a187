using LiveDashboard.Staff;
using LiveDashboard.Stories.Editing;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LiveDashboard.Stories.Decisions.Editing;

/// <summary>All decisions, drafts among them, and a new one.</summary>
[Authorize(StaffPolicy.View)]
public sealed class DecisionListModel(DecisionStore store, StationTime station) : ToldModel
{
    public IReadOnlyList<Decision> All { get; private set; } = [];

    public async Task OnGet(CancellationToken ct) => All = await store.List(all: true, ct);

    public async Task<IActionResult> OnPostAdd(string? titleEn, string? titleFr, CancellationToken ct)
    {
        if (!MayEdit) return Forbidden();
        if (Read(titleEn, titleFr) is { } problem)
        {
            All = await store.List(all: true, ct);
            return Refused(problem);
        }
        var added = await store.Add(Actor, new Decision { Title = Title, Day = station.Today }, ct);
        return Redirect($"/staff/decisions/{added.Id}");
    }
}
