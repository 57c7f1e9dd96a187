using LiveDashboard.Figures;
using LiveDashboard.Storage;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Feedback.Publication.Policy;

/// <summary>By which rules residents' words are shown, and what came of them.</summary>
public sealed class PolicyModel(Database database, StationTime station, PublicationRules rules) : PageModel
{
    public int K => rules.K;
    public PolicyTotals Totals { get; private set; } = new(default, [], null, null);

    public async Task OnGet(CancellationToken ct) => Totals = await PolicyTotals.Read(database, station, rules, ct);
}
