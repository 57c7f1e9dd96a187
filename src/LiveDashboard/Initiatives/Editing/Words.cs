using System.Globalization;
using LiveDashboard.Web;

namespace LiveDashboard.Initiatives.Editing;

/// <summary>What staff type, as it is kept: without ends, without control characters, not longer than it may be.</summary>
public static class Words
{
    public const int LongestName = 80;
    public const int LongestGoal = 600;
    public const int LongestStory = 8000;
    public const int LongestUnit = 40;

    /// <summary>One line.</summary>
    public static string Line(string? text) => (text ?? "").ReplaceLineEndings(" ").Trim();

    /// <summary>Several lines.</summary>
    public static string Lines(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();

    public static bool Fits(string text, int longest) =>
        text.Length <= longest && !text.Any(c => char.IsControl(c) && c is not ('\n' or '\t'));

    /// <summary>A day as a field writes it; null when it is none, or of no year that a page would show.</summary>
    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is >= 1990 and <= 2999 ? day : null;

    public static string Field(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What a page's heading calls an initiative: in English, or else in the language that it has.</summary>
    public static string Heading(Initiative initiative, Language language) => initiative.In(language).Text.Name;
}
