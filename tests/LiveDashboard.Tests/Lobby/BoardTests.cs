using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using LiveDashboard.Figures.Measuring;
using LiveDashboard.Lobby.Playlists;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Feedback.Publication;
using LiveDashboard.Tests.Forums;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Http;

namespace LiveDashboard.Tests.Lobby;

/// <summary>What a screen's page is made of.</summary>
public sealed class BoardTests
{
    [Fact]
    public async Task A_station_that_nobody_has_written_to_still_shows_something()
    {
        await using var app = await DashboardApp.Start();
        var page = await Page(app, "/board");
        Assert.Equal("reach", Shown(page));
        Assert.DoesNotContain("NaN", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("reach", Shown(await Page(app, "/board?panels=A,B,D"))); // as none of these has anything
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Only_what_was_approved_for_the_lobby_is_in_its_page(Engine engine)
    {
        await using var site = await PublicationSite.Start(engine);
        var (web, _) = await site.Closed("The gate is open at night", "It is locked at ten");
        var (lobby, _) = await site.Closed("The lamp by the bridge is out", "It burns again");
        var (tooLong, _) = await site.Closed(string.Join(' ', Enumerable.Repeat("dark", 40)), "Lit");
        await site.Publish(web.Reference);
        await site.Review(lobby.Reference, ("lobby", "approved"));
        await site.Review(tooLong.Reference, ("lobby", "approved"));
        site.Clock.Advance(TimeSpan.FromDays(2));

        var said = (await Page(site.Staff.App, "/board?panels=said")).QuerySelector("[data-panel=said]")!;
        Assert.Contains("The lamp by the bridge is out", said.TextContent, StringComparison.Ordinal);
        Assert.Contains("It burns again", said.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("gate", said.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("dark dark", said.TextContent, StringComparison.Ordinal); // never shortened, so not shown
        Assert.Equal("yes", (await Page(site.Staff.App, "/board?panels=said&lang=fr")).QuerySelector("[data-panel=said]")!.GetAttribute("data-empty"));

        await site.Review(lobby.Reference, ("lobby", "withdrawn"), ("reason", "off-topic"));
        Assert.DoesNotContain("lamp", (await Page(site.Staff.App, "/board?panels=said")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_forum_has_its_code_and_the_way_to_join()
    {
        await using var site = await ForumSite.Start();
        await site.App.Get<FigureBeat>().MeasureAll(CancellationToken.None);
        var page = await Page(site.App, "/board?panels=F&lang=fr");
        var forum = page.QuerySelector("[data-panel=forum]")!;
        Assert.Equal("no", forum.GetAttribute("data-empty"));
        Assert.Contains("Night patrols", forum.TextContent, StringComparison.Ordinal);
        Assert.NotNull(forum.QuerySelector(".qr path"));
        Assert.StartsWith("open ", page.DocumentElement.GetAttribute("data-forum")!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lang=en,fr&panels=B,A@fr&theme=light&zoom=1.25&safe=5&dwell=15&shift=off", "en,fr", "waiting,reply@fr", "light", 125, 50, 15)]
    [InlineData("lang=xx&panels=<script>&theme=pink&zoom=99&safe=-1&dwell=1", "en", "reply,waiting,said,topics,initiative,forum,reach", "dark", 100, 30, 0)]
    [InlineData("", "en", "reply,waiting,said,topics,initiative,forum,reach", "dark", 100, 30, 0)]
    public void An_address_says_how_it_looks_and_what_is_nonsense_is_left_out(
        string query, string languages, string panels, string theme, int zoom, int safe, int dwell)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new QueryString(query.Length > 0 ? "?" + query : "");
        var look = ScreenLook.Asked(request.Query, Language.English);
        Assert.Equal(
            (languages, panels, theme, zoom, safe, dwell),
            (string.Join(',', look.Languages), string.Join(',', look.Panels), look.Theme, look.Zoom, look.Safe, look.Dwell));
    }

    private static string? Shown(IHtmlDocument page) =>
        page.QuerySelectorAll("[data-panel]").Single(panel => !panel.HasAttribute("hidden")).GetAttribute("data-panel");

    private static async Task<IHtmlDocument> Page(DashboardApp app, string address)
    {
        using var visitor = app.Visitor();
        return await new HtmlParser().ParseDocumentAsync(await visitor.GetStringAsync(address));
    }
}
