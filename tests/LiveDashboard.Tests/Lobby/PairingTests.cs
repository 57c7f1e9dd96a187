using System.Net;
using LiveDashboard.Lobby.Pairing;
using LiveDashboard.Lobby.Steering;
using LiveDashboard.Staff;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Tests.Staff;

namespace LiveDashboard.Tests.Lobby;

/// <summary>A display becomes a screen, and stops being one.</summary>
public sealed class PairingTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_display_shows_a_code_staff_approve_it_and_it_is_a_screen(Engine engine)
    {
        await using var site = await StaffSite.Start(engine);
        using var display = site.Browser();
        var page = await display.Get("/screen");
        var code = page.Text.Split("data-code=\"")[1][..6];
        Assert.Contains(PairingCode.Shown(code), page.Text, StringComparison.Ordinal);
        Assert.Contains("\"waiting\"", (await display.Get("/screen/pairing")).Text, StringComparison.Ordinal);

        using var ada = await site.WithSession(await site.Member("Ada"));
        var found = await ada.Get($"/staff/screens?code={PairingCode.Shown(code).ToLowerInvariant()}");
        Assert.Contains("127.0.0.1", found.Text, StringComparison.Ordinal);
        await ada.Submit(
            "/staff/screens?handler=Connect", FormBrowser.Fields(("code", code), ("name", "Lobby 1"), ("languages", "en,fr")));
        Assert.Contains("\"approved\"", (await display.Get("/screen/pairing")).Text, StringComparison.Ordinal);
        Assert.Equal("/screen", (await display.Get("/screen")).Location);
        Assert.True(display.Cookies[ScreenCookies.Token].Length > 40);
        var screen = await display.Get("/screen");
        Assert.Contains("data-paired=\"yes\"", screen.Text, StringComparison.Ordinal);
        Assert.Contains("data-other=\"fr\"", screen.Text, StringComparison.Ordinal);

        // Only its hash is kept, and what was done is on record.
        var held = Assert.Single(await site.App.Get<ScreenStore>().List(None));
        Assert.Equal(Secret.Hash(display.Cookies[ScreenCookies.Token]), held.Token);
        Assert.Contains(await site.Audit(), entry => entry is { Kind: "screen-act", Subject: "Lobby 1", Became: "connected" });
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_code_is_good_for_ten_minutes_and_once(Engine engine)
    {
        await using var site = await StaffSite.Start(engine);
        var pairings = site.App.Get<PairingStore>();
        var (secret, late) = await pairings.Begin("n", "d", None);
        site.Clock.Advance(WaitingDisplay.Life);
        Assert.Null(await pairings.Find(secret, None));
        Assert.Equal(
            Approved.NoSuchCode, (await pairings.Approve(PairedDisplay.Ada, late.Code, "A", "", "en", "", None)).Answer);
        Assert.Null(await pairings.Claim(secret, None));
        Assert.Empty(await site.App.Get<ScreenStore>().List(None));

        var (_, once) = await pairings.Begin("n", "d", None);
        Assert.Equal(Approved.Done, (await pairings.Approve(PairedDisplay.Ada, once.Code, "A", "", "en", "", None)).Answer);
        Assert.Equal(
            Approved.NoSuchCode, (await pairings.Approve(PairedDisplay.Ada, once.Code, "B", "", "en", "", None)).Answer);
        Assert.Single(await site.App.Get<ScreenStore>().List(None));
        site.Clock.Advance(TimeSpan.FromHours(2));
        await pairings.Prune(None);
        Assert.Null(await pairings.FindByCode(once.Code, None));
    }

    [Fact]
    public async Task Who_gets_codes_wrong_has_to_wait_and_a_display_renews_its_own()
    {
        await using var site = await StaffSite.Start();
        using var ada = await site.WithSession(await site.Member("Ada"));
        for (var i = 0; i < PairingLimits.WrongPerMinute; i++)
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ada.Get("/staff/screens?code=222-222")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await ada.Get("/staff/screens?code=222-222")).Status);

        using var display = site.Browser();
        var first = (await display.Get("/screen")).Text.Split("data-code=\"")[1][..6];
        Assert.Contains(first, (await display.Get("/screen")).Text, StringComparison.Ordinal);
        site.Clock.Advance(WaitingDisplay.Life);
        Assert.Contains("\"over\"", (await display.Get("/screen/pairing")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(first, (await display.Get("/screen")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_network_gets_twenty_codes_an_hour()
    {
        await using var site = await StaffSite.Start();
        for (var i = 0; i < PairingLimits.NewPerHour; i++)
        {
            using var display = site.Browser();
            Assert.Equal(HttpStatusCode.OK, (await display.Get("/screen")).Status);
        }
        using var more = site.Browser();
        var refused = await more.Get("/screen");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Contains("Too many displays", refused.Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_revoked_token_opens_nothing_and_its_display_shows_a_code(Engine engine)
    {
        await using var site = await StaffSite.Start(engine);
        using var display = await PairedDisplay.Connect(site.App, "Lobby 1");
        Assert.Equal(HttpStatusCode.OK, (await display.Orders()).Status);
        Assert.Equal(HttpStatusCode.OK, await display.Say());
        await site.App.Get<ScreenStore>().Disconnect(PairedDisplay.Ada, (await display.Read())!, None);
        Assert.Equal(HttpStatusCode.Unauthorized, (await display.Orders()).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, await display.Say());
        using var page = await display.Send(HttpMethod.Get, "/screen", null);
        Assert.Contains("To connect this screen", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_good_for_nothing_of_staff_or_of_residents()
    {
        await using var site = await StaffSite.Start();
        using var display = await PairedDisplay.Connect(site.App, "Lobby 1");
        foreach (var path in new[] { "/staff/desk", "/staff/screens", "/staff/moderation", "/staff/account" })
        {
            using var answer = await display.Send(HttpMethod.Get, path, null);
            Assert.EndsWith("/staff/sign-in", answer.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        }
        using var act = await display.Send(
            HttpMethod.Post, "/staff/screens?handler=Give", new FormUrlEncodedContent(FormBrowser.Fields(("kind", "next"))));
        Assert.NotEqual(HttpStatusCode.Redirect, act.StatusCode);
        Assert.Empty(await site.App.Get<OrderStore>().Recent(None));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_two_devices_with_one_token_the_newest_speaks_and_staff_are_warned(Engine engine)
    {
        await using var site = await StaffSite.Start(engine);
        using var display = await PairedDisplay.Connect(site.App, "Lobby 1");
        Assert.Equal(HttpStatusCode.OK, await display.Say("reply@en"));
        using var copy = new PairedDisplay(site.App, display.ScreenId, display.Token) { Instance = "page-two-of-that" };
        Assert.Equal(HttpStatusCode.OK, await copy.Say("waiting@en"));
        Assert.Null((await display.Read())!.ClonedAt); // a page that was loaded anew is no second device
        Assert.Equal(HttpStatusCode.Conflict, await display.Say("topics@en"));
        Assert.Equal(HttpStatusCode.OK, await copy.Say("waiting@en"));
        Assert.Equal("waiting@en", (await display.Read())!.Panel);
        using var ada = await site.WithSession(await site.Member("Ada"));
        Assert.Contains(
            "Two devices have the token of the screen Lobby 1", (await ada.Get("/staff/operations")).Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_new_display_takes_the_place_of_a_broken_one(Engine engine)
    {
        await using var site = await StaffSite.Start(engine);
        using var broken = await PairedDisplay.Connect(site.App, "Lobby 1");
        await broken.Say();
        using var display = await PairedDisplay.Connect(site.App, "", replaces: broken.ScreenId);
        Assert.Equal(broken.ScreenId, display.ScreenId);
        Assert.Equal("Lobby 1", (await display.Read())!.Name);
        Assert.Equal(HttpStatusCode.Unauthorized, await broken.Say());
        Assert.Equal(HttpStatusCode.OK, await display.Say());
        var (_, waiting) = await site.App.Get<PairingStore>().Begin("n", "d", None);
        Assert.Equal(Approved.NoSuchScreen, (await site.App.Get<PairingStore>()
            .Approve(PairedDisplay.Ada, waiting.Code, "", "", "en", "nothing", None)).Answer);
        Assert.NotNull(await site.App.Get<PairingStore>().FindByCode(waiting.Code, None));
    }

    [Theory]
    [InlineData("k7p-4md", "K7P4MD"), InlineData(" K7P 4MD ", "K7P4MD"), InlineData("K7P‑4MD", "K7P4MD")]
    [InlineData("K7P-4M", null), InlineData("K7P-4M0", null), InlineData("", null), InlineData(null, null)]
    public void A_code_is_read_as_it_is_typed(string? typed, string? code) => Assert.Equal(code, PairingCode.Read(typed));
}
