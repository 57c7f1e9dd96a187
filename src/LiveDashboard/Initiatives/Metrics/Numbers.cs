using System.Globalization;
using LiveDashboard.Web;

namespace LiveDashboard.Initiatives.Metrics;

/// <summary>Numbers in thousandths: as people write them, and as they read them.</summary>
public static class Numbers
{
    /// <summary>
    /// The largest value times weight: a million readings of it still add up without an overflow.
    /// </summary>
    public const long Largest = 9_000_000_000_000;

    /// <summary>
    /// Reads "1,250", "1 250", "12.5" and "12,5": a point is the decimal mark, and so is a comma, unless three digits follow
    /// it: then it groups thousands, as nobody counts in thousandths of a thing.
    /// </summary>
    /// <returns>Thousandths; null when it is no number, or too large.</returns>
    public static long? Read(string? text)
    {
        var plain = (text ?? "").Trim().Replace("\u00a0", "", StringComparison.Ordinal)
            .Replace("\u202f", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal)
            .Replace('\u2212', '-');
        var comma = plain.LastIndexOf(',');
        if (comma >= 0 && !plain.Contains('.', StringComparison.Ordinal) && plain.IndexOf(',', StringComparison.Ordinal) == comma
            && (plain.Length - comma != 4 || plain[..comma].TrimStart('-') is "" or "0")) plain = plain.Replace(',', '.');
        else if (comma > plain.LastIndexOf('.') && plain.Contains('.', StringComparison.Ordinal)) // as in 1.250,5
            plain = plain.Replace(".", "", StringComparison.Ordinal).Replace(',', '.');
        plain = plain.Replace(",", "", StringComparison.Ordinal);
        return decimal.TryParse(
            plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= Largest / 1000m && decimal.Round(number, 3) == number
            ? (long)(number * 1000) : null;
    }

    /// <summary>"1,250" or "12.5" as a reader of the language writes it.</summary>
    public static string Say(this Language language, long milli)
    {
        var whole = language.Count(Math.Abs(milli) / 1000);
        var rest = (Math.Abs(milli) % 1000).ToString("000", CultureInfo.InvariantCulture).TrimEnd('0');
        var sign = milli < 0 ? "\u2212" : "";
        return rest.Length == 0 ? sign + whole : $"{sign}{whole}{language["number.point"]}{rest}";
    }

    /// <summary>The same for files: "12.5".</summary>
    public static string Plain(long milli) => (milli / 1000m).ToString("0.###", CultureInfo.InvariantCulture);
}
