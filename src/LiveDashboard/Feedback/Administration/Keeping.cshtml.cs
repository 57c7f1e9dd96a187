using System.Globalization;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Keeping;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Staff.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Feedback.Administration;

/// <summary>How long personal data is kept, what must be kept, and what is to be erased.</summary>
[Authorize(StaffPolicy.Administer)]
public sealed class KeepingModel(KeepingStore store, KeepingPeriods periods) : PageModel
{
    private const int LongestReason = 300;

    public IReadOnlyList<KeepingPeriod> Periods { get; private set; } = [];
    public IReadOnlyList<KeptCase> Requests { get; private set; } = [];
    public IReadOnlyList<KeptCase> Holds { get; private set; } = [];
    public string? Problem { get; private set; }

    /// <summary>Whether this person may carry out a request: not one of their own.</summary>
    public bool MayErase(KeptCase request) => request.Held == 0 && request.By != Actor.Name;

    private Actor Actor => StaffSession.Of(HttpContext).Actor;

    public Task OnGet(CancellationToken ct) => Show(ct);

    public async Task<IActionResult> OnPostPeriod(string? what, string? days, CancellationToken ct)
    {
        if (StepUp.Needed(HttpContext) is { } first) return first;
        if (KeepingPeriods.Defaults.All(one => one.What != what)) return RedirectToPage();
        if (!int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var kept) || kept > KeepingPeriods.Most)
            return await Say("days", ct);
        await store.SetPeriod(Actor, what!, kept, ct);
        return RedirectToPage();
    }

    public Task<IActionResult> OnPostHold(string? reference, string? reason, CancellationToken ct) =>
        With(reference, async (caseId, named) =>
        {
            var why = (reason ?? "").Trim();
            if (why.Length is 0 or > LongestReason || CaseText.HasControls(why)) return await Say("reason", ct);
            await store.Hold(Actor, caseId, named, why, ct);
            return RedirectToPage();
        }, ct);

    public Task<IActionResult> OnPostLift(string? reference, CancellationToken ct) => With(reference, async (caseId, named) =>
    {
        await store.Lift(Actor, caseId, named, ct);
        return RedirectToPage();
    }, ct);

    public Task<IActionResult> OnPostAsk(string? reference, CancellationToken ct) => With(reference, async (caseId, named) =>
    {
        await store.Ask(Actor, caseId, named, ct);
        return RedirectToPage();
    }, ct);

    public Task<IActionResult> OnPostErase(string? reference, CancellationToken ct) => With(reference, async (caseId, named) =>
        await store.Erase(Actor, caseId, named, ct) ? RedirectToPage() : await Say("erase", ct), ct);

    private async Task<IActionResult> With(
        string? reference, Func<string, string, Task<IActionResult>> act, CancellationToken ct)
    {
        if (StepUp.Needed(HttpContext) is { } first) return first;
        return CaseReference.Read(reference) is { } named && await store.Find(named, ct) is { } caseId
            ? await act(caseId, named) : await Say("reference", ct);
    }

    private async Task<IActionResult> Say(string problem, CancellationToken ct)
    {
        (Problem, Response.StatusCode) = (problem, StatusCodes.Status422UnprocessableEntity);
        await Show(ct);
        return Page();
    }

    private async Task Show(CancellationToken ct)
    {
        Periods = await periods.List(ct);
        Requests = await store.Requests(ct);
        Holds = await store.Holds(ct);
    }
}
