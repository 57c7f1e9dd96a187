using System.Threading.RateLimiting;
using LiveDashboard.Web;

namespace LiveDashboard.Forums.RoomCodes;

/// <summary>
/// How often wrong letters may be typed in a minute: by one person, and from one network, which a whole hall shares. Two of
/// about a hundred thousand codes are right at any time. Right ones are not counted.
/// </summary>
public sealed class RoomCodeLimit : IDisposable
{
    public const int PerPerson = 5;
    public const int PerNetwork = 120;

    private readonly PartitionedRateLimiter<string> _people = VisitorLimit.Limiter(PerPerson);
    private readonly PartitionedRateLimiter<string> _networks = VisitorLimit.Limiter(PerNetwork);

    /// <summary>Whether somebody has to wait.</summary>
    public bool IsReached(HttpContext http, string participantId)
    {
        using var person = _people.AttemptAcquire(participantId, 0);
        using var network = _networks.AttemptAcquire(VisitorLimit.Network(http.Connection.RemoteIpAddress), 0);
        return !person.IsAcquired || !network.IsAcquired;
    }

    /// <summary>Counts wrong letters.</summary>
    public void Count(HttpContext http, string participantId)
    {
        VisitorLimit.Wait(_people, participantId);
        VisitorLimit.Wait(_networks, VisitorLimit.Network(http.Connection.RemoteIpAddress));
    }

    public void Dispose()
    {
        _people.Dispose();
        _networks.Dispose();
    }
}
