using LiveDashboard.BrowserTests.Helpers;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.RoomCodes;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Staff.Audit;
using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests;

/// <summary>Letters on the hall's screen let a phone answer.</summary>
[Collection(OnItsOwn.Name)]
public sealed class RoomCodeTests(Browsing browsing)
{
    private const string Title = "Which hours worry you most?";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Actor Host = new("h", "Ada");

    [BrowserFact]
    public async Task Who_reads_the_letters_in_the_hall_can_answer()
    {
        await using var site = await LiveSite.Start(cases: 0);
        var forum = await site.Get<ForumStore>().Make(Host, "Night patrols", "en", DateTimeOffset.UtcNow, None);
        await site.Get<RoomActs>().Begin(await Act(), None);
        var poll = BallotId.New();
        await site.Get<PollDrafts>().Add(await Act(), poll, new PollDraft(
            PollKind.One, Title, ["Early", "Late", "Never"], 0, 1, "", Named: false, Changeable: true, Live: false,
            SmallRoom: false, RoomOnly: true), None);
        await site.Get<PollActs>().Open(await Act(), poll, null, None);
        var key = RoomCode.ScreenKey(await site.Get<RoomCodeStore>().Key(forum.Id, None));
        await using var hall = await Open(1280, 720, ColorScheme.Light, $"/f/{forum.Code}/projector?room={key}");
        await hall.IsSoundAs("room-hall");
        await hall.Page.SetViewportSizeAsync(1920, 1080);
        await hall.IsSoundAs("room-hall-1920");

        await using var phone = await Open(360, 740, ColorScheme.Dark, $"/f/{forum.Code}");
        var page = phone.Page;
        await page.ClickAsync("form button");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Are you in the room?" }).WaitForAsync();
        await phone.IsSoundAs("room-phone");
        await page.FillAsync("#letters", "aaaa");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#room-problem").WaitForAsync();
        await phone.IsSoundAs("room-wrong");
        await page.FillAsync("#letters", await hall.Page.InnerTextAsync(".roomcode b"));
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = Title }).WaitForAsync();
        await phone.IsSoundAs("room-open");
        Assert.Empty(hall.Complaints);
        Assert.Single(phone.Complaints); // the wrong letters were answered 422

        async Task<HostAct> Act() => new(Host, forum.Id, (await site.Get<ForumStore>().Find(forum.Id, None))!.Version);

        async Task<Visitor> Open(int width, int height, ColorScheme scheme, string path)
        {
            var visitor = await browsing.Visitor(
                new UriBuilder(site.Address) { Host = "localhost" }.Uri, new BrowserNewContextOptions
                {
                    ColorScheme = scheme,
                    Locale = "en",
                    ViewportSize = new ViewportSize { Width = width, Height = height },
                });
            await visitor.Page.GotoAsync(path);
            return visitor;
        }
    }
}
