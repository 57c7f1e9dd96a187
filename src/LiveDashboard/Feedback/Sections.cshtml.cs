using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Figures;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Net.Http.Headers;

namespace LiveDashboard.Feedback;

/// <summary>
/// The breakdowns alone, for open home pages on which a row has come or changed its place (sections.js). All of them
/// ask within seconds, so it is made once a second and language and given to everybody; pages ask later than that
/// after the frame that told them.
/// </summary>
[OutputCache(Duration = 1, VaryByHeaderNames = ["Accept-Encoding"], VaryByQueryKeys = [])]
public sealed class SectionsModel(Visit visit) : PageModel
{
    public void OnGet()
    {
        visit.Otherwise(NothingYet.On(visit.Today).SelectMany(reading => reading.InWords(visit.Language)));
        Response.Headers.CacheControl = "no-store";
        Response.Headers["X-Robots-Tag"] = "noindex";
    }
}
