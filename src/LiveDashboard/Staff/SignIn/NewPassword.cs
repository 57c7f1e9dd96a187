using LiveDashboard.Staff.Accounts;

namespace LiveDashboard.Staff.SignIn;

/// <summary>The part of a form that sets a password and an authenticator app.</summary>
/// <param name="Key">What the app is given.</param>
/// <param name="Name">How the app is to call it.</param>
public sealed record NewPassword(string Key, string Name);

/// <summary>Checks what was sent with it.</summary>
public sealed class NewPasswords(Passwords passwords, StaffClock clock)
{
    /// <summary>
    /// The way in, with the recovery codes to show once; or what is wrong, as the last part of a key.
    /// </summary>
    /// <param name="names">What the password must not be made of.</param>
    /// <exception cref="TooBusyException">Nothing was checked.</exception>
    public async Task<(ChosenWay? Way, IReadOnlyList<string> Codes, string? Problem)> Check(
        string key, string password, string digits, string[] names, CancellationToken ct)
    {
        if (PasswordRules.Problem(password, names) is { } problem) return (null, [], problem);
        if (!Totp.IsKey(key) || Totp.StepOf(key, digits.Replace(" ", "", StringComparison.Ordinal), clock.Now)
            is not { } step)
            return (null, [], "code");
        var codes = RecoveryCodes.New();
        var hash = await passwords.Hash(password, ct);
        return (new ChosenWay(hash, key, step, [.. codes.Select(RecoveryCodes.Hash)], null), codes, null);
    }
}
