using LiveDashboard.Stories.Telling;
using LiveDashboard.Stories.Writing;
using LiveDashboard.Web;

namespace LiveDashboard.Stories.Achievements;

/// <summary>A story as the table holds it.</summary>
internal sealed record StoryRow : ToldRow
{
    public string Kind { get; init; } = "";
    public long Day { get; init; }
    public string ProofKind { get; init; } = "";
    public string ProofKey { get; init; } = "";
    public string BodyEn { get; init; } = "";
    public string BodyFr { get; init; } = "";
    public long? ShownAt { get; init; }
    public long ChangedAt { get; init; }

    public Story ToStory() => Fill(new Story
    {
        Kind = Kind,
        Day = DateOnly.FromDayNumber((int)Day),
        Proof = new PlaceRef(ProofKind, ProofKey),
        Body = new Both(BodyEn, BodyFr),
        ShownAt = ShownAt,
        ChangedAt = ChangedAt,
    });
}
