using System.Text.RegularExpressions;
using LiveDashboard.Feedback.Messages;

namespace LiveDashboard.Feedback.Publication.Review;

/// <summary>A piece of a text.</summary>
/// <param name="Kind">What to look at: as <see cref="PersonalMark"/>, or name, number; "" nothing.</param>
public sealed record Piece(string Text, string Kind);

/// <summary>Shows a moderator what may tell who somebody is: names slip through where nothing stands out.</summary>
public static partial class Highlights
{
    /// <summary>The text in pieces; together they are the text.</summary>
    public static IReadOnlyList<Piece> Of(string text)
    {
        var marks = PersonalData.Find(text).ToList();
        marks.AddRange(Numbers().Matches(text).Select(match => new PersonalMark("number", match.Index, match.Length)));
        marks.AddRange(from Match match in Capitals().Matches(text)
                       where InMidSentence(text, match.Index)
                       select new PersonalMark("name", match.Index, match.Length));
        var pieces = new List<Piece>();
        var at = 0;
        foreach (var mark in marks.OrderBy(mark => mark.Start).ThenByDescending(mark => mark.Length))
        {
            if (mark.Start < at) continue;
            if (mark.Start > at) pieces.Add(new Piece(PlainText.Of(text[at..mark.Start]), ""));
            at = mark.Start + mark.Length;
            pieces.Add(new Piece(PlainText.Of(text[mark.Start..at]), mark.Kind));
        }
        if (at < text.Length) pieces.Add(new Piece(PlainText.Of(text[at..]), ""));
        return pieces;
    }

    private static bool InMidSentence(string text, int at)
    {
        while (at > 0 && (text[at - 1] is ' ' or '\u00a0' or '"' or '“' or '«' or '(' or '\'' or '’')) at--;
        return at > 0 && text[at - 1] is not ('.' or '!' or '?' or '…' or '\n' or '\r');
    }

    [GeneratedRegex(@"\d+", RegexOptions.None, 200)]
    private static partial Regex Numbers();

    // Not the English I.
    [GeneratedRegex(@"(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{M}’'-]+", RegexOptions.None, 200)]
    private static partial Regex Capitals();
}
