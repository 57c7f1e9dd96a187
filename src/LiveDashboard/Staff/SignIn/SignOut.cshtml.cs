using LiveDashboard.Staff.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Staff.SignIn;

/// <summary>The way out.</summary>
[Authorize(StaffPolicy.View)]
public sealed class SignOutModel(SessionStore sessions) : PageModel
{
    public IActionResult OnGet() => Redirect("/staff");

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        await sessions.SignOut(StaffSession.Of(HttpContext), ct);
        SessionCookie.Delete(Response);
        return Redirect("/staff/sign-in");
    }
}
