using LiveDashboard.Staff;
using LiveDashboard.Staff.Sessions;

namespace LiveDashboard.Stories.Editing;

/// <summary>What staff may: everybody reads all of it, who may publish writes it.</summary>
public static class StoryRights
{
    public static bool MayPublish(HttpContext http) =>
        StaffPolicy.Roles[StaffPolicy.Publish].Contains(StaffSession.Of(http).Role);
}
