using System.Net;
using Dapper;
using LiveDashboard.Figures.Boards;
using LiveDashboard.Figures.Measuring;
using LiveDashboard.Storage;
using LiveDashboard.Stories;
using LiveDashboard.Stories.Achievements;
using LiveDashboard.Stories.Thanks;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Web;

namespace LiveDashboard.Tests.Stories;

public sealed class ThanksTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_voice_thanks_once_and_can_take_it_back_and_a_recount_gives_the_same(Engine engine)
    {
        await using var site = await StorySite.Start(engine);
        var story = await site.Tell();
        var thanks = site.App.Get<ThanksStore>();
        var gave = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => thanks.Give(story.Id, $"voice {i % 6}", default)));
        Assert.Equal(6, gave.Count(one => one));
        Assert.True(await thanks.TakeBack(story.Id, "voice 0", default));
        Assert.False(await thanks.TakeBack(story.Id, "voice 0", default));
        Assert.Equal(5, (await Counts(site))[story.Id]);
        Assert.Empty(await site.App.Get<RecountThanks>().Differences(site.App.Get<Database>(), default));
        Assert.Equal("5 thanks", await site.App.Get<RecountThanks>().Contents(site.App.Get<Database>(), default));

        await site.App.Get<WriteLane>().Write(turn => turn.Connection.ExecuteAsync("UPDATE story_thanks SET n = n + 2"));
        Assert.Equal(
            [$"story {story.Id}: -2 thanks more were given than the table says"],
            await site.App.Get<RecountThanks>().Differences(site.App.Get<Database>(), default));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_not_public_takes_no_thanks(Engine engine)
    {
        await using var site = await StorySite.Start(engine);
        var draft = await site.Tell(state: Publishing.Draft);
        Assert.False(await site.App.Get<ThanksStore>().Give(draft.Id, "voice", default));
        Assert.False(await site.App.Get<ThanksStore>().Give("none", "voice", default));
        Assert.Empty(await Counts(site));
    }

    [Fact]
    public async Task Few_thanks_are_none_and_enough_are_told_live_in_both_languages()
    {
        await using var site = await StorySite.Start();
        var story = await site.Tell();
        var thanks = site.App.Get<ThanksStore>();
        string Shown(Language language) =>
            site.App.Get<FigureBoards>().Find(ThanksFigures.OwnBoard)!.Find(language, ThanksFigures.Key(story.Id))!.Text;
        var before = Shown(Language.English);
        for (var i = 0; i < 4; i++) await thanks.Give(story.Id, $"voice {i}", default);
        await site.App.Get<FigureBeat>().MeasureAll(default);
        Assert.Equal("Fewer than 5 thanks so far", before);
        Assert.Equal(before, Shown(Language.English)); // none and four are told alike
        await thanks.Give(story.Id, "voice 4", default);
        await site.App.Get<FigureBeat>().MeasureAll(default);
        Assert.Equal("5 thanks", Shown(Language.English));
        Assert.Equal("5 mercis", Shown(Language.French));
    }

    [Fact]
    public async Task A_browser_without_script_thanks_once_sees_it_and_takes_it_back()
    {
        await using var site = await StorySite.Start();
        var story = await site.Tell();
        using var browser = new FormBrowser(site.App.Address);
        var page = await browser.Get($"/en{story.Path}");
        Assert.Empty(browser.Cookies); // who only reads gets none
        Assert.Contains("no-store", page.Message.Headers.CacheControl!.ToString(), StringComparison.Ordinal);

        for (var i = 0; i < 2; i++)
        {
            var sent = await Send(browser, story, "thank");
            Assert.Equal($"/en{story.Path}#thanks", sent.Location);
        }
        var cookie = (await Send(browser, story, "thank")).Message.Headers.GetValues("Set-Cookie").Single();
        foreach (var part in new[] { "__Host-thanks=", "path=/", "secure", "httponly", "samesite=lax" })
            Assert.Contains(part, cookie, StringComparison.Ordinal);
        Assert.Equal(1, (await Counts(site))[story.Id]);
        Assert.Contains("You have said thanks.", (await browser.Get($"/en{story.Path}")).Text, StringComparison.Ordinal);
        using var other = new FormBrowser(site.App.Address);
        Assert.DoesNotContain("You have said thanks.", (await other.Get($"/en{story.Path}")).Text, StringComparison.Ordinal);

        await Send(browser, story, "back");
        Assert.Equal(0, (await Counts(site))[story.Id]);
        Assert.DoesNotContain("You have said thanks.", (await browser.Get($"/en{story.Path}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thanks_of_one_browser_for_two_stories_have_nothing_in_common()
    {
        await using var site = await StorySite.Start();
        var (one, two) = (await site.Tell(), await site.Tell(title: "Another"));
        using var browser = new FormBrowser(site.App.Address);
        foreach (var story in new[] { one, two }) await Send(browser, story, "thank");
        await using var db = await site.App.Get<Database>().Read(default);
        var voices = (await db.QueryAsync<string>("SELECT voice FROM story_thank")).ToArray();
        Assert.Equal(2, voices.Distinct().Count());
        Assert.DoesNotContain(browser.Cookies[ThanksGiven.CookieName], voices);
    }

    [Fact]
    public async Task A_form_of_elsewhere_a_strange_act_and_a_flood_change_nothing()
    {
        await using var site = await StorySite.Start();
        var story = await site.Tell();
        using var browser = new FormBrowser(site.App.Address);
        Assert.Equal(HttpStatusCode.Gone, (await Send(browser, story, "twice")).Status);
        browser.Cookies[ThanksGiven.CookieName] = "'; DROP TABLE story";
        Assert.Equal(HttpStatusCode.Redirect, (await Send(browser, story, "back")).Status);
        for (var i = 0; i < ThanksLimit.PerMinute; i++) await Send(browser, story, "back");
        var often = await Send(browser, story, "thank");
        Assert.Equal(HttpStatusCode.TooManyRequests, often.Status);
        Assert.NotNull(often.Message.Headers.RetryAfter);
        Assert.Contains("Too many thanks from this network", often.Text, StringComparison.Ordinal);
        browser.Headers["Origin"] = "https://evil.example";
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(browser, story, "thank")).Status);
        Assert.Equal(0, (await Counts(site))[story.Id]);
    }

    private static Task<FormAnswer> Send(FormBrowser browser, Story story, string what) =>
        browser.Post($"/en{story.Path}", FormBrowser.Fields(("do", what)));

    private static async Task<IReadOnlyDictionary<string, long>> Counts(StorySite site)
    {
        await using var db = await site.App.Get<Database>().Read(default);
        return await ThanksStore.Counts(db);
    }
}
