using LiveDashboard.Staff.Audit;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Stories.Writing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Stories.Editing;

/// <summary>What staff's pages of stories, decisions and guides share.</summary>
public abstract class ToldModel : PageModel
{
    /// <summary>The end of the key of why it was not taken; null: nothing went wrong.</summary>
    public string? Problem { get; private set; }

    /// <summary>Of a new one, as it was typed.</summary>
    public Both Title { get; private set; } = Both.Nothing;

    public bool MayEdit => StoryRights.MayPublish(HttpContext);

    protected Actor Actor => StaffSession.Of(HttpContext).Actor;

    protected IActionResult Forbidden() => StatusCode(StatusCodes.Status403Forbidden);

    /// <summary>The page again, with what was typed and why it was not taken.</summary>
    protected IActionResult Refused(string problem)
    {
        (Problem, Response.StatusCode) = (problem, StatusCodes.Status422UnprocessableEntity);
        return Page();
    }

    /// <summary>Reads the title of a new one.</summary>
    /// <returns>The end of the key of what is wrong with it; null: nothing.</returns>
    protected string? Read(string? titleEn, string? titleFr)
    {
        Title = Limits.Line(titleEn, titleFr);
        return Limits.TitleProblem(Title);
    }
}
