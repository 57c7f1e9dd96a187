using LiveDashboard.Feedback.Messages;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Staff.Sessions;

namespace LiveDashboard.Feedback.Desk;

/// <summary>
/// What who is signed in may see and do at the desk. Restricted cases are for those who answer; independent ones, which
/// may be about somebody who answers, for administrators alone.
/// </summary>
public sealed record DeskRights(string MemberId, string Name, string Role)
{
    public static DeskRights Of(HttpContext http)
    {
        var session = StaffSession.Of(http);
        return new DeskRights(session.MemberId, session.Name, session.Role);
    }

    public Actor Actor => new(MemberId, Name);
    public bool MayAnswer => StaffPolicy.Roles[StaffPolicy.Answer].Contains(Role);

    /// <summary>The queues whose cases are shown whole; of the others there is a line without words.</summary>
    public IReadOnlyList<string> SeenQueues =>
        Role == StaffRole.Admin ? [CaseQueues.Desk, CaseQueues.Restricted, CaseQueues.Independent]
        : MayAnswer ? [CaseQueues.Desk, CaseQueues.Restricted]
        : [CaseQueues.Desk];

    public bool Sees(string queue) => SeenQueues.Contains(queue);
}
