using System.Globalization;

namespace LiveDashboard.Web.Forms;

/// <summary>What somebody typed into a form, as it is kept: without ends, and without control characters.</summary>
public static class FormText
{
    /// <summary>One line.</summary>
    public static string Line(string? text) => (text ?? "").ReplaceLineEndings(" ").Trim();

    /// <summary>Several lines, ended by \n.</summary>
    public static string Lines(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();

    /// <summary>Whether it may be kept: not too long, and nothing in it that cannot be seen.</summary>
    /// <param name="longest">In UTF-16 units.</param>
    public static bool Fits(string text, int longest) =>
        text.Length <= longest && !text.Any(c => char.IsControl(c) && c is not ('\n' or '\t'));

    /// <summary>A day as a field writes it; null when it is none, or of no year that a page would show.</summary>
    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is >= 1990 and <= 2999 ? day : null;

    public static string Field(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
