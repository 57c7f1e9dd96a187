using LiveDashboard.Stories.Editing;
using LiveDashboard.Stories.Linking;
using LiveDashboard.Stories.Writing;
using LiveDashboard.Web;
using LiveDashboard.Web.Forms;

namespace LiveDashboard.Stories.Achievements.Editing;

/// <summary>A story as a form sends it.</summary>
public sealed class StoryForm : ToldForm
{
    public string? BodyEn { get; set; }
    public string? BodyFr { get; set; }
    public string? Kind { get; set; }
    public string? Day { get; set; }
    public string? Proof { get; set; }

    public static StoryForm Of(Story given)
    {
        var form = new StoryForm
        {
            BodyEn = given.Body.En,
            BodyFr = given.Body.Fr,
            Kind = given.Kind,
            Day = FormText.Field(given.Day),
            Proof = Places.Value(given.Proof),
        };
        form.Show(given);
        return form;
    }

    /// <summary>What is asked for, and the end of the key of what is wrong with it; null: nothing.</summary>
    public (Story Given, string? Problem) Read(Story before)
    {
        var reason = FormText.Line(Reason);
        var day = FormText.Day(Day);
        var proof = Places.Read(Proof);
        var given = Shared(before, State == Publishing.Withdrawn ? reason : "") with
        {
            Body = Limits.Lines(BodyEn, BodyFr),
            Kind = StoryKind.All.Contains(Kind) ? Kind! : before.Kind,
            Day = day ?? before.Day,
            Proof = proof ?? new PlaceRef("", ""),
        };
        return (given, Limits.TitleProblem(given.Title)
            ?? (!Limits.Fit(given.Body, Limits.Body) ? "text"
            : !StoryKind.All.Contains(Kind) ? "choice"
            : day is null ? "day"
            : given.IsPublished && proof is null ? "proof"
            : Limits.State(before.State, State, reason, always: false)));
    }
}
