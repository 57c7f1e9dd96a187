using LiveDashboard.Stories.Linking;
using LiveDashboard.Stories.Writing;
using LiveDashboard.Web;
using LiveDashboard.Web.Forms;

namespace LiveDashboard.Stories.Achievements.Editing;

/// <summary>A story as a form sends it.</summary>
public sealed class StoryForm
{
    public string? TitleEn { get; set; }
    public string? TitleFr { get; set; }
    public string? BodyEn { get; set; }
    public string? BodyFr { get; set; }
    public string? Kind { get; set; }
    public string? Day { get; set; }
    public string? Proof { get; set; }
    public string? State { get; set; }
    public string? Reason { get; set; }
    public long Was { get; set; }

    public static StoryForm Of(Story given) => new()
    {
        TitleEn = given.Title.En,
        TitleFr = given.Title.Fr,
        BodyEn = given.Body.En,
        BodyFr = given.Body.Fr,
        Kind = given.Kind,
        Day = FormText.Field(given.Day),
        Proof = Places.Value(given.Proof),
        State = given.State,
        Reason = given.Reason,
        Was = given.Version,
    };

    /// <summary>What is asked for, and the end of the key of what is wrong with it; null: nothing.</summary>
    public (Story Given, string? Problem) Read(Story before)
    {
        var (title, body, reason) = (Limits.Line(TitleEn, TitleFr), Limits.Lines(BodyEn, BodyFr), FormText.Line(Reason));
        var day = FormText.Day(Day);
        var proof = Places.Read(Proof);
        var problem = title.IsEmpty ? "title"
            : !Limits.Fit(title, Limits.Title) || !Limits.Fit(body, Limits.Body) ? "text"
            : !StoryKind.All.Contains(Kind) ? "choice"
            : day is null ? "day"
            : State == Publishing.Published && proof is null ? "proof"
            : Limits.State(before.State, State, reason, always: false);
        return (before with
        {
            Title = title,
            Body = body,
            Kind = StoryKind.All.Contains(Kind) ? Kind! : before.Kind,
            Day = day ?? before.Day,
            Proof = proof ?? new PlaceRef("", ""),
            State = State ?? "",
            Reason = State == Publishing.Withdrawn ? reason : "",
            Version = Was,
        }, problem);
    }
}
