using Microsoft.AspNetCore.Diagnostics;

namespace LiveDashboard.Web.Refusals;

/// <summary>
/// The one place where a status without words gets a page. Whoever finds nothing, or refuses, just says so
/// (<c>NotFound()</c>); the address and the status stay.
/// </summary>
public static class StatusPages
{
    private static readonly PathString[] ForPrograms = [ApiDocument.Root, "/data", "/live", "/openapi", "/health"];

    /// <summary>For addresses that people open. Those for programs keep the bare status.</summary>
    public static void UseStatusPages(this WebApplication app)
    {
        // On the application itself and switched off where it is not for: in a branch it would not route anew.
        app.UseStatusCodePagesWithReExecute(RefusedModel.Address);
        app.Use((http, next) =>
        {
            if (!ForPeople(http)) http.Features.Get<IStatusCodePagesFeature>()!.Enabled = false;
            return next(http);
        });
    }

    /// <summary>
    /// Whether a page is of use to who asks: a browser that opens an address, or somebody who takes anything. Not a
    /// style sheet, a picture or JSON that is not there.
    /// </summary>
    public static bool WantsPage(HttpRequest request) =>
        request.Headers.Accept is not [{ Length: > 0 } accept, ..]
        || accept.Trim() == "*/*"
        || request.GetTypedHeaders().Accept.Any(type => type.MediaType == "text/html");

    private static bool ForPeople(HttpContext http) =>
        http.Features.Get<OwnRefusals>() is null
        && !Array.Exists(ForPrograms, start => http.Request.Path.StartsWithSegments(start));
}
