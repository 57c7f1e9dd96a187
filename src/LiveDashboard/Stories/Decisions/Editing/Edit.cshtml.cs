using LiveDashboard.Staff;
using LiveDashboard.Stories.Editing;
using LiveDashboard.Stories.Linking;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authorization;

namespace LiveDashboard.Stories.Decisions.Editing;

/// <summary>One decision: its words, what it rests on, how far it is, and whether it is public.</summary>
[Authorize(StaffPolicy.View)]
public sealed class DecisionEditModel(Visit visit, DecisionStore store, Places places, StoryNews news)
    : ToldEditModel<Decision, DecisionForm>(visit, store, places)
{
    /// <summary>On whose words the previewed decision was taken.</summary>
    public IReadOnlyList<Place> Sources { get; private set; } = [];

    protected override async Task Look(Decision preview, CancellationToken ct) =>
        Sources = await Places.Find(preview.Sources, Visit.Language, ct);

    protected override void Saved() => news.Changed();
}
