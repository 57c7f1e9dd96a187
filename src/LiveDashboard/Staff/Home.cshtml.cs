using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Staff;

/// <summary>Where everybody who signed in begins.</summary>
[Authorize(StaffPolicy.View)]
public sealed class StaffHomeModel : PageModel
{
    public IActionResult OnGet() => Redirect("/staff/desk");
}
