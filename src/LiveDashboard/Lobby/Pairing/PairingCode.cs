using System.Security.Cryptography;

namespace LiveDashboard.Lobby.Pairing;

/// <summary>The six characters that a display shows and a person types: no two of them look alike.</summary>
public static class PairingCode
{
    /// <summary>Without 0 and O, 1, I and L.</summary>
    public const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    public const int Length = 6;

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>"K7P-4MD".</summary>
    public static string Shown(string code) => $"{code[..3]}-{code[3..]}";

    /// <summary>As it was typed, with hyphens, spaces and small letters; null when it cannot be one.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null or { Length: > 20 }) return null;
        var code = string.Concat(typed.Where(letter => letter is not ('-' or '‑' or ' ' or '\u00a0')).Select(char.ToUpperInvariant));
        return code.Length == Length && code.All(Alphabet.Contains) ? code : null;
    }
}
