using LiveDashboard.Staff;
using LiveDashboard.Stories.Editing;
using LiveDashboard.Stories.Linking;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authorization;

namespace LiveDashboard.Stories.Achievements.Editing;

/// <summary>One story: its words, what proves it, and whether it is public.</summary>
[Authorize(StaffPolicy.View)]
public sealed class StoryEditModel(Visit visit, StoryStore store, Places places, StoryNews news)
    : ToldEditModel<Story, StoryForm>(visit, store, places)
{
    /// <summary>What proves the previewed story; null: none that is public.</summary>
    public Place? Proof { get; private set; }

    protected override async Task Look(Story preview, CancellationToken ct) => Proof = await Find(preview, ct);

    protected override async Task<string?> Check(Story given, CancellationToken ct) =>
        given.IsPublished && await Find(given, ct) is null ? "proof" : null;

    protected override void Saved() => news.Changed();

    private Task<Place?> Find(Story given, CancellationToken ct) => Places.Find(given.Proof, Visit.Language, ct);
}
