using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using LiveDashboard.Staff.Accounts;

namespace LiveDashboard.Staff.SignIn;

/// <summary>
/// How often signing in may be tried: five times a minute with one name, whether it exists or not, and twenty times
/// from one address. Each node counts for itself.
/// </summary>
public sealed class SignInThrottle : IDisposable
{
    public const int PerName = 5;
    public const int PerAddress = 20;

    private readonly PartitionedRateLimiter<string> _names = Limiter(PerName);
    private readonly PartitionedRateLimiter<string> _addresses = Limiter(PerAddress);

    /// <summary>Counts one try; how long to wait if it is one too many.</summary>
    /// <param name="name">As it was typed; null where no name is asked for.</param>
    public TimeSpan? Count(HttpContext http, string? name)
    {
        if (Wait(_addresses, Network(http.Connection.RemoteIpAddress)) is { } wait) return wait;
        // A hash, so that a name of any length takes the same room.
        return name is null ? null : Wait(_names, Secret.Hash(StaffMember.KeyOf(name)));
    }

    public void Dispose()
    {
        _names.Dispose();
        _addresses.Dispose();
    }

    private static TimeSpan? Wait(PartitionedRateLimiter<string> limiter, string who)
    {
        using var lease = limiter.AttemptAcquire(who);
        if (lease.IsAcquired) return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1);
    }

    private static PartitionedRateLimiter<string> Limiter(int perMinute) =>
        PartitionedRateLimiter.Create<string, string>(
        who => RateLimitPartition.GetFixedWindowLimiter(who, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = perMinute,
            Window = TimeSpan.FromMinutes(1),
            QueueLimit = 0,
        }));

    // One subscriber holds a whole /64 of IPv6.
    private static string Network(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };
}
