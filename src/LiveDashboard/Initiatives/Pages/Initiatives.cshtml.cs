using LiveDashboard.Initiatives.Metrics;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Initiatives.Pages;

/// <summary>All that the provider does with and for its community: what is under way, and what is over.</summary>
public sealed class InitiativesModel(Visit visit, InitiativeStore store) : PageModel
{
    private ILookup<string, MetricState> _states = Array.Empty<MetricState>().ToLookup(_ => "");

    public IReadOnlyList<Initiative> All { get; private set; } = [];

    /// <summary>By where they stand, those under way first; nothing empty.</summary>
    public IEnumerable<(string State, IReadOnlyList<Initiative> Of)> ByState =>
        from state in new[] { InitiativeState.Open, InitiativeState.Closed }
        let of = All.Where(one => one.State == state).ToArray()
        where of.Length > 0
        select (state, (IReadOnlyList<Initiative>)of);

    public async Task OnGet(CancellationToken ct)
    {
        visit.Watch(InitiativeFigures.OwnBoard);
        _states = visit.Board?.Reading<InitiativesReading>()?.States.ToLookup(state => state.Initiative.Id) ?? _states;
        All = await store.List(drafts: false, ct);
    }

    /// <summary>What it is measured by first; null while nothing is.</summary>
    public Metric? First(Initiative one) => _states[one.Id].FirstOrDefault()?.Metric;
}
