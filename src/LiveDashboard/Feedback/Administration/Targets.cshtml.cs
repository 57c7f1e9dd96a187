using System.Globalization;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Feedback.Targets;
using LiveDashboard.Figures.Measuring;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Feedback.Administration;

/// <summary>What is promised: the time to the first reply, from a day on. What was promised before stays promised.</summary>
[Authorize(StaffPolicy.Administer)]
public sealed class TargetsModel(
    Visit visit, TargetStore targets, ListChoices lists, StationTime station, FigureBeat beat) : PageModel
{
    /// <summary>The longest promise, in hours: a year.</summary>
    public const int MostHours = 8760;

    public IReadOnlyList<Target> Targets { get; private set; } = [];
    public CaseLists Lists { get; private set; } = new([], []);
    public string? Problem { get; private set; }
    public string Today => station.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public Task OnGet(CancellationToken ct) => Show(ct);

    public async Task<IActionResult> OnPostSet(
        string? kind, string? category, string? hours, string? from, CancellationToken ct)
    {
        if (StepUp.Needed(HttpContext) is { } first) return first;
        await Show(ct);
        if (kind is not (null or "") && !CaseKind.All.Contains(kind)) return RedirectToPage();
        if (category is not (null or "") && Lists.Categories.All(one => one.Id != category)) return RedirectToPage();
        if (!int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var within) || within is < 1 or > MostHours)
            return Say("hours");
        // Earlier days are what was promised then.
        if (!DateOnly.TryParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || day < station.Today || day > station.Today.AddYears(1)) return Say("day");
        await targets.Set(
            kind ?? "", category ?? "", TimeSpan.FromHours(within), station.StartOf(day), ct, StaffSession.Of(HttpContext).Actor);
        await beat.MeasureAll(ct);
        return RedirectToPage();
    }

    public string Day(DateTimeOffset at) =>
        at <= DateTimeOffset.UnixEpoch ? visit.Language["admin.targets.always"] : visit.Language.LongDay(station.DayOf(at));

    private PageResult Say(string problem)
    {
        (Problem, Response.StatusCode) = (problem, StatusCodes.Status422UnprocessableEntity);
        return Page();
    }

    private async Task Show(CancellationToken ct)
    {
        Targets = await targets.List(ct);
        Lists = await lists.Read(visit.Language, ct);
    }
}
