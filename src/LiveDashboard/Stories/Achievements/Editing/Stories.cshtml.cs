using LiveDashboard.Staff;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Stories.Editing;
using LiveDashboard.Stories.Writing;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Stories.Achievements.Editing;

/// <summary>All stories, drafts among them, and a new one.</summary>
[Authorize(StaffPolicy.View)]
public sealed class StoryListModel(StoryStore store, StationTime station) : PageModel
{
    public IReadOnlyList<Story> All { get; private set; } = [];

    /// <summary>Of a new one, as it was typed.</summary>
    public Both Title { get; private set; } = Both.Nothing;

    /// <summary>The end of the key of why it was not taken; null: nothing went wrong.</summary>
    public string? Problem { get; private set; }

    public bool MayEdit => StoryRights.MayPublish(HttpContext);

    public async Task OnGet(CancellationToken ct) => All = await store.List(all: true, ct);

    public async Task<IActionResult> OnPostAdd(string? titleEn, string? titleFr, CancellationToken ct)
    {
        if (!MayEdit) return StatusCode(StatusCodes.Status403Forbidden);
        var title = Limits.Line(titleEn, titleFr);
        Problem = title.IsEmpty ? "title" : Limits.Fit(title, Limits.Title) ? null : "text";
        if (Problem is null)
        {
            var given = new Story { Title = title, Kind = StoryKind.All[0], Day = station.Today };
            var added = await store.Add(StaffSession.Of(HttpContext).Actor, given, ct);
            return Redirect($"/staff/stories/{added.Id}");
        }
        (Title, Response.StatusCode) = (title, StatusCodes.Status422UnprocessableEntity);
        All = await store.List(all: true, ct);
        return Page();
    }
}
