using System.Globalization;
using System.Text;

namespace LiveDashboard.Web;

/// <summary>Names as parts of addresses: small letters and digits without accents, joined by hyphens.</summary>
public static class Slugs
{
    private const int Longest = 50;

    /// <summary>"Night walks with residents" becomes <c>night-walks-with-residents</c>; never empty: what has no such letters is called otherwise.</summary>
    public static string Of(string name, string otherwise)
    {
        var slug = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) continue;
            if (char.IsAsciiLetterOrDigit(c)) slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
            if (slug.Length == Longest) break;
        }
        var made = slug.ToString().Trim('-');
        return made.Length > 0 ? made : otherwise;
    }
}
