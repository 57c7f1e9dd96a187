namespace LiveDashboard.Feedback.Cases;

/// <summary>
/// What a text of a case may be, wherever it comes from: a file, a connected system. Each gives the reason why not, or
/// null when all is well.
/// </summary>
public static class CaseText
{
    public const int LongestId = 100;
    public const int LongestName = 80;
    public const int LongestSubject = 2000;

    /// <summary>A number in the system that the case comes from.</summary>
    public static string? ProblemOfId(string id) =>
        id.Length == 0 ? "no id"
        : id.Length > LongestId ? $"id longer than {LongestId} characters"
        : id.Any(char.IsControl) ? "control character in the id"
        : null;

    /// <summary>The name of a category or area: one line of plain text, as it will be shown in public.</summary>
    public static string? ProblemOfName(string what, string name)
    {
        if (name.Length > LongestName) return $"{what} longer than {LongestName} characters";
        if (name.Any(char.IsControl)) return $"control character or line break in the {what}";
        // Characters that reorder or hide what is beside them have no place in a public list.
        return name.Any(c => c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\uFEFF')
            ? $"invisible direction mark in the {what}" : null;
    }

    /// <summary>Whether a text that people write holds control characters besides line breaks and tabs.</summary>
    public static bool HasControls(string text) => text.Any(c => char.IsControl(c) && c is not ('\n' or '\t' or '\r'));

    /// <summary>What staff read of it.</summary>
    public static string? ProblemOfSubject(string? subject) =>
        subject?.Length > LongestSubject ? $"subject longer than {LongestSubject} characters"
        : subject?.Contains('\0') == true ? "NUL character in the subject"
        : null;
}
