using LiveDashboard.Stories.Writing;
using LiveDashboard.Web;

namespace LiveDashboard.Stories.Achievements;

/// <summary>A story as the table holds it.</summary>
internal sealed record StoryRow
{
    public string Id { get; init; } = "";
    public string Slug { get; init; } = "";
    public string Kind { get; init; } = "";
    public long Day { get; init; }
    public string ProofKind { get; init; } = "";
    public string ProofKey { get; init; } = "";
    public string State { get; init; } = "";
    public string Reason { get; init; } = "";
    public string Origin { get; init; } = "";
    public string TitleEn { get; init; } = "";
    public string TitleFr { get; init; } = "";
    public string BodyEn { get; init; } = "";
    public string BodyFr { get; init; } = "";
    public long? ShownAt { get; init; }
    public long ChangedAt { get; init; }
    public long Version { get; init; }

    public Story ToStory() => new()
    {
        Id = Id,
        Slug = Slug,
        Kind = Kind,
        Day = DateOnly.FromDayNumber((int)Day),
        Proof = new PlaceRef(ProofKind, ProofKey),
        State = State,
        Reason = Reason,
        Origin = Origin,
        Title = new Both(TitleEn, TitleFr),
        Body = new Both(BodyEn, BodyFr),
        ShownAt = ShownAt,
        ChangedAt = ChangedAt,
        Version = Version,
    };
}
