using LiveDashboard.Feedback.Publication.Review;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Feedback.Publication.WordLists;

/// <summary>The word lists, one for each language of the pages.</summary>
[Authorize(StaffPolicy.Moderate)]
public sealed class WordsModel(HoldWords words) : PageModel
{
    public ILookup<string, string> Lists { get; private set; } = Array.Empty<string>().ToLookup(one => one);
    public bool Problem { get; private set; }

    public Task OnGet(CancellationToken ct) => Show(ct);

    public async Task<IActionResult> OnPostAdd(string? language, string? word, CancellationToken ct)
    {
        var typed = ReviewForm.Line(word, PublicLimits.Word);
        if (Language.Find(language) is { } known
            && await words.Add(StaffSession.Of(HttpContext).Actor, known.Code, typed, ct)) return RedirectToPage();
        Problem = true;
        await Show(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostRemove(string? language, string? word, CancellationToken ct)
    {
        if (Language.Find(language) is { } known)
            await words.Remove(
                StaffSession.Of(HttpContext).Actor, known.Code, ReviewForm.Line(word, PublicLimits.Word), ct);
        return RedirectToPage();
    }

    private async Task Show(CancellationToken ct) =>
        Lists = (await words.List(ct)).ToLookup(one => one.Language, one => one.Word);
}
