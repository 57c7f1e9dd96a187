using LiveDashboard.Forums.Promises;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Forums.Report;

/// <summary>What a forum that has ended found out, for everybody.</summary>
public sealed class PublicReportModel(
    ReportStore reports, PromiseStore promises, StationTime station, ForumClock clock, Visit visit) : PageModel
{
    public Forum Forum { get; private set; } = null!;
    public IReadOnlyList<ReportedRound> Rounds { get; private set; } = [];
    public IReadOnlyList<Promise> Promises { get; private set; } = [];

    public async Task<IActionResult> OnGet(string slug, CancellationToken ct) =>
        await Read(slug, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnGetCsv(string slug, CancellationToken ct)
    {
        if (!await Read(slug, ct)) return NotFound();
        Response.Headers.ContentDisposition = $"attachment; filename=\"forum-{Forum.Slug}.csv\"";
        return Content(ReportFile.Write(visit.Language, station, Rounds, Promises, clock.NowMs), "text/csv; charset=utf-8");
    }

    private async Task<bool> Read(string slug, CancellationToken ct)
    {
        if (await reports.FindEnded(slug, ct) is not { } forum) return false;
        Forum = forum;
        Rounds = await reports.Rounds(forum.Id, ct);
        Promises = await promises.Of(forum.Id, withdrawn: false, ct);
        return true;
    }
}
