using System.Net;
using LiveDashboard.Events;
using LiveDashboard.Events.SignUps;
using LiveDashboard.Storage;
using LiveDashboard.Subscriptions.Letters;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Tests.Initiatives;
using LiveDashboard.Tests.Subscriptions;
using LiveDashboard.Web;
using LiveDashboard.Web.Forms;

namespace LiveDashboard.Tests.Events;

/// <summary>Who waits for a place is told by letter when there is one.</summary>
public sealed class PlaceLetterTests
{
    private const string Sam = "sam@northgate.example";

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_moves_up_and_asked_for_a_letter_gets_one(Engine engine)
    {
        await using var sink = new MailSink();
        await using var site = new EventSite(await LetterSite.Start(engine, sink.Port));
        var walk = await site.Add(site.Walk(capacity: 1));
        var page = $"/en{walk.Path}";
        using var browser = site.Staff.Browser();
        Assert.DoesNotContain("name=\"mail\"", (await browser.Get(page)).Text, StringComparison.Ordinal);
        var (first, _) = await site.Come(walk);
        Assert.Contains("name=\"mail\"", (await browser.Get(page)).Text, StringComparison.Ordinal);

        var wrong = await Join(browser, page, "sam@northgate");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("value=\"sam@northgate\"", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("A letter with a link", (await Join(browser, page, Sam)).Text, StringComparison.Ordinal);
        await Send(site);
        await Begin(site, Assert.Single(sink.Taken), "Of a waiting list");
        sink.Taken.Clear();
        await site.Come(walk, name: "Kim"); // waits, and asked for nothing

        await site.SignUps.Leave(first, default);
        Assert.Equal(1, await Letters(site));
        await Send(site);
        var letter = Assert.Single(sink.Taken);
        Assert.Equal(Sam, MailSink.Header(letter, "To"));
        Assert.Contains("Night walk, ", MailSink.Body(letter), StringComparison.Ordinal);
        Assert.Contains("https://northgate.example/en/events/mine", MailSink.Body(letter), StringComparison.Ordinal);
        Assert.Equal("List-Unsubscribe=One-Click", MailSink.Header(letter, "List-Unsubscribe-Post"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_address_goes_with_the_sign_up(Engine engine)
    {
        await using var sink = new MailSink();
        await using var site = new EventSite(await LetterSite.Start(engine, sink.Port));
        var walk = await site.Add(site.Walk(capacity: 1));
        var (first, _) = await site.Come(walk);
        var second = await Wait(site, walk, Sam);
        await Send(site);
        await Begin(site, sink.Taken.Last(), "Of a waiting list");
        var third = await Wait(site, walk, "kim@northgate.example");
        await site.SignUps.Leave(first, default);
        Assert.Equal(2, await Letters(site)); // that of the place, and the first of the other
        await site.SignUps.Leave(second, default);
        Assert.Equal(1, await Letters(site));
        Assert.Equal(SignUpState.Place, await site.StateOf(third));
        if (engine == Engine.Sqlite) await Eventually.Holds(async () => !await site.App.Holds(Sam));

        site.Clock.Advance(TimeSpan.FromDays(42));
        await site.App.Get<ForgetSignUps>().Prune(default);
        Assert.Equal(0, await Letters(site));
        if (engine == Engine.Sqlite) await Eventually.Holds(async () => !await site.App.Holds("kim@northgate.example"));
    }

    [Fact]
    public async Task Who_finds_a_place_is_asked_nothing()
    {
        await using var sink = new MailSink();
        await using var site = new EventSite(await LetterSite.Start(Engine.Sqlite, sink.Port));
        var walk = await site.Add(site.Walk(capacity: 9));
        await Wait(site, walk, Sam);
        Assert.Equal(0, await Letters(site));
        Assert.False(await site.App.Holds(Sam));
    }

    private static Task<FormAnswer> Join(FormBrowser browser, string page, string mail) => browser.Post(
        $"{page}?handler=SignUp",
        FormBrowser.Fields(("form", FormCode.NewForm()), ("name", "Sam"), ("people", "1"), ("mail", mail)));

    private static async Task<SignUpCode> Wait(EventSite site, CommunityEvent walk, string mail)
    {
        var code = EventSite.NewCode();
        await site.SignUps.Add(walk.Id, code, new NewSignUp(1, "Sam", "", mail), Language.English, default);
        return code;
    }

    private static async Task Begin(EventSite site, string first, string said)
    {
        var path = new Uri(LetterSite.Link().Match(MailSink.Body(first)).Value).AbsolutePath;
        using var reader = site.Staff.Browser();
        Assert.Contains(said, (await reader.Get(path)).Text, StringComparison.Ordinal);
        await reader.Post($"{path}?handler=Begin", []);
    }

    private static Task Send(EventSite site) => site.App.Get<SendLetters>().Run(default);

    private static Task<long> Letters(EventSite site) => site.App.Get<LetterBox>().Waiting(default);
}
