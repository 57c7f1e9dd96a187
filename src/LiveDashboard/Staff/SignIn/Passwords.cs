using System.Threading.RateLimiting;
using LiveDashboard.Staff.Accounts;
using Microsoft.AspNetCore.Identity;

namespace LiveDashboard.Staff.SignIn;

/// <summary>Too many passwords are being checked; the web answers 503.</summary>
public sealed class TooBusyException() : Exception("Too many sign-ins at once.");

/// <summary>
/// Hashes and checks passwords: PBKDF2 with SHA-512. It is slow on purpose, so at most two at once, or a flood of
/// sign-ins would take the processor from the public page.
/// </summary>
public sealed class Passwords(IPasswordHasher<StaffMember> hasher) : IDisposable
{
    public const int Shortest = 12;
    public const int Longest = 128;

    /// <summary>Above what OWASP advises for this hash.</summary>
    public const int Rounds = 220_000;

    private static readonly StaffMember Anybody = new();

    // Of no password: checked for names that do not exist, so that they take as long as those that do.
    private readonly Lazy<string> _decoy = new(() => hasher.HashPassword(Anybody, Secret.New()));
    private readonly ConcurrencyLimiter _atOnce = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = 2,
        QueueLimit = 8,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <exception cref="TooBusyException">Try again in a moment.</exception>
    public Task<string> Hash(string password, CancellationToken ct) =>
        InTurn(() => hasher.HashPassword(Anybody, password), ct);

    /// <summary>Takes as long when there is no hash, which is then never right.</summary>
    /// <exception cref="TooBusyException">Try again in a moment.</exception>
    public async Task<bool> Check(string? hash, string password, CancellationToken ct)
    {
        var given = password.Length <= Longest ? password : ""; // hashing a megabyte would be another flood
        var result = await InTurn(() => hasher.VerifyHashedPassword(Anybody, hash ?? _decoy.Value, given), ct);
        return hash is not null && result != PasswordVerificationResult.Failed;
    }

    public void Dispose() => _atOnce.Dispose();

    private async Task<T> InTurn<T>(Func<T> work, CancellationToken ct)
    {
        using var lease = await _atOnce.AcquireAsync(1, ct);
        return lease.IsAcquired ? await Task.Run(work, ct) : throw new TooBusyException();
    }
}
