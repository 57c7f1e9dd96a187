using LiveDashboard.Stories.Writing;
using LiveDashboard.Web;

namespace LiveDashboard.Stories.Guides;

/// <summary>A guide as the table holds it.</summary>
internal sealed record GuideRow
{
    public string Id { get; init; } = "";
    public string Slug { get; init; } = "";
    public string State { get; init; } = "";
    public string Reason { get; init; } = "";
    public string Origin { get; init; } = "";
    public long Checked { get; init; }
    public string TitleEn { get; init; } = "";
    public string TitleFr { get; init; } = "";
    public string AboutEn { get; init; } = "";
    public string AboutFr { get; init; } = "";
    public string BodyEn { get; init; } = "";
    public string BodyFr { get; init; } = "";
    public long ChangedAt { get; init; }
    public long Version { get; init; }

    public Guide ToGuide(IEnumerable<PlaceRef> places) => new()
    {
        Id = Id,
        Slug = Slug,
        State = State,
        Reason = Reason,
        Origin = Origin,
        Checked = DateOnly.FromDayNumber((int)Checked),
        Title = new Both(TitleEn, TitleFr),
        About = new Both(AboutEn, AboutFr),
        Body = new Both(BodyEn, BodyFr),
        ChangedAt = ChangedAt,
        Version = Version,
        Places = [.. places],
    };
}
