using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Stories.Editing;
using LiveDashboard.Stories.Writing;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authorization;

namespace LiveDashboard.Stories.Achievements.Editing;

/// <summary>All stories, drafts among them, and a new one.</summary>
[Authorize(StaffPolicy.View)]
public sealed class StoryListModel(StoryStore store, StationTime station) : ToldListModel<Story>
{
    protected override Task<IReadOnlyList<Story>> List(CancellationToken ct) => store.List(all: true, ct);

    protected override async Task<string> Add(Actor actor, Both title, CancellationToken ct)
    {
        var given = new Story { Title = title, Kind = StoryKind.All[0], Day = station.Today };
        return $"/staff/stories/{(await store.Add(actor, given, ct)).Id}";
    }
}
