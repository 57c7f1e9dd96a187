using LiveDashboard.Feedback.Cases;
using LiveDashboard.Figures.Measuring;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Sessions;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Feedback.Administration;

/// <summary>The provider's topics and areas.</summary>
[Authorize(StaffPolicy.Administer)]
public sealed class ListsModel(ListStore store, FigureBeat beat) : PageModel
{
    public IReadOnlyDictionary<string, IReadOnlyList<ListEntry>> Entries { get; private set; } =
        new Dictionary<string, IReadOnlyList<ListEntry>>();

    /// <summary>The end of the key of why nothing was done; null: nothing went wrong.</summary>
    public string? Problem { get; private set; }

    public Task OnGet(CancellationToken ct) => Show(ct);

    public async Task<IActionResult> OnPostAdd(string? list, string? name, CancellationToken ct)
    {
        if (StepUp.Needed(HttpContext) is { } first) return first;
        if (!ListStore.Lists.Contains(list)) return RedirectToPage();
        var named = (name ?? "").Trim();
        if (named.Length == 0 || CaseText.ProblemOfName(list!, named) is not null) return await Say("name", ct);
        return await Done(await store.Add(StaffSession.Of(HttpContext).Actor, list!, named, ct), ct);
    }

    public async Task<IActionResult> OnPostRename(string? list, string? id, string? language, string? name, CancellationToken ct)
    {
        if (StepUp.Needed(HttpContext) is { } first) return first;
        var (named, code) = ((name ?? "").Trim(), language ?? "");
        if (!ListStore.Lists.Contains(list) || id is null || (code.Length > 0 && Language.Find(code) is null)) return RedirectToPage();
        if ((named.Length == 0 && code.Length == 0) || CaseText.ProblemOfName(list!, named) is not null) return await Say("name", ct);
        return await Done(await store.Rename(StaffSession.Of(HttpContext).Actor, list!, id, code, named, ct), ct);
    }

    public async Task<IActionResult> OnPostRetire(string? list, string? id, bool back, CancellationToken ct)
    {
        if (StepUp.Needed(HttpContext) is { } first) return first;
        if (ListStore.Lists.Contains(list) && id is not null)
            await store.Retire(StaffSession.Of(HttpContext).Actor, list!, id, !back, ct);
        return RedirectToPage();
    }

    private async Task<IActionResult> Done(bool done, CancellationToken ct)
    {
        if (!done) return await Say("taken", ct);
        await beat.MeasureAll(ct); // its name stands on the public page
        return RedirectToPage();
    }

    private async Task<IActionResult> Say(string problem, CancellationToken ct)
    {
        (Problem, Response.StatusCode) = (problem, StatusCodes.Status422UnprocessableEntity);
        await Show(ct);
        return Page();
    }

    private async Task Show(CancellationToken ct)
    {
        var entries = new Dictionary<string, IReadOnlyList<ListEntry>>();
        foreach (var list in ListStore.Lists) entries[list] = await store.List(list, ct);
        Entries = entries;
    }
}
