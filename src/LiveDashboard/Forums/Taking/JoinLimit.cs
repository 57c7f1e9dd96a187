using System.Threading.RateLimiting;
using LiveDashboard.Web;

namespace LiveDashboard.Forums.Taking;

/// <summary>
/// How often one network may name a code that is none: at this rate six digits take longer than a forum lasts. Who is in
/// is never asked; right codes are not counted.
/// </summary>
public sealed class JoinLimit : IDisposable
{
    public const int PerMinute = 10;

    private readonly PartitionedRateLimiter<string> _wrong = VisitorLimit.Limiter(PerMinute);

    /// <summary>Whether this network has to wait.</summary>
    public bool IsReached(HttpContext http)
    {
        using var lease = _wrong.AttemptAcquire(Of(http), 0);
        return !lease.IsAcquired;
    }

    /// <summary>Counts a wrong code.</summary>
    public void Count(HttpContext http) => VisitorLimit.Wait(_wrong, Of(http));

    public void Dispose() => _wrong.Dispose();

    private static string Of(HttpContext http) => VisitorLimit.Network(http.Connection.RemoteIpAddress);
}
