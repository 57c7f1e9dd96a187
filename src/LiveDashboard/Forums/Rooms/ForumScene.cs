using LiveDashboard.Forums.Polls;

namespace LiveDashboard.Forums.Rooms;

/// <summary>What the room sees, as one text: another text is another scene, which pages fetch.</summary>
public static class ForumScene
{
    /// <param name="poll">The one that is shown; null: none.</param>
    /// <param name="ticks">Whether a result is seen while voting is open.</param>
    public static string Of(Forum forum, Poll? poll, bool ticks = false) =>
        $"{forum.State} {forum.View} {forum.Cover} {forum.Asking} {forum.ShownPoll} {poll?.State} {poll?.Round} {forum.Rehearsal}{(ticks ? " live" : "")}";
}
