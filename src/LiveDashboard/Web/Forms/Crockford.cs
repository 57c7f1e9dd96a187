using System.Text;

namespace LiveDashboard.Web.Forms;

/// <summary>Letters and digits that are not taken for one another (Crockford's base 32).</summary>
public static class Crockford
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>The lowest bits of a number, five to a character.</summary>
    public static string Write(ulong number, int length) =>
        string.Create(length, number, (letters, left) =>
        {
            for (var i = 0; i < letters.Length; i++, left >>= 5) letters[i] = Alphabet[(int)(left & 31)];
        });

    public static string? Read(string? typed, int length)
    {
        if (typed is null || typed.Length > 4 * length) return null;
        var letters = new StringBuilder(length);
        foreach (var typedLetter in typed.ToUpperInvariant())
        {
            if (typedLetter is '-' or ' ' or '\u2011' or '\u2013') continue;
            var letter = typedLetter switch { 'O' => '0', 'I' or 'L' => '1', _ => typedLetter };
            if (!Alphabet.Contains(letter)) return null;
            letters.Append(letter);
        }
        return letters.Length == length ? letters.ToString() : null;
    }
}
