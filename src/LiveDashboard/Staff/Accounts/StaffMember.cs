using System.Globalization;

namespace LiveDashboard.Staff.Accounts;

/// <summary>A member of staff as stored. Times are Unix milliseconds.</summary>
public sealed record StaffMember
{
    /// <summary>How long a name may be, in characters.</summary>
    public const int LongestName = 60;

    public string Id { get; init; } = "";
    public string Name { get; init; } = "";
    public string Role { get; init; } = "";
    public string Language { get; init; } = "";
    public string? PasswordHash { get; init; }
    public string? AuthenticatorKey { get; init; }
    public long CodeStep { get; init; }
    public long CreatedAt { get; init; }
    public long? DisabledAt { get; init; }

    /// <summary>A name as names are compared: two that look alike are one.</summary>
    public static string KeyOf(string name) =>
        name.Trim().Normalize(System.Text.NormalizationForm.FormKC).ToUpperInvariant();

    /// <summary>Whether it can be a name: something to read, nothing that hides or turns text round.</summary>
    public static bool IsName(string name) =>
        name.Trim().Length is > 0 and <= LongestName && !name.Any(IsHidden) && !name.Any(char.IsSurrogate);

    private static bool IsHidden(char letter) => char.GetUnicodeCategory(letter) is UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}

/// <summary>A line of the list of staff.</summary>
public sealed record ListedMember
{
    public string Id { get; init; } = "";
    public string Name { get; init; } = "";
    public string Role { get; init; } = "";
    public long? DisabledAt { get; init; }
    public long HasPassword { get; init; }
    public long Passkeys { get; init; }
    public long Sessions { get; init; }
    public long? SeenAt { get; init; }
}
