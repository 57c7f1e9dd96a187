using LiveDashboard.BrowserTests.Helpers;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Promises;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Forums.Texts;
using LiveDashboard.Staff.Audit;
using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests;

/// <summary>The pages around a meeting: promises, what people wrote, all ballots, and the end of a big screen.</summary>
[Collection(InABrowser.Name)]
public sealed class ForumPagesTests(Browsing browsing)
{
    private static readonly Actor Actor = new("t", "Test");
    private static readonly CancellationToken None = CancellationToken.None;

    // What is wider than the page, where it scrolls sideways.
    private const string Wide =
        """
        document.scrollingElement.scrollWidth <= innerWidth ? "" : location.pathname + ": " + [...document.querySelectorAll("main *")]
            .filter(one => one.getBoundingClientRect().right > innerWidth + 1).map(one => one.outerHTML.slice(0, 120)).slice(0, 5).join("\n")
        """;

    [BrowserTheory, InlineData(360, ColorScheme.Light), InlineData(1280, ColorScheme.Dark)]
    public async Task They_fit_and_can_be_used_by_everybody(int width, ColorScheme scheme)
    {
        await using var desk = await StaffDesk.Start(browsing);
        var (forum, poll) = await Meeting(desk);
        await using var ada = await desk.SignedIn("Ada", new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme });
        foreach (var path in new[]
        {
            $"/staff/forums/{forum.Id}", $"/staff/forums/{forum.Id}/promises", $"/staff/forums/{forum.Id}/questions", $"/staff/forums/{forum.Id}/texts",
            $"/staff/forums/{forum.Id}/report", "/staff/forums", $"/en/forums/ballots/{poll}/1?receipt=none", $"/f/{forum.Code}/text", $"/f/{forum.Code}",
        })
        {
            await ada.Page.GotoAsync(path);
            await ada.Page.EvaluateAsync("document.querySelectorAll('details').forEach(part => part.open = true)");
            var wide = await ada.Page.EvaluateAsync<string>(Wide);
            Assert.True(wide.Length == 0, wide);
            Assert.Empty(await ada.Page.BarriersOn());
        }
        Assert.Empty(ada.Complaints);
    }

    [BrowserFact]
    public async Task A_big_screen_shows_promises_then_the_end_and_then_the_next_forum_of_its_code()
    {
        await using var desk = await StaffDesk.Start(browsing);
        var (forum, _) = await Meeting(desk);
        await using var hall = await browsing.Visitor(desk.Address, new() { ViewportSize = new() { Width = 1280, Height = 720 } });
        await hall.Open($"/f/{forum.Code}/projector");
        var screen = hall.Page;
        await screen.EvaluateAsync("window.first = true");
        var rooms = desk.Get<RoomActs>();
        await rooms.Show(await Act(desk, forum.Id), ProjectorView.Promises, null, None);
        await screen.GetByText("A lamp at the north gate").WaitForAsync();
        Assert.Empty(await screen.BarriersOn());
        Assert.True(await screen.EvaluateAsync<bool>("document.querySelector('[data-fit]').scrollHeight <= document.querySelector('[data-fit]').clientHeight + 1"));
        await rooms.End(await Act(desk, forum.Id), None);
        await screen.GetByText($"/forums/{forum.Slug}").WaitForAsync();
        await hall.Open($"/f/{forum.Code}/projector");
        await screen.GetByText($"/forums/{forum.Slug}").WaitForAsync();
        await screen.EvaluateAsync("window.first = true");
        await desk.Get<ForumStore>().Make(Actor, "The next meeting", "en", DateTimeOffset.UtcNow, None, wanted: forum.Code);
        await screen.GetByText("The next meeting").First.WaitForAsync();
        Assert.True(await screen.EvaluateAsync<bool>("window.first && document.querySelector('[data-ended]').hidden"));
    }

    // An earlier forum with promises; in this one a recountable poll that was revealed, and a text that was shown.
    private static async Task<(Forum Forum, string Poll)> Meeting(StaffDesk desk)
    {
        var before = await desk.Get<ForumStore>().Make(Actor, "Spring meeting", "en", DateTimeOffset.UtcNow, None);
        await desk.Get<RoomActs>().Begin(await Act(desk, before.Id), None);
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        foreach (var (body, due) in new[] { ("A lamp at the north gate, and a look at every other gate of the park", now + 86_400_000L), ("Opening hours in every language of the quarter", now - 1) })
            await desk.Get<PromiseActs>().Add(Actor, before.Id, BallotId.New(), body, "Parks and gardens", due, None);
        await desk.Get<RoomActs>().End(await Act(desk, before.Id), None);

        var forum = await desk.Get<ForumStore>().Make(Actor, "Night patrols", "en", DateTimeOffset.UtcNow, None);
        await desk.Get<RoomActs>().Begin(await Act(desk, forum.Id), None);
        await desk.Get<PromiseActs>().Add(Actor, forum.Id, BallotId.New(), "A second patrol", "Watch commander", now + 86_400_000L, None);
        var text = await Vote(desk, forum.Id, new PollDraft(PollKind.Text, "What would help?", [], 0, 1, "", false, true, false, false), new([], new Dictionary<long, long>(), ["More light at the gate"]));
        await desk.Get<TextActs>().Decide(Actor, forum.Id, text, 1, "More light at the gate", TextState.Pending, TextState.Shown, None);
        var poll = await Vote(desk, forum.Id, new PollDraft(PollKind.One, "Which hours?", ["Early", "Late"], 0, 1, "", false, true, false, false, Recountable: true), SentBallot.Of(2));
        return ((await desk.Get<ForumStore>().Find(forum.Id, None))!, poll);
    }

    private static async Task<string> Vote(StaffDesk desk, string forumId, PollDraft draft, SentBallot ballot)
    {
        var poll = BallotId.New();
        await desk.Get<PollDrafts>().Add(await Act(desk, forumId), poll, draft, None);
        await desk.Get<PollActs>().Open(await Act(desk, forumId), poll, null, None);
        for (var i = 0; i < 12; i++)
        {
            var id = BallotId.New();
            await desk.Get<ParticipantStore>().Add(id, forumId, "", None);
            await desk.Get<BallotStore>().Vote(poll, id, "1", ballot, None);
        }
        await desk.Get<PollActs>().Close(await Act(desk, forumId), poll, None);
        await desk.Get<PollActs>().Reveal(await Act(desk, forumId), poll, None);
        return poll;
    }

    private static async Task<HostAct> Act(StaffDesk desk, string forumId) =>
        new(Actor, forumId, (await desk.Get<ForumStore>().Find(forumId, None))!.Version) { Control = Control.Aside };
}
