using LiveDashboard.Stories.Telling;
using LiveDashboard.Stories.Writing;
using LiveDashboard.Web;

namespace LiveDashboard.Stories.Guides;

/// <summary>A guide as the table holds it.</summary>
internal sealed record GuideRow : ToldRow
{
    public long Checked { get; init; }
    public string AboutEn { get; init; } = "";
    public string AboutFr { get; init; } = "";
    public string BodyEn { get; init; } = "";
    public string BodyFr { get; init; } = "";
    public long ChangedAt { get; init; }

    public Guide ToGuide(IEnumerable<PlaceRef> places) => Fill(new Guide
    {
        Checked = DateOnly.FromDayNumber((int)Checked),
        About = new Both(AboutEn, AboutFr),
        Body = new Both(BodyEn, BodyFr),
        ChangedAt = ChangedAt,
        Places = [.. places],
    });
}
