using LiveDashboard.Stories.Thanks;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Stories.Achievements.Pages;

/// <summary>All achievements, the newest first, with the thanks that they got.</summary>
public sealed class StoriesModel(Visit visit, StoryStore store) : PageModel
{
    public IReadOnlyList<Story> All { get; private set; } = [];

    public async Task OnGet(CancellationToken ct)
    {
        visit.Watch(ThanksFigures.OwnBoard);
        All = await store.List(all: false, ct);
    }
}
