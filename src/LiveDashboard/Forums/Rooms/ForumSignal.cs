using LiveDashboard.Figures;

namespace LiveDashboard.Forums.Rooms;

/// <summary>Says, after a commit, that what a forum's screens show may have changed.</summary>
public sealed class ForumSignal(FigureSignal signal)
{
    /// <summary>What the forum's figures are called.</summary>
    public static string Source(string forumId) => $"forum/{forumId}";

    public void Changed(string forumId) => signal.Changed(Source(forumId));
}
