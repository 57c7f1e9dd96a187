using LiveDashboard.Staff.Accounts;

namespace LiveDashboard.Staff.SignIn;

/// <summary>
/// What a password must be: long, and not what is tried first. No rules about what it is composed of.
/// </summary>
public static class PasswordRules
{
    private static readonly Lazy<(HashSet<string> Words, int Longest)> Common = new(() =>
    {
        using var file = typeof(PasswordRules).Assembly.GetManifestResourceStream("staff/common-passwords.txt")!;
        using var reader = new StreamReader(file);
        var words = reader.ReadToEnd().Split('\n',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#').ToHashSet();
        return (words, words.Max(word => word.Length));
    });

    /// <summary>The last part of the key of the text that says what is wrong with it; null when nothing is.</summary>
    /// <param name="names">What it must not be made of: the person, the provider.</param>
    public static string? Problem(string password, params string[] names) =>
        password.Length < Passwords.Shortest ? "short"
        : password.Length > Passwords.Longest ? "long"
        : IsCommon(password, names) ? "common"
        : null;

    /// <summary>
    /// Three characters repeated, or at most two of the listed words or names with digits and marks around them.
    /// </summary>
    private static bool IsCommon(string password, string[] names)
    {
        var lower = password.ToLowerInvariant();
        if (lower.Distinct().Count() <= 3 || Common.Value.Words.Contains(lower)) return true;
        var known = names.Select(StaffMember.KeyOf).SelectMany(name => name.ToLowerInvariant().Split(' '))
            .Where(name => name.Length > 2).ToHashSet();
        return new[] { Letters(lower), Letters(Plain(lower)) }.Any(text => MadeOf(text, known, words: 2));
    }

    private static bool MadeOf(string text, HashSet<string> known, int words)
    {
        if (text.Length == 0) return words < 2; // digits and marks alone are judged as a whole
        if (words == 0) return false;
        for (var length = Math.Min(text.Length,
            Math.Max(Common.Value.Longest, StaffMember.LongestName)); length > 2; length--)
            if ((Common.Value.Words.Contains(text[..length]) || known.Contains(text[..length]))
                && MadeOf(text[length..], known, words - 1)) return true;
        return false;
    }

    private static string Letters(string text) => new([.. text.Where(char.IsLetter)]);

    /// <summary>"p4ssw0rd" as "password".</summary>
    private static string Plain(string text) => new([.. text.Select(letter => letter switch
    {
        '0' => 'o', '1' => 'i', '3' => 'e', '4' or '@' => 'a', '5' or '$' => 's', '7' => 't', _ => letter,
    })]);
}
