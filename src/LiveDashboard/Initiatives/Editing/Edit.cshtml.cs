using LiveDashboard.Figures;
using LiveDashboard.Initiatives.Metrics;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Web.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Initiatives.Editing;

/// <summary>One initiative: its words, its metrics and its milestones.</summary>
[Authorize(StaffPolicy.View)]
public sealed class InitiativeEditModel(InitiativeStore store, MetricStore metrics, FigureSignal signal) : PageModel
{
    public Initiative Initiative { get; private set; } = new();
    public InitiativeForm Form { get; private set; } = new();
    public IReadOnlyList<Metric> Metrics { get; private set; } = [];
    public IReadOnlyList<Milestone> Milestones { get; private set; } = [];

    /// <summary>A metric that was sent and not taken; null: none.</summary>
    public MetricForm? Typed { get; private set; }

    /// <summary>The same, where it is none of those that are there.</summary>
    public MetricForm? Unsaved => Typed is { } typed && Metrics.All(metric => metric.Id != typed.MetricId) ? typed : null;

    public string StepEn { get; private set; } = "";
    public string StepFr { get; private set; } = "";
    public string? Problem { get; private set; }
    public bool MayEdit => InitiativeListModel.MayPublish(HttpContext);

    private Actor Actor => StaffSession.Of(HttpContext).Actor;

    public async Task<IActionResult> OnGet(string id, CancellationToken ct) => await Show(id, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostSave(string id, InitiativeForm form, CancellationToken ct) => Act(id, async () =>
    {
        var (given, problem) = form.Read(Initiative);
        Form = form;
        if (problem is not null) return problem;
        return await store.Save(Actor, given, ct) ? null : "stale";
    }, ct);

    public Task<IActionResult> OnPostMetric(string id, MetricForm form, CancellationToken ct) => Act(id, async () =>
    {
        Typed = form;
        var before = await metrics.Find(form.MetricId ?? "", ct);
        if (before is not null && before.InitiativeId != id) return "stale";
        var (given, problem) = form.Read(Initiative, before, Metrics.Count);
        if (problem is null) await metrics.Save(Actor, Initiative, given, ct);
        return problem;
    }, ct);

    public Task<IActionResult> OnPostStep(
        string id, string? step, string? stepEn, string? stepFr, string? due, CancellationToken ct) => Act(id, async () =>
    {
        (StepEn, StepFr) = (FormText.Line(stepEn), FormText.Line(stepFr));
        if (StepEn.Length + StepFr.Length == 0) return "name";
        if (!FormText.Fits(StepEn, InitiativeWords.LongestName) || !FormText.Fits(StepFr, InitiativeWords.LongestName)) return "text";
        if (FormText.Day(due) is not { } day) return "days";
        if (step is not { Length: > 0 and <= 40 } || Milestones.Any(one => one.Id == step)) return "stale";
        await store.SaveMilestone(Actor, Initiative, new Milestone(step, day, null, StepEn, StepFr), ct);
        return null;
    }, ct);

    public Task<IActionResult> OnPostReached(string id, string? step, string? reached, CancellationToken ct) => Act(id, async () =>
    {
        if (Milestones.FirstOrDefault(one => one.Id == step) is not { } there) return "stale";
        if (reached is { Length: > 0 } && FormText.Day(reached) is null) return "days";
        await store.SaveMilestone(Actor, Initiative, there with { Reached = FormText.Day(reached) }, ct);
        return null;
    }, ct);

    private async Task<IActionResult> Act(string id, Func<Task<string?>> act, CancellationToken ct)
    {
        if (!MayEdit) return StatusCode(StatusCodes.Status403Forbidden);
        if (!await Show(id, ct)) return NotFound();
        Problem = await act();
        if (Problem is null)
        {
            signal.InitiativesChanged();
            return Redirect($"/staff/initiatives/{id}");
        }
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> Show(string id, CancellationToken ct)
    {
        if (await store.Find(id, ct) is not { } found) return false;
        (Initiative, Form) = (found, InitiativeForm.Of(found));
        Metrics = await metrics.Of(id, ct);
        Milestones = await store.Milestones(id, ct);
        return true;
    }
}
