using LiveDashboard.BrowserTests.Helpers;
using LiveDashboard.Lobby.Pairing;
using LiveDashboard.Lobby.Steering;
using LiveDashboard.Staff.Audit;
using Microsoft.Playwright;

namespace LiveDashboard.BrowserTests;

/// <summary>A paired screen through all that happens to it in a year: it ends in the right picture by itself.</summary>
[Collection(ALobby.Name)]
public sealed class LobbyAliveTests(Browsing browsing)
{
    private static readonly Actor Ada = new("a", "Ada");

    [BrowserFact]
    public async Task A_display_is_paired_steered_replaced_by_a_code_when_it_is_revoked()
    {
        await using var desk = await StaffDesk.Start(browsing);
        await using var lobby = await browsing.Visitor(desk.Address, Options());
        var page = lobby.Page;
        await lobby.Open("/screen", live: false);
        var code = await page.Locator(".code").InnerTextAsync();
        await using var ada = await desk.SignedIn("Ada", new BrowserNewContextOptions { Locale = "en", ViewportSize = new() { Width = 360, Height = 740 } });
        await ada.Page.GotoAsync($"/staff/screens?code={code}");
        Assert.Empty(await ada.Page.BarriersOn());
        Assert.True(await ada.Page.EvaluateAsync<bool>("document.scrollingElement.scrollWidth <= innerWidth"), "scrolls sideways");
        await ada.Page.FillAsync("#name", "Lobby 1");
        await ada.Page.ClickAsync("#connect button");
        await page.Locator("html[data-paired=yes][data-conn=live]").WaitForAsync(new() { State = WaitForSelectorState.Attached }); // nobody touched it

        await Ask(ada.Page, "notice", "The desk opens at ten");
        await page.GetByText("The desk opens at ten").WaitForAsync();
        await ada.Page.GetByText("Shown: the screen confirmed it").WaitForAsync();
        await Ask(ada.Page, "takeover", "Use the side door");
        await page.Locator("[data-takeover] h1", new() { HasTextString = "Use the side door" }).WaitForAsync();
        await ada.Page.GetByText("Shown: the screen confirmed it").Nth(1).WaitForAsync();
        // A panel with nothing in it cannot be pinned, and the screen says so.
        var orders = desk.Get<OrderStore>();
        var screen = (await desk.Get<ScreenStore>().List(CancellationToken.None)).Single();
        foreach (var order in await orders.Recent(CancellationToken.None)) await orders.Withdraw(Ada, order.Id, CancellationToken.None);
        await orders.Give(Ada, [screen], OrderKind.Pin, "said", "", TimeSpan.FromHours(1), true, CancellationToken.None);
        await ada.Page.GetByText("The screen has nothing to show for it").WaitForAsync();
        await orders.Give(Ada, [screen], OrderKind.Blank, "", "", TimeSpan.FromHours(1), true, CancellationToken.None);
        await page.Locator("html[data-dark=blank]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await ada.Page.GotoAsync($"/staff/screens/{screen.Id}");
        Assert.Empty(await ada.Page.BarriersOn());
        Assert.True(await ada.Page.EvaluateAsync<bool>("document.scrollingElement.scrollWidth <= innerWidth"), "scrolls sideways");
        Assert.True(await ada.Page.FrameLocator(".preview iframe").Locator("#stage").IsVisibleAsync());

        await desk.Get<ScreenStore>().Disconnect(Ada, screen, CancellationToken.None);
        await page.Locator(".pairing .code").WaitForAsync(new() { Timeout = 10_000 });
        Assert.Empty(ada.Complaints);
        // The browser itself notes that a token was refused.
        Assert.DoesNotContain(lobby.Complaints, complaint => !complaint.Contains("401", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task An_order_that_the_page_does_not_carry_out_is_not_received()
    {
        await using var desk = await StaffDesk.Start(browsing);
        await using var lobby = await Paired(desk, "Lobby 1");
        await lobby.Open("/screen");
        await lobby.Page.EvaluateAsync("document.querySelector('[data-notice]').remove()"); // its handler fails from now on
        var screen = (await desk.Get<ScreenStore>().List(CancellationToken.None)).Single();
        var orders = desk.Get<OrderStore>();
        await orders.Give(Ada, [screen], OrderKind.Notice, "Nobody sees this", "", TimeSpan.FromHours(1), true, CancellationToken.None);
        await lobby.Page.WaitForResponseAsync(answer => answer.Url.EndsWith("/screen/orders", StringComparison.Ordinal));
        await lobby.Until("() => document.documentElement.dataset.conn === 'live'");
        var given = (await orders.Recent(CancellationToken.None)).Single();
        Assert.Null(given.DoneAt);
        Assert.Equal(OrderState.NotReceived, given.State(given.IssuedAt + (long)ScreenOrder.Patience.TotalMilliseconds + 1));
    }

    [BrowserFact]
    public async Task Of_two_devices_with_one_token_the_older_asks_for_a_code()
    {
        await using var desk = await StaffDesk.Start(browsing);
        await using var first = await Paired(desk, "Lobby 1");
        await first.Open("/screen");
        await first.Page.WaitForResponseAsync(answer => answer.Url.EndsWith("/screen/report", StringComparison.Ordinal) && answer.Ok);
        var options = Options();
        options.StorageState = await first.Context.StorageStateAsync();
        await using var copy = await browsing.Visitor(desk.Address, options);
        await copy.Open("/screen");
        await first.Page.Locator(".pairing .code").WaitForAsync();
        await copy.Connection("live");
        // Approved anew, the older has a token of its own.
        var code = PairingCode.Read(await first.Page.Locator(".code").InnerTextAsync())!;
        await desk.Get<PairingStore>().Approve(Ada, code, "Lobby 2", "", "en", "", CancellationToken.None);
        await first.Page.Locator("html[data-paired=yes][data-conn=live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.Equal(2, (await desk.Get<ScreenStore>().List(CancellationToken.None)).Count(screen => screen.IsConnected));
    }

    [BrowserFact]
    public async Task A_network_that_is_gone_and_a_clock_that_is_wrong_never_leave_it_blank_or_dishonest()
    {
        await using var site = await LiveSite.Start(cases: 400);
        var address = new UriBuilder(site.Address) { Host = "localhost" }.Uri;
        await using var lobby = await browsing.Visitor(address, Options());
        await lobby.Page.Clock.InstallAsync(new() { TimeDate = DateTime.UtcNow.AddHours(3) }); // the device is three hours off
        await Pair(site.Get<PairingStore>(), lobby, "Lobby 1");
        await lobby.Open("/screen");
        var page = lobby.Page;
        await page.Clock.RunForAsync(2_000);
        var station = TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
        var clock = TimeOnly.Parse(await page.Locator("#stage [data-clock]").InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture);
        var apart = Math.Abs((station.TimeOfDay - clock.ToTimeSpan()).TotalMinutes);
        Assert.InRange(Math.Min(apart, 24 * 60 - apart), 0, 2); // also around midnight
        await lobby.Until("async () => !!(await caches.match('/screen'))");
        await lobby.Until("async () => !!(await (await caches.open('screen-last')).match('/screen/last'))");
        var median = await lobby.Page.Locator("article.reply [data-key=median]").TextContentAsync();

        // Nothing can be reached any more.
        await lobby.Context.RouteWebSocketAsync("**/live", socket => socket.CloseAsync());
        await lobby.Context.RouteAsync("**/*", route => route.AbortAsync());
        await lobby.Context.SetOfflineAsync(true);
        await page.Clock.FastForwardAsync(65_000);
        await page.Clock.RunForAsync(2_000);
        Assert.Matches("Not live. Figures from", await page.Locator("#stage .bottom").InnerTextAsync());
        await page.Clock.FastForwardAsync(9 * 60_000);
        await page.Clock.RunForAsync(2_000);
        Assert.Equal("paused", await page.GetAttributeAsync("[data-panel]:not([hidden])", "data-panel"));
        Assert.Contains(median!, await page.Locator("[data-panel=paused]").First.TextContentAsync() ?? "", StringComparison.Ordinal);
        var shown = new HashSet<string?>();
        await page.Clock.FastForwardAsync(5 * 60_000);
        for (var i = 0; i < 30; i++)
        {
            await page.Clock.RunForAsync(5_000);
            shown.Add(await page.GetAttributeAsync("[data-panel]:not([hidden])", "data-panel"));
        }
        Assert.Equal(["paused", "reach"], shown.Order()); // numbers are gone, and it is not blank

        await lobby.Context.SetOfflineAsync(false);
        await lobby.Context.UnrouteAllAsync();
        for (var i = 0; i < 100 && shown.Contains(await page.GetAttributeAsync("[data-panel]:not([hidden])", "data-panel")); i++)
            await page.Clock.RunForAsync(5_000);
        Assert.DoesNotContain(await page.GetAttributeAsync("[data-panel]:not([hidden])", "data-panel"), shown); // they are back
    }

    [BrowserFact]
    public async Task Another_build_is_loaded_once_and_only_when_it_can_be_had()
    {
        await using var site = await LiveSite.Start(cases: 0);
        await using var lobby = await browsing.Visitor(site.Address, Options());
        var (ready, loads) = (false, 0);
        await lobby.Page.RouteAsync("**/health/ready", route => route.FulfillAsync(new() { Status = ready ? 200 : 500 }));
        await lobby.Page.Clock.InstallAsync();
        lobby.Page.Load += (_, _) => loads++;
        // The first page was made by another build than the server that now beats.
        await lobby.Page.AddInitScriptAsync(
            """
            document.addEventListener("readystatechange", () => {
              if (sessionStorage.loaded) return
              sessionStorage.loaded = "once"
              document.documentElement.dataset.build = "old"
            })
            """);
        await lobby.Open("/board");
        for (var i = 0; i < 12; i++) await lobby.Page.Clock.RunForAsync(30_000);
        Assert.Equal(1, loads);
        ready = true;
        for (var i = 0; i < 60 && loads == 1; i++)
        {
            await lobby.Page.Clock.RunForAsync(30_000);
            await lobby.Page.Context.APIRequest.GetAsync(new Uri(site.Address, "/health/live").ToString()); // an answer's time
        }
        await lobby.Until("() => document.documentElement.dataset.build !== 'old'");
        await lobby.Connection("live");
        for (var i = 0; i < 8; i++) await lobby.Page.Clock.RunForAsync(30_000);
        Assert.Equal(2, loads);
    }

    [BrowserFact]
    public async Task A_day_of_changes_leaves_nothing_behind()
    {
        var busy = await browsing.Busy;
        await using var lobby = await browsing.Visitor(busy.Address, Options());
        var hub = await FakeHub.For(lobby.Page);
        await lobby.Open("/board?lang=en&panels=A,B,D,G");
        // 10,000 changes are three quarters of an hour; each hundred ends with another panel.
        var turn = () => lobby.Page.Keyboard.PressAsync("ArrowRight");
        await hub.Send(2_000, turn);
        var before = await PageWeight.Of(lobby.Page);
        await hub.Send(10_000, turn);
        var after = await PageWeight.Of(lobby.Page);
        Assert.True(after.Heap - before.Heap <= 5_000_000, $"{before} {after}");
        Assert.True(after.Nodes <= before.Nodes + 100 && after.Listeners <= before.Listeners + 2, $"{before} {after}");
        Assert.Equal(1, hub.Connections);
        Assert.Equal("10000", await lobby.Page.Locator("article.waiting [data-key=waiting]").TextContentAsync());
    }

    private static async Task Ask(IPage page, string kind, string words)
    {
        var part = page.Locator("#ask details", new() { Has = page.Locator($"input[value={kind}]") });
        await part.Locator("summary").ClickAsync();
        await page.FillAsync($"#value-{kind}", words);
        await part.Locator("button").ClickAsync();
    }

    private async Task<Visitor> Paired(StaffDesk desk, string name)
    {
        var lobby = await browsing.Visitor(desk.Address, Options());
        await Pair(desk.Get<PairingStore>(), lobby, name);
        return lobby;
    }

    private static async Task Pair(PairingStore pairings, Visitor lobby, string name)
    {
        await lobby.Open("/screen", live: false);
        var code = PairingCode.Read(await lobby.Page.Locator(".code").InnerTextAsync())!;
        Assert.Equal(Approved.Done, (await pairings.Approve(Ada, code, name, "", "en", "", CancellationToken.None)).Answer);
        await lobby.Page.GotoAsync("/screen"); // as its page does by itself within seconds
    }

    private static BrowserNewContextOptions Options() =>
        new() { Locale = "en", ViewportSize = new ViewportSize { Width = 1920, Height = 1080 } };
}
