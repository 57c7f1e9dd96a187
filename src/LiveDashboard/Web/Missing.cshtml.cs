using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Web;

/// <summary>The page for an address that does not exist. Programs that ask for data get the bare status.</summary>
public sealed class MissingModel : PageModel
{
    private static readonly PathString[] ForPrograms = ["/api", "/data", "/live", "/openapi"];

    public IActionResult OnGet()
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Array.Exists(ForPrograms, start => Request.Path.StartsWithSegments(start)) ? NotFound() : Page();
    }
}
