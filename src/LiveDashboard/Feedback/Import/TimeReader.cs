using System.Globalization;

namespace LiveDashboard.Feedback.Import;

/// <summary>Reads the times of a file in its format and zone.</summary>
public sealed class TimeReader(string format, TimeZoneInfo zone)
{
    public const string Iso = "iso";
    public const string UnixMilliseconds = "unix-ms";

    // Nothing else, though more could be read: 02/05/2026 is one day here and another there.
    private static readonly string[] IsoLocal =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"];

    private static readonly string[] IsoWithZone = [.. IsoLocal[..4].Select(format => format + "K")];

    /// <summary>
    /// The moment that a text names. A local time that the clock change repeats is its first pass; one that it skips
    /// never was, and is refused.
    /// </summary>
    /// <returns>Null when it was read; otherwise the reason why not.</returns>
    public string? Read(string text, out DateTimeOffset moment)
    {
        moment = default;
        switch (format)
        {
            case Iso when DateTime.TryParseExact(text, IsoLocal, CultureInfo.InvariantCulture, DateTimeStyles.None, out var noZone):
                return InZone(noZone, text, out moment);
            case Iso:
                return DateTimeOffset.TryParseExact(
                    text, IsoWithZone, CultureInfo.InvariantCulture, DateTimeStyles.None, out moment) ? null : Unknown(text);
            case UnixMilliseconds:
                if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) || ms > 253_402_300_799_999)
                    return Unknown(text);
                moment = DateTimeOffset.FromUnixTimeMilliseconds(ms);
                return null;
        }
        return DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? InZone(local, text, out moment) : Unknown(text);
    }

    private string? InZone(DateTime local, string text, out DateTimeOffset moment)
    {
        moment = default;
        if (local.Year is < 1900 or > 9000) return Unknown(text);
        if (zone.IsInvalidTime(local)) return $"time skipped by the clock change: {text}";
        // Of two passes the first has the larger offset, summer time's.
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        moment = new DateTimeOffset(local, offset);
        return null;
    }

    private string Unknown(string text) => $"time not in the format {format}: {(text.Length > 40 ? text[..40] + "…" : text)}";
}
