using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LiveDashboard.Feedback.Messages;

/// <summary>
/// The secret that opens a case: twelve letters and digits, 60 bits. It is worked out from what the form carries, so
/// that sending again, however late, is told the same code; the database holds its hash alone.
/// </summary>
public sealed record CaseCode
{
    private const int Length = 12;
    private const int BytesOfForm = 16;

    private CaseCode(string letters) => Letters = letters;

    /// <summary>The twelve characters without hyphens.</summary>
    public string Letters { get; }

    /// <summary>As the table has it: SHA-256, hexadecimal.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("case " + Letters)));

    /// <summary>What a form carries from its first page on: 128 random bits.</summary>
    public static string NewForm() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(BytesOfForm));

    /// <summary>The code of the message that a form sends; null when the form is none of ours.</summary>
    public static CaseCode? OfForm(string? form)
    {
        if (form is null || !Base64Url.IsValid(form, out var length) || length != BytesOfForm) return null;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes("form " + form));
        return new CaseCode(Crockford.Write(BitConverter.ToUInt64(hash), Length));
    }

    /// <summary>As somebody typed it: hyphens, spaces and small letters do not matter. Null when it cannot be one.</summary>
    public static CaseCode? Read(string? typed) => Crockford.Read(typed, Length) is { } letters ? new CaseCode(letters) : null;

    /// <summary><c>K7PD-4MXW-9QRT</c></summary>
    public override string ToString() => $"{Letters[..4]}-{Letters[4..8]}-{Letters[8..]}";
}

/// <summary>The name of a case that may be said aloud: <c>7F-4KQ</c>. It opens nothing.</summary>
public static class CaseReference
{
    private const int Length = 5;

    public static string New() => Write(Crockford.Write((ulong)RandomNumberGenerator.GetInt32(1 << (5 * Length)), Length));

    /// <summary>As somebody typed it; null when it cannot be one.</summary>
    public static string? Read(string? typed) => Crockford.Read(typed, Length) is { } letters ? Write(letters) : null;

    private static string Write(string letters) => $"{letters[..2]}-{letters[2..]}";
}

/// <summary>Letters and digits that are not taken for one another (Crockford's base 32).</summary>
internal static class Crockford
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
