using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace LiveDashboard.Web;

/// <summary>
/// How often something may be done from one network in a minute of the machine's clock. Each node counts for itself;
/// addresses are kept no longer than that minute.
/// </summary>
public class VisitorLimit(int perMinute) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = Limiter(perMinute);

    /// <summary>Counts one try; how long to wait if it is one too many.</summary>
    public TimeSpan? Count(HttpContext http) => Wait(_limiter, Network(http.Connection.RemoteIpAddress));

    /// <summary>A limiter whose windows last a minute.</summary>
    public static PartitionedRateLimiter<string> Limiter(int perMinute) => PartitionedRateLimiter.Create<string, string>(
        who => RateLimitPartition.GetFixedWindowLimiter(who, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = perMinute,
            Window = TimeSpan.FromMinutes(1),
            QueueLimit = 0,
        }));

    /// <summary>Counts one try of somebody; how long to wait if it is one too many.</summary>
    public static TimeSpan? Wait(PartitionedRateLimiter<string> limiter, string who)
    {
        using var lease = limiter.AttemptAcquire(who);
        if (lease.IsAcquired) return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1);
    }

    /// <summary>Who an address stands for: one subscriber holds a whole /64 of IPv6.</summary>
    public static string Network(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };

    public void Dispose()
    {
        _limiter.Dispose();
        GC.SuppressFinalize(this);
    }
}
