using System.Data.Common;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Promises;
using LiveDashboard.Forums.Questions;
using LiveDashboard.Forums.Texts;

namespace LiveDashboard.Forums.Rooms;

/// <summary>What the room sees, as one text: another text is another scene, which pages fetch.</summary>
public static class ForumScene
{
    /// <param name="poll">The one that is shown; null: none.</param>
    /// <param name="written">See <see cref="Written"/>.</param>
    /// <param name="ticks">Whether a result is seen while voting is open.</param>
    public static string Of(Forum forum, Poll? poll, string written, bool ticks) =>
        $"{forum.State} {forum.View} {forum.Cover} {forum.Asking} {forum.ShownPoll} {poll?.State} {poll?.Round} {forum.Rehearsal} {written}{(ticks ? " live" : "")}";

    /// <summary>What can be seen of what people wrote: questions, promises, texts; another text when any of it is another.</summary>
    public static async Task<string> Written(DbConnection db, Forum forum, Poll? poll) =>
        await QuestionStore.Scene(db, forum.Id) + await PromiseStore.Scene(db, forum) + await TextStore.Scene(db, poll);
}
