using System.Globalization;
using System.Text;

namespace LiveDashboard.Events.Feeds;

/// <summary>
/// Writes lines of a calendar (RFC 5545): folded at 75 octets, never inside a letter, and ended by CR LF. By hand, as no
/// library for it is in the packages in use; the tests read it back with one.
/// </summary>
public sealed class IcsWriter
{
    private const int Fold = 75;

    private readonly StringBuilder _text = new();

    /// <summary>A line whose value is no free text, such as a time.</summary>
    public IcsWriter Line(string name, string value)
    {
        var octets = 0;
        foreach (var rune in $"{name}:{value}".EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > Fold)
            {
                _text.Append("\r\n ");
                octets = 1;
            }
            _text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        _text.Append("\r\n");
        return this;
    }

    /// <summary>A line of free text; nothing where there is none.</summary>
    public IcsWriter Text(string name, string value) => value.Length == 0 ? this : Line(name, Escape(value));

    /// <summary>A moment, in UTC.</summary>
    public IcsWriter Moment(string name, DateTimeOffset at) =>
        Line(name, at.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));

    /// <summary>A day, of no zone.</summary>
    public IcsWriter Day(string name, DateOnly day) =>
        Line($"{name};VALUE=DATE", day.ToString("yyyyMMdd", CultureInfo.InvariantCulture));

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_text.ToString());

    /// <summary>Free text as 3.3.11 has it; of what cannot be seen, only the ends of lines stay.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings("\n"))
            _ = c switch
            {
                '\\' or ';' or ',' => escaped.Append('\\').Append(c),
                '\n' => escaped.Append("\\n"),
                _ when char.IsControl(c) => escaped.Append(' '),
                _ => escaped.Append(c),
            };
        return escaped.ToString();
    }
}
