using LiveDashboard.Feedback.Cases;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Hostile;

/// <summary>
/// What is written into fields: as many hostile texts as fit at a time, going round, after a word that names the field.
/// </summary>
public sealed class HostileWords
{
    // Forms refuse control characters, in words; what they refuse is not shown.
    private static readonly string[] Lines =
        [.. Markup.All.Concat(Naughty.Strings).Select(Line)
            .Where(line => line.Length > 0 && !CaseText.HasControls(line)).Distinct()];

    private readonly Dictionary<string, string> _words = [];
    private readonly Dictionary<string, int> _next = [];

    /// <summary>All that was written, by field: what is shown of it is shown as it was written.</summary>
    public Dictionary<string, List<string>> Written { get; } = [];

    /// <summary>A text for a field of a form.</summary>
    /// <param name="longest">No longer than so many characters.</param>
    /// <param name="lines">Whether the field takes more than one line.</param>
    public string For(string field, int longest, bool lines)
    {
        if (!_words.TryGetValue(field, out var word)) _words[field] = word = $"Zq{_words.Count:000}";
        var at = _next.GetValueOrDefault(field, _words.Count * 17);
        var text = word;
        // One at least is tried; one that never fits is left to the fields that are longer.
        for (var tried = 0; tried < Lines.Length; tried++, at++)
        {
            var line = Lines[at % Lines.Length];
            if (text.Length + 1 + line.Length <= longest) text += (lines ? "\n" : " ") + line;
            else if (text.Length > word.Length) break;
        }
        _next[field] = at;
        (Written.TryGetValue(field, out var written) ? written : Written[field] = []).Add(text);
        return text;
    }

    private static string Line(string text) =>
        string.Join(' ', text.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)).Trim();
}
