using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Stories.Decisions.Pages;

/// <summary>All that was decided, the newest first.</summary>
public sealed class DecisionsModel(DecisionStore store) : PageModel
{
    public IReadOnlyList<Decision> All { get; private set; } = [];

    public async Task OnGet(CancellationToken ct) => All = await store.List(all: false, ct);
}
