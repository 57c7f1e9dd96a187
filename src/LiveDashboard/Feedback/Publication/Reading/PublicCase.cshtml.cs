using LiveDashboard.Feedback.Messages;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Feedback.Publication.Reading;

/// <summary>One case in public, under an address that stays. What was shown once and is not any more says so.</summary>
public sealed class PublicCaseModel(Visit visit, PublishedCases cases, ListChoices choices) : PageModel
{
    public PublishedCase? Case { get; private set; }
    public Tombstone? Gone { get; private set; }
    public CaseLists Lists { get; private set; } = new([], []);

    public async Task<IActionResult> OnGet(string reference, CancellationToken ct)
    {
        // Only as it is written: one case has one address.
        if (CaseReference.Read(reference) != reference) return NotFound();
        Case = await cases.Find(reference, ct);
        if (Case is null)
        {
            if (await cases.Gone(reference, ct) is not { } gone) return NotFound();
            (Gone, Response.StatusCode) = (gone, StatusCodes.Status410Gone);
        }
        Lists = await choices.Read(visit.Language, ct);
        return Page();
    }
}
