using System.Globalization;
using System.Text;

namespace LiveDashboard.Feedback.Publication;

/// <summary>
/// Text that hides nothing: what would be invisible, or turn the text beside it round, is written out (reliability.md
/// W16). What is stored stays as it was written; this is for showing it.
/// </summary>
public static class PlainText
{
    /// <summary>The text with <c>[U+202E]</c> and the like in the places of what cannot be seen.</summary>
    public static string Of(string text)
    {
        text = text.ReplaceLineEndings("\n");
        if (!text.Where((_, i) => Hides(text, i)).Any()) return text;
        var shown = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
            if (Hides(text, i)) shown.Append(CultureInfo.InvariantCulture, $"[U+{(int)text[i]:X4}]");
            else shown.Append(text[i]);
        return shown.ToString();
    }

    /// <summary>The text with every half of a character, and all that is none, as U+FFFD: others throw at them.</summary>
    public static string Sound(string text) => string.Concat(text.EnumerateRunes().Select(rune =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherNotAssigned ? Rune.ReplacementChar : rune));

    /// <summary>On one line, no longer than so many characters.</summary>
    public static string Excerpt(string text, int length)
    {
        var line = string.Join(' ', Of(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= length) return line;
        var end = line.LastIndexOf(' ', length - 1);
        if (end < length / 2) end = char.IsLowSurrogate(line[length - 1]) ? length - 2 : length - 1;
        return line[..end] + "…";
    }

    private static bool Hides(string text, int i) => text[i] switch
    {
        '\n' or '\t' => false,
        '\u061C' or '\u200B' or '\u200E' or '\u200F' or '\u2028' or '\u2029' or '\u2060' or '\uFEFF' => true,
        >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\uFFFE' or '\uFFFF' => true,
        var c when char.IsHighSurrogate(c) => i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]),
        var c when char.IsLowSurrogate(c) => i == 0 || !char.IsHighSurrogate(text[i - 1]),
        var c => char.IsControl(c),
    };
}
