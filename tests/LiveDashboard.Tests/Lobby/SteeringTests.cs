using System.Net;
using LiveDashboard.Lobby.Steering;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Tests.Staff;
using LiveDashboard.Web;

namespace LiveDashboard.Tests.Lobby;

/// <summary>What is asked of screens is done when they say what they then show.</summary>
public sealed class SteeringTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory, OnSqlite, OnPostgres]
    public async Task An_order_is_done_when_its_effect_is_seen_and_not_received_without(Engine engine)
    {
        await using var site = await StaffSite.Start(engine);
        using var display = await PairedDisplay.Connect(site.App, "Lobby 1");
        await display.Say();
        await Give(site, display, OrderKind.Pin, "waiting");
        var order = (await display.Orders()).Body.GetProperty("orders")[0].GetProperty("id").GetString()!;
        Assert.Equal(OrderState.Awaited, await State(site));
        // It says that it was done, and that it shows another panel: then it was not.
        await display.Say("reply@en", done: [order]);
        site.Clock.Advance(ScreenOrder.Patience + TimeSpan.FromSeconds(1));
        Assert.Equal(OrderState.NotReceived, await State(site));
        await display.Say("waiting@en", done: [order]);
        Assert.Equal(OrderState.Done, await State(site));
        site.Clock.Advance(Hour);
        Assert.Equal(OrderState.Over, (await Orders(site)).Select(one => one.State(site.Clock.GetUtcNow().ToUnixTimeMilliseconds())).FirstOrDefault(OrderState.Over));
        Assert.Equal(0, (await display.Orders()).Body.GetProperty("orders").GetArrayLength());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_second_person_agrees_to_a_takeover_unless_an_administrator_asks(Engine engine)
    {
        await using var site = await StaffSite.Start(engine);
        using var display = await PairedDisplay.Connect(site.App, "Lobby 1");
        var orders = site.App.Get<OrderStore>();
        await orders.Give(
            PairedDisplay.Ada, [(await display.Read())!], OrderKind.Takeover, "Closed", "Fermé", Hour, alone: false, None);
        Assert.Equal(0, (await display.Orders()).Body.GetProperty("orders").GetArrayLength());
        var asked = Assert.Single(await Orders(site));
        Assert.False(await orders.Confirm(PairedDisplay.Ada, asked.Id, None));
        Assert.True(await orders.Confirm(new Actor("b", "Ben"), asked.Id, None));
        Assert.False(await orders.Confirm(new Actor("c", "Cy"), asked.Id, None));
        var told = (await display.Orders()).Body.GetProperty("orders")[0];
        Assert.Equal("Fermé", told.GetProperty("other").GetString());
        await display.Say(cover: "", done: [asked.Id]);
        Assert.NotEqual(OrderState.Done, await State(site));
        await display.Say(cover: "takeover", done: [asked.Id]);
        Assert.Equal(OrderState.Done, await State(site));
        await orders.Withdraw(PairedDisplay.Ada, asked.Id, None);
        Assert.Equal(0, (await display.Orders()).Body.GetProperty("orders").GetArrayLength());

        using var ada = await site.WithSession(await site.Member("Ada"));
        await ada.Submit("/staff/screens?handler=Give", FormBrowser.Fields(
            ("screen", "all"), ("kind", "takeover"), ("value", "Use the side door"), ("minutes", "60")));
        Assert.Equal("Use the side door", (await display.Orders()).Body.GetProperty("orders")[0].GetProperty("value").GetString());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task One_of_a_kind_holds_and_what_is_done_once_does_not_come_late(Engine engine)
    {
        await using var site = await StaffSite.Start(engine);
        using var display = await PairedDisplay.Connect(site.App, "Lobby 1");
        await Give(site, display, OrderKind.Notice, "The desk opens at nine");
        await Give(site, display, OrderKind.Notice, "The desk opens at ten");
        await Give(site, display, OrderKind.Identify, "", ScreenOrder.OnceWithin);
        var told = (await display.Orders()).Body.GetProperty("orders").EnumerateArray().Select(one => one.GetProperty("value").GetString()).ToArray();
        Assert.Equal(["", "The desk opens at ten"], told.Order(StringComparer.Ordinal));
        site.Clock.Advance(ScreenOrder.OnceWithin);
        Assert.Equal(1, (await display.Orders()).Body.GetProperty("orders").GetArrayLength());
        site.Clock.Advance(TimeSpan.FromDays(40));
        await site.App.Get<OrderStore>().Prune(None);
        Assert.Equal(0, (await display.Orders()).Body.GetProperty("orders").GetArrayLength());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_silent_screen_alerts_staff_until_it_speaks_again(Engine engine)
    {
        await using var site = await StaffSite.Start(engine);
        using var display = await PairedDisplay.Connect(site.App, "Lobby 1");
        await display.Say();
        Assert.Empty(await Alerts(site));
        site.Clock.Advance(PairedScreen.SilentAfter + TimeSpan.FromSeconds(1));
        Assert.Contains("Lobby 1", Assert.Single(await Alerts(site)).Words, StringComparison.Ordinal);
        await display.Say();
        Assert.Empty(await Alerts(site));
    }

    [Fact]
    public async Task A_screen_hears_of_an_order_on_the_board_that_it_watches()
    {
        await using var site = await StaffSite.Start();
        using var display = await PairedDisplay.Connect(site.App, "Lobby 1");
        await using var live = await site.App.Live();
        await live.Watch("home");
        await Give(site, display, OrderKind.Next, "", ScreenOrder.OnceWithin);
        var frame = await live.NextFrame();
        while (frame.Figures.All(figure => figure.Key != "lobby-orders")) frame = await live.NextFrame();
        var number = frame.Figures.Single(figure => figure.Key == "lobby-orders").Value;
        Assert.True(long.Parse(number!, System.Globalization.CultureInfo.InvariantCulture) > 1);
        // Nothing of it but the number: the board is for everybody.
        Assert.DoesNotContain(frame.Figures, figure => figure.Text.Contains("Lobby 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_screen_says_is_taken_only_from_its_page_and_in_its_words()
    {
        await using var site = await StaffSite.Start();
        using var display = await PairedDisplay.Connect(site.App, "Lobby 1");
        Assert.Equal(HttpStatusCode.BadRequest, await display.Say("<b>reply</b>"));
        Assert.Equal(HttpStatusCode.BadRequest, await display.Say(new string('a', 41)));
        using var notJson = await display.Send(HttpMethod.Post, "/screen/report", new StringContent("{"));
        Assert.Equal(HttpStatusCode.BadRequest, notJson.StatusCode);
        using var elsewhere = new HttpClient { BaseAddress = site.App.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/screen/report");
        request.Headers.Add("Origin", "https://evil.example");
        using var answer = await elsewhere.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_screen_is_arranged_and_previewed_and_only_by_who_may()
    {
        await using var site = await StaffSite.Start();
        using var display = await PairedDisplay.Connect(site.App, "Lobby 1");
        var address = $"/staff/screens/{display.ScreenId}";
        var fields = FormBrowser.Fields(
            ("name", "Gate"), ("place", "Gate house"), ("languages", "fr,en"), ("at-reply", "2"), ("at-waiting", "1"), ("at-said", "0"),
            ("in-waiting", "fr"), ("at-topics", "0"), ("at-initiative", "0"), ("at-forum", "0"), ("at-reach", "3"), ("theme", "light"), ("zoom", "125"),
            ("safe", "50"), ("dwell", "20"), ("from", "07:00"), ("to", "01:00"), ("night", "blank"));
        using var ada = await site.WithSession(await site.Member("Ada", StaffRole.Host));
        var tried = await ada.Submit($"{address}?handler=Try", fields, page: address);
        Assert.Contains("/board?panels=waiting@fr,reply,reach&amp;lang=fr,en&amp;theme=light&amp;zoom=1.25&amp;safe=5", tried.Text, StringComparison.Ordinal);
        Assert.Contains("frame-src 'self'", tried.Message.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("Lobby 1", (await display.Read())!.Name);
        await ada.Submit($"{address}?handler=Save", fields, page: address);
        var saved = (await display.Read())!;
        Assert.Equal(("Gate", "waiting@fr,reply,reach", 420, 60, "blank", 0, 2), (saved.Name, saved.Panels, saved.DayFrom, saved.DayTo, saved.Night, saved.PinForum, saved.Version));
        Assert.Equal(2, (await display.Orders()).Body.GetProperty("profile").GetInt64());
        var wrong = await ada.Submit($"{address}?handler=Save", fields.Where(field => field.Key != "zoom"), page: address);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);

        using var vera = await site.WithSession(await site.Member("Vera", StaffRole.Viewer));
        Assert.Equal(HttpStatusCode.Forbidden, (await vera.Submit($"{address}?handler=Save", fields, page: "/staff/account")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await vera.Submit(
            "/staff/screens?handler=Give", FormBrowser.Fields(("screen", "all"), ("kind", "reload")), page: "/staff/account")).Status);
    }

    private static async Task Give(StaffSite site, PairedDisplay display, string kind, string value, TimeSpan? life = null) =>
        await site.App.Get<OrderStore>().Give(
            PairedDisplay.Ada, [(await display.Read())!], kind, value, "", life ?? Hour, alone: true, None);

    private static Task<IReadOnlyList<ScreenOrder>> Orders(StaffSite site) => site.App.Get<OrderStore>().Recent(None);

    private static async Task<OrderState> State(StaffSite site) =>
        (await Orders(site))[0].State(site.Clock.GetUtcNow().ToUnixTimeMilliseconds());

    private static Task<IReadOnlyList<StaffAlert>> Alerts(StaffSite site) => site.App
        .Get<IEnumerable<IStaffAlerts>>().OfType<ScreenAlerts>().Single().Read(Language.English, None);
}
