using System.Security.Cryptography;
using LiveDashboard.Web.Forms;

namespace LiveDashboard.Feedback.Messages;

/// <summary>The secret that opens a case; see <see cref="FormCode"/>.</summary>
public sealed record CaseCode
{
    private CaseCode(string letters) => Letters = letters;

    /// <summary>The twelve characters without hyphens.</summary>
    public string Letters { get; }

    /// <summary>As the table has it.</summary>
    public string Hash => FormCode.Hash("case", Letters);

    /// <inheritdoc cref="FormCode.NewForm"/>
    public static string NewForm() => FormCode.NewForm();

    /// <summary>The code of the message that a form sends; null when the form is none of ours.</summary>
    public static CaseCode? OfForm(string? form) => FormCode.OfForm(form) is { } letters ? new CaseCode(letters) : null;

    /// <summary>As somebody typed it; null when it cannot be one.</summary>
    public static CaseCode? Read(string? typed) => FormCode.Read(typed) is { } letters ? new CaseCode(letters) : null;

    /// <summary><c>K7PD-4MXW-9QRT</c></summary>
    public override string ToString() => FormCode.Show(Letters);
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
