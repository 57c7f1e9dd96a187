using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Feedback.Publication.Appeals;
using LiveDashboard.Feedback.Publication.Deciding;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Feedback.Publication.Review;

/// <summary>One case: what was written beside what the public will read, and what is decided about it.</summary>
[Authorize(StaffPolicy.Moderate)]
public sealed class ReviewModel(Decisions decisions, AppealStore appeals) : PageModel
{
    /// <summary>Null: there is none of this reference that may be shown.</summary>
    public ReviewedCase? Case { get; private set; }

    /// <summary>What the form shows: as it is stored, or as it was sent and not stored.</summary>
    public PublicWords Words { get; private set; } = new("", "", "", "", "", "");

    /// <summary>The words that hold it.</summary>
    public IReadOnlyList<string> Held { get; private set; } = [];

    /// <summary>The end of the key of why nothing was saved.</summary>
    public string? Problem { get; private set; }

    public bool Saved { get; private set; }

    public async Task OnGet(string? reference, string? saved, CancellationToken ct)
    {
        Saved = saved is not null;
        await Show(reference, ct);
    }

    public async Task<IActionResult> OnPost(string? reference, ReviewForm form, CancellationToken ct)
    {
        await Show(reference, ct);
        if (Case is null) return Page();
        if (form.Words() is not { } words) return Say("long");
        var batch = CaseId.New();
        var came = (await decisions.Decide(Me.Actor, [form.Verdict(Case.CaseId, words)], batch, ct))[0];
        if (came == Verdicted.Done)
            return Redirect(form.Web is { Length: > 0 } || form.Lobby is { Length: > 0 }
                ? $"/staff/moderation?batch={batch}&results=done-1"
                : $"/staff/moderation/case?reference={Case.Reference}&saved=1");
        // What somebody else wrote meanwhile is not written over unseen.
        if (came != Verdicted.Changed) Words = words;
        else await Show(reference, ct);
        Held = (await decisions.Held(Case!, Words, ct));
        return Say(came.ToString().ToLowerInvariant());
    }

    public async Task<IActionResult> OnPostAppeal(string? reference, long revision, string? grant, CancellationToken ct)
    {
        await Show(reference, ct);
        if (Case is null) return Page();
        if (Case.Mine == 1) return Say("mine");
        return await appeals.Decide(Me.Actor, Case with { Revision = revision }, grant == "1", ct)
            ? Redirect($"/staff/moderation/case?reference={Case.Reference}&saved=1") : Say("changed");
    }

    private StaffSession Me => StaffSession.Of(HttpContext);

    private PageResult Say(string problem)
    {
        (Problem, Response.StatusCode) = (problem, StatusCodes.Status422UnprocessableEntity);
        return Page();
    }

    private async Task Show(string? reference, CancellationToken ct)
    {
        Case = CaseReference.Read(reference) is { } named ? await decisions.Read(named, Me.MemberId, ct) : null;
        if (Case is null)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        Words = Case.Words;
        Held = await decisions.Held(Case, Words, ct);
    }
}
