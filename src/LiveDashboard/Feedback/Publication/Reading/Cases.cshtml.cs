using LiveDashboard.Feedback.Messages;
using LiveDashboard.Feedback.Publication.Feeds;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Feedback.Publication.Reading;

/// <summary>All that was said and done in public, the newest first.</summary>
public sealed class CasesModel(Visit visit, PublishedCases cases, ListChoices choices) : PageModel
{
    public const int OnPage = 20;
    private const int MostPages = 10_000;

    public IReadOnlyList<PublishedCase> Cases { get; private set; } = [];
    public CaseLists Lists { get; private set; } = new([], []);
    public CaseFilter Filter { get; private set; } = CaseFilter.None;

    /// <summary>From 1 on.</summary>
    public int Number { get; private set; } = 1;
    public int Pages { get; private set; } = 1;

    /// <summary>A page that is not there is missing: what was on it may be on another.</summary>
    public async Task<IActionResult> OnGet(string? category, string? area, int? n, CancellationToken ct)
    {
        Filter = CaseFilter.Asked(category, area);
        Number = n ?? 1;
        if (Number is < 1 or > MostPages) return NotFound();
        Lists = await choices.Read(visit.Language, ct);
        Pages = (int)Math.Max(1, (await cases.Count(Filter, ct) + OnPage - 1) / OnPage);
        if (Number > Pages) return NotFound();
        Cases = await cases.List(Filter, (Number - 1) * OnPage, OnPage, ct);
        return Page();
    }

    /// <summary>The address of another page under the same filter.</summary>
    public string To(int number)
    {
        var query = CaseFeeds.Query(Filter);
        return visit.Link("/cases") + query + (number == 1 ? "" : $"{(query.Length > 0 ? "&" : "?")}n={number}");
    }

    /// <summary>The address of a feed under the same filter.</summary>
    public string Feed(string name) => visit.Link($"/{name}") + CaseFeeds.Query(Filter);
}
