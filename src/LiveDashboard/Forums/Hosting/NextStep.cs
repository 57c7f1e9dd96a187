using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Rooms;

namespace LiveDashboard.Forums.Hosting;

/// <summary>The one thing that a host does next: what the big button does, and the arrow key (ux.md 5.1).</summary>
/// <param name="Handler">Of the console; "" when there is nothing left to do.</param>
/// <param name="Poll">The one it is about; null: none.</param>
public sealed record NextStep(string Handler, Poll? Poll)
{
    /// <param name="promised">Whether there are promises of earlier forums, which open this one.</param>
    public static NextStep Of(Forum forum, IReadOnlyList<Poll> polls, bool promised)
    {
        if (forum.State == ForumState.Planned) return new("Begin", null);
        if (forum.State == ForumState.Ended) return new("", null);
        if (polls.FirstOrDefault(poll => poll.State == PollState.Open) is { } open) return new("Close", open);
        if (promised && forum is { View: ProjectorView.Join, ShownPoll: null }) return new("Promises", null);
        var shown = forum.View == ProjectorView.Poll ? polls.FirstOrDefault(poll => poll.Id == forum.ShownPoll) : null;
        return shown?.State switch
        {
            PollState.Draft => new("Open", shown),
            PollState.Closed => new("Reveal", shown),
            _ => polls.FirstOrDefault(poll => poll.State is PollState.Draft && poll.Place > (shown?.Place ?? 0)) is { } next
                ? new("Next", next) : new("End", null),
        };
    }
}
