using Dapper;
using LiveDashboard.BrowserTests.Helpers;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests;

/// <summary>A host leads a poll, and the big screen follows.</summary>
[Collection(InABrowser.Name)]
public sealed class ForumHostTests(Browsing browsing)
{
    // What a room takes for at once.
    private const float Soon = 2_000;

    [BrowserFact]
    public async Task The_big_screen_follows_the_host_without_a_reload()
    {
        await using var desk = await StaffDesk.Start(browsing);
        var forum = await Forum(desk);
        await using var ada = await desk.SignedIn("Ada", Options(1280, 800));
        await using var hall = await browsing.Visitor(desk.Address, Options(1280, 720));
        var (host, screen) = (ada.Page, hall.Page);
        await hall.Open($"/f/{forum.Code}/projector");
        await screen.EvaluateAsync("window.first = true");

        await host.GotoAsync($"/staff/forums/{forum.Id}");
        Assert.Empty(await host.BarriersOn());
        await host.FillAsync("#title", "Which hours worry you most?");
        await host.FillAsync("#options", "Before 22:00\n22:00 to 01:00\nAfter 01:00");
        await host.Locator("#options").PressAsync("Tab");
        await host.ClickAsync("form[action*=Add] button");
        await Step(host, "Begin forum");
        await Step(host, "Next poll");
        await screen.Locator("#stage .q").WaitForAsync(new() { Timeout = Soon });
        await Step(host, "Open voting");
        await screen.GetByText("Voting is open").WaitForAsync(new() { Timeout = Soon });
        await Vote(desk, forum.Id, 24, 2);
        await screen.GetByText("24 answers so far").WaitForAsync(new() { Timeout = Soon });
        Assert.Equal(0, await screen.Locator(".bar").CountAsync());
        await host.GetByText("(confirmed").WaitForAsync();

        await Step(host, "Close voting");
        await screen.GetByText("Voting is closed", new() { Exact = true }).WaitForAsync(new() { Timeout = Soon });
        await Step(host, "Show results");
        await screen.Locator(".bar").Nth(1).WaitForAsync(new() { Timeout = Soon });
        Assert.Contains("100%", await screen.Locator(".result li").Nth(1).InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(await screen.BarriersOn());
        Assert.True(await screen.EvaluateAsync<bool>("window.first && document.querySelector('[data-fit]').scrollHeight <= document.querySelector('[data-fit]').clientHeight + 1"));
        Assert.Empty(ada.Complaints);
        Assert.Empty(hall.Complaints);
    }

    [BrowserTheory, InlineData(360), InlineData(1280)]
    public async Task The_console_fits_and_its_next_step_is_in_reach(int width)
    {
        await using var desk = await StaffDesk.Start(browsing);
        var forum = await Forum(desk);
        await using var ada = await desk.SignedIn("Ada", Options(width, 740));
        await ada.Page.GotoAsync($"/staff/forums/{forum.Id}");
        await ada.Page.EvaluateAsync("document.querySelectorAll('details').forEach(part => part.open = true)");
        Assert.Empty(await ada.Page.BarriersOn());
        Assert.True(await ada.Page.EvaluateAsync<bool>("document.scrollingElement.scrollWidth <= innerWidth"), "scrolls sideways");
        var box = (await ada.Page.Locator(".next").BoundingBoxAsync())!;
        Assert.InRange(box.Y + box.Height, 370, 740);
        Assert.True(box.Height >= 72);
    }

    /// <summary>The arrow does what the big button says.</summary>
    private static async Task Step(IPage host, string says)
    {
        await host.Locator(".next", new() { HasTextString = says }).WaitForAsync();
        await host.WaitForLoadStateAsync(); // the button is there before the script that hears the key
        await host.EvaluateAsync("document.activeElement.blur()");
        await host.Keyboard.PressAsync("ArrowRight");
        await host.Locator(".next", new() { HasTextString = says }).WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    private static async Task<Forum> Forum(StaffDesk desk) => await desk.Get<ForumStore>().Make(
        new Actor("h", "Ada"), "Night patrols", "en", DateTimeOffset.UtcNow, CancellationToken.None);

    private static async Task Vote(StaffDesk desk, string forumId, int times, long choice)
    {
        var poll = (await desk.Get<PollStore>().List(forumId, CancellationToken.None))[0].Id;
        for (var i = 0; i < times; i++)
        {
            var id = BallotId.New();
            await desk.Get<WriteLane>().Write(turn => turn.Connection.ExecuteAsync(
                "INSERT INTO participant (id, forum_id, name, joined_at) VALUES (@id, @forumId, '', 0)", new { id, forumId }));
            await desk.Get<BallotStore>().Vote(poll, id, BallotId.New(), SentBallot.Of(choice), CancellationToken.None);
        }
    }

    private static BrowserNewContextOptions Options(int width, int height) =>
        new() { Locale = "en", ViewportSize = new ViewportSize { Width = width, Height = height } };
}
