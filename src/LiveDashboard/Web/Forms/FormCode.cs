using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LiveDashboard.Web.Forms;

/// <summary>
/// The secret that opens what a form made: twelve letters and digits, 60 bits. It is worked out from what the form
/// carries, so that sending again, however late, is told the same code; the database holds its hash alone.
/// </summary>
public static class FormCode
{
    private const int Length = 12;
    private const int BytesOfForm = 16;

    /// <summary>What a form carries from its first page on: 128 random bits.</summary>
    public static string NewForm() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(BytesOfForm));

    /// <summary>The twelve characters of what a form sends; null when the form is none of ours.</summary>
    public static string? OfForm(string? form)
    {
        if (form is null || !Base64Url.IsValid(form, out var length) || length != BytesOfForm) return null;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes("form " + form));
        return Crockford.Write(BitConverter.ToUInt64(hash), Length);
    }

    /// <summary>As somebody typed it: hyphens, spaces and small letters do not matter. Null when it cannot be one.</summary>
    public static string? Read(string? typed) => Crockford.Read(typed, Length);

    /// <summary>As a table has it: SHA-256, hexadecimal.</summary>
    /// <param name="purpose">What it opens: the code of one thing opens no other.</param>
    public static string Hash(string purpose, string letters) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose} {letters}")));

    /// <summary><c>K7PD-4MXW-9QRT</c></summary>
    public static string Show(string letters) => $"{letters[..4]}-{letters[4..8]}-{letters[8..]}";
}
