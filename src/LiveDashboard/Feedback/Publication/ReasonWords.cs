using LiveDashboard.Web;

namespace LiveDashboard.Feedback.Publication;

/// <summary>Reasons as residents and the public read them.</summary>
public static class ReasonWords
{
    /// <summary>"it named a person"; with the note, which alone says something of <see cref="Reason.Other"/>.</summary>
    public static string Say(Language text, string reason, string note)
    {
        var said = PlainText.Of(note);
        return reason == Reason.Other && said.Length > 0 ? said
            : said.Length > 0 ? $"{text[$"moderation.reason.{reason}"]} ({said})" : text[$"moderation.reason.{reason}"];
    }
}
