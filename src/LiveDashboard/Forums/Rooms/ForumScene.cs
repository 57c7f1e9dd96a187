using LiveDashboard.Forums.Polls;

namespace LiveDashboard.Forums.Rooms;

/// <summary>What the room sees, as one text: another text is another scene, which pages fetch.</summary>
public static class ForumScene
{
    /// <param name="poll">The one that is shown; null: none.</param>
    /// <param name="questions">See <see cref="Questions.QuestionStore.Scene"/>.</param>
    /// <param name="ticks">Whether a result is seen while voting is open.</param>
    public static string Of(Forum forum, Poll? poll, string questions, bool ticks) =>
        $"{forum.State} {forum.View} {forum.Cover} {forum.Asking} {forum.ShownPoll} {poll?.State} {poll?.Round} {forum.Rehearsal} {questions}{(ticks ? " live" : "")}";
}
