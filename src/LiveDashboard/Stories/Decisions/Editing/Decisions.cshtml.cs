using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Stories.Editing;
using LiveDashboard.Stories.Writing;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authorization;

namespace LiveDashboard.Stories.Decisions.Editing;

/// <summary>All decisions, drafts among them, and a new one.</summary>
[Authorize(StaffPolicy.View)]
public sealed class DecisionListModel(DecisionStore store, StationTime station) : ToldListModel<Decision>
{
    protected override Task<IReadOnlyList<Decision>> List(CancellationToken ct) => store.List(all: true, ct);

    protected override async Task<string> Add(Actor actor, Both title, CancellationToken ct) =>
        $"/staff/decisions/{(await store.Add(actor, new Decision { Title = title, Day = station.Today }, ct)).Id}";
}
