using System.Net;
using LiveDashboard.Feedback.Publication.WordLists;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Projector;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Forums.Texts;
using LiveDashboard.Staff;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Forums.Hosting;
using LiveDashboard.Tests.Forums.Taking;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Forums.Texts;

/// <summary>What people write is seen once a moderator says so, and nowhere before.</summary>
public sealed class TextTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_text_is_nowhere_before_it_is_shown_and_nowhere_after_it_is_withheld(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        using var phone = await Phone.Joined(site);
        var poll = await site.Poll(ForumSite.Draft(PollKind.Text));
        for (var i = 0; i < 5; i++) await site.Vote(poll, await site.Participant(), Written("Light the north gate"));
        await site.Vote(poll, await site.Participant(), Written("=My neighbour Jo did it"));
        await site.Close(poll);
        await site.Reveal(poll);
        var forum = (await site.App.Get<ForumStore>().Find(site.ForumId, None))!;
        string[] pages = [$"/f/{forum.Code}/projector", $"/f/{forum.Code}/text"];

        foreach (var page in pages) Assert.DoesNotContain("north gate", await Read(site, page), StringComparison.Ordinal);
        Assert.Equal(ActAnswer.Done, await Decide(site, poll, "Light the north gate", TextState.Pending, TextState.Shown));
        Assert.Equal(ActAnswer.Stale, await Decide(site, poll, "Light the north gate", TextState.Pending, TextState.Withheld));
        foreach (var page in pages)
        {
            Assert.Contains("north gate", await Read(site, page), StringComparison.Ordinal);
            Assert.DoesNotContain("neighbour", await Read(site, page), StringComparison.Ordinal);
        }
        Assert.Contains("north gate", await phone.Text(), StringComparison.Ordinal);
        await site.App.Get<RoomActs>().End(await site.Act(), None);
        var report = $"/en/forums/{forum.Slug}";
        foreach (var page in new[] { report, $"{report}?handler=Csv" })
        {
            Assert.Contains("north gate", await Read(site, page), StringComparison.Ordinal);
            Assert.DoesNotContain("neighbour", await Read(site, page), StringComparison.Ordinal);
        }
        await Decide(site, poll, "Light the north gate", TextState.Shown, TextState.Withheld);
        Assert.DoesNotContain("north gate", await Read(site, report), StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_ballot_that_is_changed_is_decided_on_anew(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        var poll = await site.Poll(ForumSite.Draft(PollKind.Text));
        var person = await site.Participant();
        await site.Vote(poll, person, Written("Kind words"));
        await Decide(site, poll, "Kind words", TextState.Pending, TextState.Shown);
        await site.Vote(poll, person, Written("Other words"));
        var only = Assert.Single(await site.App.Get<TextStore>().List(site.ForumId, None));
        Assert.Equal(("Other words", TextState.Pending), (only.Words, only.State));
        Assert.Equal(person, only.ParticipantId);
        await site.Close(poll);
        Assert.Null(Assert.Single(await site.App.Get<TextStore>().List(site.ForumId, None)).ParticipantId); // cut from who gave it
        Assert.Equal(0, await site.Differences());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_word_of_the_lists_waits_for_a_moderator(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        await site.App.Get<HoldWords>().Add(ForumSite.Host, "en", "blast", None);
        var poll = await site.Poll(ForumSite.Draft(PollKind.Words));
        for (var i = 0; i < 3; i++) await site.Vote(poll, await site.Participant(), Written("Blast", "lamps"));
        Assert.Equal(["lamps"], (await site.Result(poll)).Rows.Select(row => row.Words));
        Assert.Equal(("Blast", 3), (await site.App.Get<TextStore>().List(site.ForumId, None)).Where(one => one.State == TextState.Held)
            .Select(one => (one.Words, one.N)).Single());
        await Decide(site, poll, "Blast", TextState.Held, TextState.Shown);
        Assert.Equal(2, (await site.Result(poll)).Rows.Count);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_word_that_no_list_named_can_be_withheld_also_after_the_reveal(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        var poll = await site.Poll(ForumSite.Draft(PollKind.Words));
        for (var i = 0; i < 5; i++) await site.Vote(poll, await site.Participant(), Written("Jo Miller", "lamps"));
        await site.Close(poll);
        await site.Reveal(poll);
        using var phone = await Phone.Joined(site);
        var seen = await Scene();
        Assert.Contains("Jo Miller", await phone.Text("/projector"), StringComparison.Ordinal);
        await Decide(site, poll, "Jo Miller", TextState.Shown, TextState.Withheld);
        Assert.NotEqual(seen, await Scene()); // so every screen fetches what is left
        foreach (var address in new[] { "", "/projector", "/text" })
            Assert.DoesNotContain("Jo Miller", await phone.Text(address), StringComparison.Ordinal);
        Assert.Contains("lamps", await phone.Text("/projector"), StringComparison.Ordinal);
        Assert.Equal(0, await site.Differences());

        async Task<string> Scene() => (await site.App.Get<StageStore>().Read(site.ForumId, None)).Scene;
    }

    [Fact]
    public async Task Moderators_decide_on_their_page_and_hosts_do_not()
    {
        await using var site = await HostSite.Start();
        using var ada = await site.Host();
        using var mod = await site.Host("Mo", StaffRole.Moderator);
        await site.Press(ada, "Begin");
        var poll = BallotId.New();
        await site.Staff.App.Get<PollDrafts>().Add(
            new HostAct(ForumActs.Program, site.ForumId, (await site.Forum()).Version) { Control = Control.Taken }, poll, ForumSite.Draft(PollKind.Text), None);
        await site.Press(ada, "TakeOver");
        await site.Press(ada, "Next", ("poll", poll));
        await site.Press(ada, "Open", ("poll", poll));
        var forumSite = new ForumSite(site.Staff.App, site.Staff.Clock, site.ForumId);
        await forumSite.Vote(poll, await forumSite.Participant(), Written("<b>Light</b>"));
        var page = $"{site.Console}/texts";
        Assert.Equal(HttpStatusCode.Forbidden, (await ada.Get(page)).Status);
        var seen = await mod.Get(page);
        Assert.Contains("&lt;b&gt;Light", seen.Text, StringComparison.Ordinal);
        await mod.Submit(page, FormBrowser.Fields(("poll", poll), ("round", "1"), ("words", "<b>Light</b>"), ("was", "pending"), ("to", "shown")));
        Assert.Equal(TextState.Shown, Assert.Single(await site.Staff.App.Get<TextStore>().List(site.ForumId, None)).State);
    }

    private static SentBallot Written(params string[] words) => new([], new Dictionary<long, long>(), words);

    private static Task<ActAnswer> Decide(ForumSite site, string poll, string words, string was, string to) =>
        site.App.Get<TextActs>().Decide(ForumSite.Host, site.ForumId, poll, 1, words, was, to, None);

    private static async Task<string> Read(ForumSite site, string page)
    {
        using var visitor = site.App.Visitor();
        return WebUtility.HtmlDecode(await visitor.GetStringAsync(page));
    }
}
