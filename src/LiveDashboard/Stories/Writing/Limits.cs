using LiveDashboard.Web.Forms;

namespace LiveDashboard.Stories.Writing;

/// <summary>How long what staff write may be, in UTF-16 units.</summary>
public static class Limits
{
    public const int Title = 120;
    public const int About = 300;
    public const int Body = 12_000;
    /// <summary>Of a part of a decision.</summary>
    public const int Part = 4000;
    public const int Office = 80;
    public const int Reason = 300;

    /// <summary>How many places a decision rests on, and a guide belongs to.</summary>
    public const int Places = 4;

    public static Both Line(string? en, string? fr) => new(FormText.Line(en), FormText.Line(fr));

    public static Both Lines(string? en, string? fr) => new(FormText.Lines(en), FormText.Lines(fr));

    /// <summary>Whether both may be kept.</summary>
    public static bool Fit(Both text, int longest) => FormText.Fits(text.En, longest) && FormText.Fits(text.Fr, longest);

    /// <summary>The end of the key of what is wrong with a title; null: nothing.</summary>
    public static string? TitleProblem(Both title) => title.IsEmpty ? "title" : Fit(title, Title) ? null : "text";

    /// <summary>
    /// The end of the key of what is wrong with a state that is asked for, or with its reason; null: nothing.
    /// </summary>
    /// <param name="always">Whether any change of what is public needs a reason, not only its end.</param>
    public static string? State(string before, string? asked, string reason, bool always) =>
        !Publishing.After(before).Contains(asked) ? "choice"
        : !FormText.Fits(reason, Reason) ? "text"
        : reason.Length == 0 && (asked == Publishing.Withdrawn || (always && before != Publishing.Draft)) ? "reason" : null;
}
