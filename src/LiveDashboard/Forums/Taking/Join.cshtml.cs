using LiveDashboard.Forums.Rooms;
using LiveDashboard.Web;
using LiveDashboard.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Forums.Taking;

/// <summary>Where the six digits of the big screen are typed.</summary>
[ChosenLanguage, IgnoreAntiforgeryToken] // it acts for nobody: it only leads on
public sealed class JoinModel(ForumStore forums, ParticipantStore participants, RoomReader reader, JoinLimit limit) : PageModel
{
    public string Code { get; private set; } = "";

    /// <summary>The end of the key of why it leads nowhere; null: nothing was typed.</summary>
    public string? Problem { get; private set; }

    public async Task<IActionResult> OnGet(string? code, CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-store";
        OwnForms.SayOrigin(Response);
        if (code is null) return Page();
        Code = code.Length > 20 ? code[..20] : code;
        var forum = await forums.FindByCode(code, ct);
        var isIn = forum is not null && (await reader.Read(forum.Id, participants.Known(HttpContext, forum.Id), ct)).Me is not null;
        if (!isIn && limit.IsReached(HttpContext)) return Say("often", StatusCodes.Status429TooManyRequests);
        if (forum is not null) return Redirect(ChosenLanguageAttribute.Address(Request, $"/f/{forum.Code}"));
        if (await forums.FindEnded(code, ct) is { } over)
            return Redirect(ChosenLanguageAttribute.Address(Request, $"/f/{over.EndedCode}"));
        limit.Count(HttpContext);
        return Say("wrong", StatusCodes.Status404NotFound);
    }

    private PageResult Say(string problem, int status)
    {
        if (status == StatusCodes.Status429TooManyRequests) Response.Headers.RetryAfter = "60";
        (Problem, Response.StatusCode) = (problem, status);
        return Page();
    }
}
