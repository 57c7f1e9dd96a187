using LiveDashboard.Stories.Linking;
using LiveDashboard.Stories.Writing;
using LiveDashboard.Web.Forms;

namespace LiveDashboard.Stories.Guides.Editing;

/// <summary>A guide as a form sends it.</summary>
public sealed class GuideForm
{
    public string? TitleEn { get; set; }
    public string? TitleFr { get; set; }
    public string? AboutEn { get; set; }
    public string? AboutFr { get; set; }
    public string? BodyEn { get; set; }
    public string? BodyFr { get; set; }
    public string? Checked { get; set; }
    public List<string?> Places { get; set; } = [];
    public string? State { get; set; }
    public string? Reason { get; set; }
    public long Was { get; set; }

    public static GuideForm Of(Guide given) => new()
    {
        TitleEn = given.Title.En,
        TitleFr = given.Title.Fr,
        AboutEn = given.About.En,
        AboutFr = given.About.Fr,
        BodyEn = given.Body.En,
        BodyFr = given.Body.Fr,
        Checked = FormText.Field(given.Checked),
        Places = [.. given.Places.Select(Linking.Places.Value)],
        State = given.State,
        Reason = given.Reason,
        Was = given.Version,
    };

    /// <summary>What is asked for, and the end of the key of what is wrong with it; null: nothing.</summary>
    public (Guide Given, string? Problem) Read(Guide before)
    {
        var (title, about) = (Limits.Line(TitleEn, TitleFr), Limits.Line(AboutEn, AboutFr));
        var body = Limits.Lines(BodyEn, BodyFr);
        var reason = FormText.Line(Reason);
        var day = FormText.Day(Checked);
        var problem = title.IsEmpty ? "title"
            : !Limits.Fit(title, Limits.Title) || !Limits.Fit(about, Limits.About) ? "text"
            : !Limits.Fit(body, Limits.Body) ? "text"
            : day is null ? "day"
            : State == Publishing.Published && body.IsEmpty ? "body"
            : Limits.State(before.State, State, reason, always: false);
        return (before with
        {
            Title = title,
            About = about,
            Body = body,
            Checked = day ?? before.Checked,
            Places = ChosenPlaces.Read(Places),
            State = State ?? "",
            Reason = State == Publishing.Withdrawn ? reason : "",
            Version = Was,
        }, problem);
    }
}
