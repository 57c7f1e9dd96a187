using LiveDashboard.Forums.Promises;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Staff;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Forums.Report;

/// <summary>The report as staff read it: also before the forum has ended, and under the same suppression.</summary>
[Authorize(StaffPolicy.View)]
public sealed class HostReportModel(
    ForumStore forums, ReportStore reports, PromiseStore promises, StationTime station, ForumClock clock, Visit visit) : PageModel
{
    public Forum Forum { get; private set; } = null!;
    public IReadOnlyList<ReportedRound> Rounds { get; private set; } = [];
    public IReadOnlyList<Promise> Promises { get; private set; } = [];

    public async Task<IActionResult> OnGet(string id, CancellationToken ct) => await Read(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnGetCsv(string id, CancellationToken ct)
    {
        if (!await Read(id, ct)) return NotFound();
        Response.Headers.ContentDisposition = $"attachment; filename=\"forum-{Forum.Slug}.csv\"";
        return Content(ReportFile.Write(visit.Language, station, Rounds, Promises, clock.NowMs), "text/csv; charset=utf-8");
    }

    private async Task<bool> Read(string id, CancellationToken ct)
    {
        if (await forums.Find(id, ct) is not { } forum) return false;
        Forum = forum;
        Rounds = await reports.Rounds(forum.Id, ct);
        Promises = await promises.Of(forum.Id, withdrawn: false, ct);
        return true;
    }
}
