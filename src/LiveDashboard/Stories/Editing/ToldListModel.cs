using LiveDashboard.Staff.Audit;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Stories.Writing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Stories.Editing;

/// <summary>Staff's page of all stories, decisions or guides, drafts among them, with a form for a new one.</summary>
public abstract class ToldListModel<T> : PageModel
{
    public IReadOnlyList<T> All { get; private set; } = [];

    /// <summary>Of a new one, as it was typed.</summary>
    public Both Title { get; private set; } = Both.Nothing;

    /// <summary>The end of the key of why it was not taken; null: nothing went wrong.</summary>
    public string? Problem { get; private set; }

    public bool MayEdit => StoryRights.MayPublish(HttpContext);

    protected abstract Task<IReadOnlyList<T>> List(CancellationToken ct);

    /// <summary>Adds a draft.</summary>
    /// <returns>Where it is edited.</returns>
    protected abstract Task<string> Add(Actor actor, Both title, CancellationToken ct);

    public async Task OnGet(CancellationToken ct) => All = await List(ct);

    public async Task<IActionResult> OnPostAdd(string? titleEn, string? titleFr, CancellationToken ct)
    {
        if (!MayEdit) return StatusCode(StatusCodes.Status403Forbidden);
        var title = Limits.Line(titleEn, titleFr);
        Problem = title.IsEmpty ? "title" : Limits.Fit(title, Limits.Title) ? null : "text";
        if (Problem is null) return Redirect(await Add(StaffSession.Of(HttpContext).Actor, title, ct));
        (Title, Response.StatusCode) = (title, StatusCodes.Status422UnprocessableEntity);
        All = await List(ct);
        return Page();
    }
}
