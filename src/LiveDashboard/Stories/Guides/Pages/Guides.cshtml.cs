using LiveDashboard.Web;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Stories.Guides.Pages;

/// <summary>All guides, by title.</summary>
public sealed class GuidesModel(Visit visit, GuideStore store) : PageModel
{
    public IReadOnlyList<Guide> All { get; private set; } = [];

    public async Task OnGet(CancellationToken ct) => All = [.. (await store.List(all: false, ct))
        .OrderBy(one => one.Title.In(visit.Language), StringComparer.InvariantCultureIgnoreCase)];
}
