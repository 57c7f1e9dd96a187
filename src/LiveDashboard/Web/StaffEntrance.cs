namespace LiveDashboard.Web;

/// <summary>Whether there is a way in for staff, which the foot of public pages then shows.</summary>
public sealed class StaffEntrance
{
    /// <summary>Where staff sign in.</summary>
    public const string Address = "/staff/sign-in";

    /// <summary>False as long as nobody could sign in.</summary>
    public bool Open { get; set; }
}
