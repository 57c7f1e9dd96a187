using System.Globalization;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Desk.Acts;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Storage;
using LiveDashboard.Web;
using LiveDashboard.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace LiveDashboard.Feedback.Desk.Work;

/// <summary>What the page's forms do. Whoever may not answer is refused before anything is looked at.</summary>
public sealed partial class DeskCaseModel
{
    public IActionResult OnPost() => Redirect(Path());

    /// <summary>The page is still open; nothing is shown.</summary>
    public Task<IActionResult> OnPostHold(bool writing, CancellationToken ct) => With(async () =>
    {
        await claims.Renew(CaseId, Rights, writing, ct);
        return StatusCode(StatusCodes.Status204NoContent);
    }, ct);

    public Task<IActionResult> OnPostTake(CancellationToken ct) => With(async () =>
    {
        await claims.TakeOver(CaseId, Rights, ct);
        return Redirect(Path());
    }, ct);

    public Task<IActionResult> OnPostSend(CancellationToken ct) => With(async () =>
    {
        var form = await Read("reply", ct);
        return await After(ProblemOf(form.Body) ?? await acts.Reply(form, Rights, ct), "replied", ct);
    }, ct);

    public Task<IActionResult> OnPostDraft(CancellationToken ct) => With(async () =>
    {
        var form = await Read("reply", ct);
        if (ProblemOf(form.Body) is { } problem) return await After(problem, "", ct);
        await claims.SaveDraft(CaseId, Rights, form.Body, ct);
        return await After(null, "saved", ct);
    }, ct);

    public Task<IActionResult> OnPostPreview(CancellationToken ct) => With(async () =>
    {
        await Read("reply", ct);
        await Show(ct);
        return Page();
    }, ct);

    public Task<IActionResult> OnPostTemplate(string? template, CancellationToken ct) => With(async () =>
    {
        await Read("reply", ct);
        var chosen = (await templates.List(ct)).FirstOrDefault(one => one.Id == template);
        Body = string.Join("\n\n", new[] { Body, chosen?.Body ?? "" }.Where(part => part.Length > 0));
        await Show(ct);
        return Page();
    }, ct);

    public Task<IActionResult> OnPostClose(string? outcome, CancellationToken ct) =>
        Act("close", form => acts.Close(form, outcome ?? "", Rights, ct), ct);

    public Task<IActionResult> OnPostReopen(CancellationToken ct) => Act("reopen", form => acts.Reopen(form, Rights, ct), ct);

    public Task<IActionResult> OnPostWithhold(string? why, CancellationToken ct) =>
        Act("withhold", form => acts.Withhold(form, why ?? "", Rights, ct), ct);

    public Task<IActionResult> OnPostRestore(CancellationToken ct) => Act("restore", form => acts.Restore(form, Rights, ct), ct);

    public Task<IActionResult> OnPostPostpone(string? day, string? time, CancellationToken ct) => Act("postpone",
        async form => station.Read(day, time) is { } until ? await acts.Postpone(form, until, Rights, ct) : DeskProblem.Date, ct);

    public Task<IActionResult> OnPostNote(CancellationToken ct) => Act("note", form => acts.Note(form, Rights, ct), ct);

    public Task<IActionResult> OnPostAssign(string? member, CancellationToken ct) => With(async () =>
        await After(await work.Assign(CaseId, member ?? "", Rights, ct) ? null : DeskProblem.Member, "assign", ct), ct);

    public Task<IActionResult> OnPostPriority(string? priority, CancellationToken ct) => With(async () =>
    {
        await work.Prioritise(CaseId, priority == "high", Rights, ct);
        return await After(null, "priority", ct);
    }, ct);

    private Task<IActionResult> Act(string name, Func<DeskForm, Task<string?>> act, CancellationToken ct) => With(async () =>
    {
        var form = await Read(name, ct);
        return await After(ProblemOf(form.Body) ?? await act(form), name, ct);
    }, ct);

    private async Task<IActionResult> With(Func<Task<IActionResult>> act, CancellationToken ct)
    {
        if (!Rights.MayAnswer) return StatusCode(StatusCodes.Status403Forbidden);
        if (await cases.Read(CaseId, Rights, visit, ct) is null) return NotFound();
        try
        {
            return await act();
        }
        catch (Exception e) when (e is WriteStoppedException or WriteLaneFullException)
        {
            Response.Headers.RetryAfter = "10";
            return await Again("busy", StatusCodes.Status503ServiceUnavailable, ct);
        }
    }

    private async Task<DeskForm> Read(string name, CancellationToken ct)
    {
        var sent = await Request.ReadFormAsync(ct);
        var body = FormText.Lines(sent["body"]);
        (Form, Body, Other) = name == "reply" ? (name, body, "") : (name, await claims.Draft(CaseId, Rights, ct), body);
        if (sent["once"].ToString() is { Length: > 0 and <= 40 } once) Once = once;
        _ = long.TryParse(sent["newest"], CultureInfo.InvariantCulture, out var newest);
        return new DeskForm(CaseId, Once, newest, body);
    }

    private static string? ProblemOf(string body) =>
        body.Length == 0 ? DeskProblem.Empty
        : body.Length > MessageLimits.Text ? DeskProblem.TooLong
        : CaseText.HasControls(body) ? DeskProblem.Broken
        : null;

    private async Task<IActionResult> After(string? problem, string done, CancellationToken ct)
    {
        // What was not sent is kept: taking the case over loads the page anew.
        if (problem is DeskProblem.NotHeld or DeskProblem.News && Form == "reply") await claims.SaveDraft(CaseId, Rights, Body, ct);
        if (problem is not null)
            return await Again(problem, problem is DeskProblem.NotHeld or DeskProblem.News or DeskProblem.State
                ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity, ct);
        var path = Path();
        return Redirect($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}done={done}");
    }

    private async Task<IActionResult> Again(string problem, int status, CancellationToken ct)
    {
        (Problem, Response.StatusCode) = (problem, status);
        await Show(ct);
        return Page();
    }
}
