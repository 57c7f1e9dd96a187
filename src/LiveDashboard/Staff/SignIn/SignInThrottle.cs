using System.Threading.RateLimiting;
using LiveDashboard.Staff.Accounts;
using LiveDashboard.Web;

namespace LiveDashboard.Staff.SignIn;

/// <summary>
/// How often signing in may be tried: five times a minute with one name, whether it exists or not, and twenty times
/// from one address. Each node counts for itself.
/// </summary>
public sealed class SignInThrottle : IDisposable
{
    public const int PerName = 5;
    public const int PerAddress = 20;

    private readonly PartitionedRateLimiter<string> _names = VisitorLimit.Limiter(PerName);
    private readonly VisitorLimit _addresses = new(PerAddress);

    /// <summary>Counts one try; how long to wait if it is one too many.</summary>
    /// <param name="name">As it was typed; null where no name is asked for.</param>
    public TimeSpan? Count(HttpContext http, string? name)
    {
        if (_addresses.Count(http) is { } wait) return wait;
        // A hash, so that a name of any length takes the same room.
        return name is null ? null : VisitorLimit.Wait(_names, Secret.Hash(StaffMember.KeyOf(name)));
    }

    public void Dispose()
    {
        _names.Dispose();
        _addresses.Dispose();
    }
}
