using Dapper;
using LiveDashboard.BrowserTests.Helpers;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Questions;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests;

/// <summary>A participant's phone from the code to the results, by keyboard, with a network that goes away.</summary>
[Collection(OnItsOwn.Name)]
public sealed class ForumVoteTests(Browsing browsing)
{
    private const string Title = "Which hours worry you most?";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Actor Host = new("h", "Ada");

    [BrowserFact]
    public async Task A_phone_joins_votes_by_keyboard_and_sees_the_results_without_reloading()
    {
        await using var site = await LiveSite.Start(cases: 0);
        var forum = await site.Get<ForumStore>().Make(Host, "Night patrols", "en", DateTimeOffset.UtcNow, None);
        await site.Get<RoomActs>().Begin(await Act(site, forum), None);
        await using var visitor = await Phone(site, ColorScheme.Light);
        var page = visitor.Page;

        await page.GotoAsync("/join");
        await visitor.IsSoundAs("join");
        await page.FocusAsync("#code");
        await page.Keyboard.TypeAsync($"{forum.Code![..3]} {forum.Code[3..]}");
        await page.Keyboard.PressAsync("Enter");
        await page.FocusAsync("#name");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = "You are in" }).WaitForAsync();
        await visitor.Connection("live");
        await visitor.IsSoundAs("waiting");
        await page.EvaluateAsync("window.same = true");

        var poll = await Poll(site, forum, PollKind.One, 60);
        await page.GetByRole(AriaRole.Heading, new() { Name = Title }).WaitForAsync();
        await visitor.IsSoundAs("open");
        await page.FocusAsync("input[name=choice][value='1']");
        await page.Keyboard.PressAsync("ArrowDown");
        // A question that comes meanwhile is another scene, and takes nothing away.
        await AskOne(site, forum, "Who decides?");
        await visitor.Until("() => document.querySelector('[data-questions-count]').textContent === '1'");
        Assert.True(await page.IsCheckedAsync("input[name=choice][value='2']"));
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("submit", await page.EvaluateAsync<string>("document.activeElement.type"));
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Your answer is in" }).WaitForAsync();
        Assert.Contains("B Late", await page.InnerTextAsync(".given"), StringComparison.Ordinal);
        await visitor.IsSoundAs("sent");

        for (var i = 0; i < 30; i++) await Other(site, forum, poll, 1 + i % 3);
        await site.Get<PollActs>().Close(await Act(site, forum), poll, None);
        await page.GetByRole(AriaRole.Heading, new() { Name = "Voting is closed" }).WaitForAsync();
        Assert.Equal(0, await page.Locator(".tally").CountAsync());
        await site.Get<PollActs>().Reveal(await Act(site, forum), poll, None);
        await page.Locator(".tally li[data-choice='2'] .me:not([hidden])").WaitForAsync();
        Assert.True(await page.EvaluateAsync<bool>("window.same")); // all of it without a reload
        await visitor.IsSoundAs("revealed");
        await page.SetViewportSizeAsync(1280, 800);
        await visitor.IsSoundAs("revealed-1280");
        await page.SetViewportSizeAsync(360, 740);
        await page.ReloadAsync();
        await page.Locator(".tally li[data-choice='2'] .me:not([hidden])").WaitForAsync();
        Assert.Equal(1, await page.Locator(".me:not([hidden])").CountAsync());

        await page.ClickAsync(".tabs a:last-child");
        await page.FillAsync("#ask", "Will the desk stay open on Sundays?");
        await page.ClickAsync("form[data-form=ask] button");
        await page.Locator("[data-mine] li").WaitForAsync();
        await page.ClickAsync("[data-questions] button");
        await page.Locator("[data-questions] button[aria-pressed=true]").WaitForAsync();
        await visitor.IsSoundAs("questions");
        Assert.Empty(visitor.Complaints);
    }

    [BrowserFact]
    public async Task A_ballot_without_a_network_is_sent_again_until_it_is_counted_once()
    {
        await using var site = await LiveSite.Start(cases: 0);
        var forum = await site.Get<ForumStore>().Make(Host, "Night patrols", "en", DateTimeOffset.UtcNow, None);
        await site.Get<RoomActs>().Begin(await Act(site, forum), None);
        await using var visitor = await Phone(site, ColorScheme.Dark);
        var page = visitor.Page;
        await page.GotoAsync($"/f/{forum.Code}");
        await page.ClickAsync("form button");
        var poll = await Poll(site, forum, PollKind.Points, null);
        await page.GetByRole(AriaRole.Heading, new() { Name = Title }).WaitForAsync();
        await page.FillAsync("#points-1", "70");
        await page.FillAsync("#points-2", "20");
        Assert.Equal("90 of 100 points given", await page.InnerTextAsync("[data-sum]"));
        await page.ClickAsync("[data-vote] [type=submit]");
        await page.Locator("#problem:visible").WaitForAsync();
        await page.FillAsync("#points-3", "10");
        await visitor.IsSoundAs("points-dark");

        await visitor.Context.SetOfflineAsync(true);
        await page.ClickAsync("[data-vote] [type=submit]");
        await page.GetByText("Not sent yet. Keep this page open.").WaitForAsync();
        Assert.Equal("Send again", await page.InnerTextAsync("[data-vote] [type=submit]"));
        Assert.Equal(0, await Ballots(site, poll));
        await visitor.IsSoundAs("queued-dark");
        await visitor.Context.SetOfflineAsync(false);
        await page.GetByRole(AriaRole.Heading, new() { Name = "Your answer is in" }).WaitForAsync();
        Assert.Equal(1, await Ballots(site, poll));
        Assert.Contains("Early: 70", await page.InnerTextAsync(".given"), StringComparison.Ordinal);

        // The answer of the server is lost on its way: what was sent is sent again, and is the same ballot.
        var lost = 0;
        await page.RouteAsync("**/ballot", async route =>
        {
            if (lost++ > 0)
            {
                await route.ContinueAsync();
                return;
            }
            await route.FetchAsync();
            await route.AbortAsync();
        });
        await page.ClickAsync(".thumb a");
        await page.Locator("[data-vote]").WaitForAsync();
        await visitor.Connection("live"); // before that the form is sent without script
        await page.ClickAsync("[data-vote] [type=submit]");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Your answer is in" }).WaitForAsync();
        Assert.True(lost >= 2);
        await using var db = await site.Get<Database>().Read(None);
        Assert.Equal((1L, 2L), await db.QuerySingleAsync<(long, long)>("SELECT COUNT(*), MAX(revision) FROM ballot"));
    }

    [BrowserFact]
    public async Task A_moderator_decides_on_a_phone_and_can_take_it_back()
    {
        var site = await LiveSite.Start(cases: 0);
        await using var desk = new StaffDesk(site, browsing);
        var forum = await site.Get<ForumStore>().Make(Host, "Night patrols", "en", DateTimeOffset.UtcNow, None);
        await site.Get<RoomActs>().Begin(await Act(site, forum), None);
        await AskOne(site, forum, "Who decides when an extra car is sent?");
        await site.Get<AskStore>().Ask(forum.Id, await Person(site, forum), "b", "en", "How many cars are out at 02:00?", None);
        await using var visitor = await desk.SignedIn("Mo", new BrowserNewContextOptions
        {
            Locale = "en",
            ViewportSize = new ViewportSize { Width = 360, Height = 740 },
        });
        await visitor.Page.GotoAsync($"/staff/forums/{forum.Id}/questions");
        await visitor.Page.Locator("details summary").First.ClickAsync();
        await visitor.IsSoundAs("moderator");
        await visitor.Page.ClickAsync("button[value=live]");
        await visitor.Page.Locator("button[value=undo]").First.ClickAsync();
        await visitor.Page.Locator("section.queue:first-of-type li").WaitForAsync();
        await visitor.Page.SetViewportSizeAsync(1280, 800);
        await visitor.IsSoundAs("moderator-1280");
        Assert.Empty(visitor.Complaints);
    }

    private Task<Visitor> Phone(LiveSite site, ColorScheme scheme) => browsing.Visitor(
        new UriBuilder(site.Address) { Host = "localhost" }.Uri, new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            Locale = "en",
            ViewportSize = new ViewportSize { Width = 360, Height = 740 },
        });

    private static async Task<HostAct> Act(LiveSite site, Forum forum) =>
        new(Host, forum.Id, (await site.Get<ForumStore>().Find(forum.Id, None))!.Version);

    private static async Task<string> Poll(LiveSite site, Forum forum, string kind, int? seconds)
    {
        var id = BallotId.New();
        var draft = new PollDraft(
            kind, Title, ["Early", "Late", "Never"], 0, kind == PollKind.Points ? 100 : 1, "", Named: false, Changeable: true,
            Live: false, SmallRoom: false);
        Assert.Equal(ActAnswer.Done, await site.Get<PollDrafts>().Add(await Act(site, forum), id, draft, None));
        Assert.Equal(ActAnswer.Done, await site.Get<PollActs>().Open(await Act(site, forum), id, seconds, None));
        return id;
    }

    private static async Task Other(LiveSite site, Forum forum, string poll, long choice) =>
        await site.Get<BallotStore>().Vote(poll, await Person(site, forum), BallotId.New(), SentBallot.Of(choice), None);

    private static async Task AskOne(LiveSite site, Forum forum, string body)
    {
        await site.Get<AskStore>().Ask(forum.Id, await Person(site, forum), "a", "en", body, None);
        await using var db = await site.Get<Database>().Read(None);
        var id = await db.ExecuteScalarAsync<string>("SELECT id FROM question");
        await site.Get<QuestionActs>().Move(Host, forum.Id, id!, "pending", "live", "", None);
    }

    private static async Task<string> Person(LiveSite site, Forum forum)
    {
        var id = BallotId.New();
        await site.Get<WriteLane>().Write(turn => turn.Connection.ExecuteAsync(
            "INSERT INTO participant (id, forum_id, name, joined_at) VALUES (@id, @forumId, '', 0)", new { id, forumId = forum.Id }));
        return id;
    }

    private static async Task<long> Ballots(LiveSite site, string poll)
    {
        await using var db = await site.Get<Database>().Read(None);
        return await db.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM ballot WHERE poll_id = @poll", new { poll });
    }
}
