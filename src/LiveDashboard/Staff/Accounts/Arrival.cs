using LiveDashboard.Staff.Sessions;
using LiveDashboard.Web;

namespace LiveDashboard.Staff.Accounts;

/// <summary>Signs in who has just set up a way to do so.</summary>
public sealed class Arrival(MemberStore members, SessionStore sessions, StaffEntrance entrance)
{
    public async Task Enter(HttpContext http, string memberId, CancellationToken ct)
    {
        // A link that sets up a new way does not let in again who was kept out meanwhile.
        if (await members.Find(memberId, ct) is not { DisabledAt: null } member) return;
        SessionCookie.Write(
            http.Response, await sessions.Start(member, Device.Of(http.Request), SessionCookie.Read(http.Request), ct));
        entrance.Open = true;
    }
}
