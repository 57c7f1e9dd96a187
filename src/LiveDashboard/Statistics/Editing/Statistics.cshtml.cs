using LiveDashboard.Staff;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Statistics.Importing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Statistics.Editing;

/// <summary>The series that were imported, a new one, or a new revision of one.</summary>
[Authorize(StaffPolicy.View)]
public sealed class StatisticListModel(StatisticStore store, StatisticImport import) : PageModel
{
    public IReadOnlyList<Statistic> All { get; private set; } = [];
    public StatisticForm Form { get; private set; } = new();

    /// <summary>The end of the key of why it was not taken; null: nothing went wrong.</summary>
    public string? Problem { get; private set; }
    public int Line { get; private set; }

    /// <summary>What the problem is about, in the file's words.</summary>
    public string What { get; private set; } = "";

    /// <summary>What was taken just now.</summary>
    public Imported? Taken { get; private set; }

    public bool MayEdit => MayPublish(HttpContext);

    /// <summary>Whether who is signed in may import and annotate.</summary>
    public static bool MayPublish(HttpContext http) =>
        StaffPolicy.Roles[StaffPolicy.Publish].Contains(StaffSession.Of(http).Role);

    public async Task OnGet(string? slug, CancellationToken ct)
    {
        All = await store.List(ct);
        if (All.FirstOrDefault(one => one.Slug == slug) is { } known) Form = StatisticForm.Of(known);
    }

    public async Task<IActionResult> OnPostImport(StatisticForm form, List<IFormFile> files, CancellationToken ct)
    {
        if (!MayEdit) return StatusCode(StatusCodes.Status403Forbidden);
        Form = form;
        try
        {
            Problem = await Take(form, files, ct);
        }
        catch (UnusableSeriesException e)
        {
            (Problem, Line, What) = (e.Problem, e.Line, e.What);
        }
        if (Problem is not null) Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        else Form = new StatisticForm();
        All = await store.List(ct);
        return Page();
    }

    private async Task<string?> Take(StatisticForm form, List<IFormFile> files, CancellationToken ct)
    {
        var (given, problem) = form.Read();
        if (problem is not null) return problem;
        if (given.Slug.Length > 0 && await store.Find(given.Slug, ct) is null) return "stale";
        if (files.Count == 0) return "file";
        var series = new Series();
        foreach (var file in files)
        {
            await using var stream = file.OpenReadStream();
            series.Add(stream, form.Columns);
        }
        Taken = await import.Run(StaffSession.Of(HttpContext).Actor, given, series, ct);
        return null;
    }
}
