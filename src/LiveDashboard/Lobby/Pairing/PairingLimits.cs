using System.Threading.RateLimiting;
using LiveDashboard.Web;

namespace LiveDashboard.Lobby.Pairing;

/// <summary>How often displays may ask for a code, and people may get one wrong (ux.md 4.4).</summary>
public sealed class PairingLimits : IDisposable
{
    public const int WrongPerMinute = 5;
    public const int NewPerHour = 20;

    private readonly PartitionedRateLimiter<string> _wrong = VisitorLimit.Limiter(WrongPerMinute);
    private readonly PartitionedRateLimiter<string> _new = PartitionedRateLimiter.Create<string, string>(
        who => RateLimitPartition.GetFixedWindowLimiter(who, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = NewPerHour,
            Window = TimeSpan.FromHours(1),
            QueueLimit = 0,
        }));

    /// <summary>Counts a display of this network; how long to wait if it is one too many.</summary>
    public TimeSpan? CountNew(HttpContext http) => VisitorLimit.Wait(_new, VisitorLimit.Network(http.Connection.RemoteIpAddress));

    /// <summary>Whether this member of staff has to wait.</summary>
    public bool IsReached(string memberId)
    {
        using var lease = _wrong.AttemptAcquire(memberId, 0);
        return !lease.IsAcquired;
    }

    /// <summary>Counts a wrong code.</summary>
    public void CountWrong(string memberId) => VisitorLimit.Wait(_wrong, memberId);

    public void Dispose()
    {
        _wrong.Dispose();
        _new.Dispose();
    }
}
