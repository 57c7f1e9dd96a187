using LiveDashboard.Stories.Editing;
using LiveDashboard.Stories.Linking;
using LiveDashboard.Stories.Writing;
using LiveDashboard.Web.Forms;

namespace LiveDashboard.Stories.Guides.Editing;

/// <summary>A guide as a form sends it.</summary>
public sealed class GuideForm : ToldForm
{
    public string? AboutEn { get; set; }
    public string? AboutFr { get; set; }
    public string? BodyEn { get; set; }
    public string? BodyFr { get; set; }
    public string? Checked { get; set; }
    public List<string?> Places { get; set; } = [];

    public static GuideForm Of(Guide given)
    {
        var form = new GuideForm
        {
            AboutEn = given.About.En,
            AboutFr = given.About.Fr,
            BodyEn = given.Body.En,
            BodyFr = given.Body.Fr,
            Checked = FormText.Field(given.Checked),
            Places = [.. given.Places.Select(Linking.Places.Value)],
        };
        form.Show(given);
        return form;
    }

    /// <summary>What is asked for, and the end of the key of what is wrong with it; null: nothing.</summary>
    public (Guide Given, string? Problem) Read(Guide before)
    {
        var reason = FormText.Line(Reason);
        var day = FormText.Day(Checked);
        var given = Shared(before, State == Publishing.Withdrawn ? reason : "") with
        {
            About = Limits.Line(AboutEn, AboutFr),
            Body = Limits.Lines(BodyEn, BodyFr),
            Checked = day ?? before.Checked,
            Places = ChosenPlaces.Read(Places),
        };
        return (given, Limits.TitleProblem(given.Title)
            ?? (!Limits.Fit(given.About, Limits.About) || !Limits.Fit(given.Body, Limits.Body) ? "text"
            : day is null ? "day"
            : given.IsPublished && given.Body.IsEmpty ? "body"
            : Limits.State(before.State, State, reason, always: false)));
    }
}
