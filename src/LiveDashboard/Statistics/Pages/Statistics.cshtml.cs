using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Statistics.Pages;

/// <summary>All series that were imported.</summary>
public sealed class StatisticsModel(StatisticStore store) : PageModel
{
    public IReadOnlyList<Statistic> All { get; private set; } = [];

    public async Task OnGet(CancellationToken ct) => All = await store.List(ct);
}
