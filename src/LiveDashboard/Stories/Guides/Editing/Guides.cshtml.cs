using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Stories.Editing;
using LiveDashboard.Stories.Writing;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authorization;

namespace LiveDashboard.Stories.Guides.Editing;

/// <summary>All guides, drafts among them, and a new one.</summary>
[Authorize(StaffPolicy.View)]
public sealed class GuideListModel(GuideStore store, StationTime station) : ToldListModel<Guide>
{
    protected override Task<IReadOnlyList<Guide>> List(CancellationToken ct) => store.List(all: true, ct);

    protected override async Task<string> Add(Actor actor, Both title, CancellationToken ct) =>
        $"/staff/guides/{(await store.Add(actor, new Guide { Title = title, Checked = station.Today }, ct)).Id}";
}
