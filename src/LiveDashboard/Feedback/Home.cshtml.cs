using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Figures;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Feedback;

/// <summary>The page that residents come for: do they answer, how long does it take, is somebody stuck?</summary>
public sealed class HomeModel(Visit visit) : PageModel
{
    /// <summary>A topic list of this length is read at a glance; the others are one press away.</summary>
    public const int RowsAtOnce = 10;

    public void OnGet() =>
        visit.Otherwise(NothingYet.On(visit.Today).SelectMany(reading => reading.InWords(visit.Language)));
}
