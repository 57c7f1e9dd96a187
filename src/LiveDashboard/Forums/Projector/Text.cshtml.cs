using LiveDashboard.Forums.Promises;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Forums.Projector;

/// <summary>The big screen as plain text, for who cannot see it; it is read again by a link.</summary>
public sealed class TextModel(ForumStore forums, StageStore stages) : PageModel
{
    public Stage Stage { get; private set; } = null!;

    /// <summary>What earlier forums were promised, where it is what the room sees.</summary>
    public IReadOnlyList<Promise> Promises { get; private set; } = [];

    public async Task<IActionResult> OnGet(string code, CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-store";
        if ((await forums.FindByCode(code, ct) ?? await forums.FindEnded(code, ct)) is not { } forum) return NotFound();
        var sight = await stages.See(forum.Id, ct);
        (Stage, Promises) = (sight.Shown, sight.Promises);
        return Page();
    }
}
