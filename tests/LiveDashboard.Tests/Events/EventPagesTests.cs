using System.Net;
using System.Text.RegularExpressions;
using LiveDashboard.Events;
using LiveDashboard.Events.SignUps;
using LiveDashboard.Figures;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Tests.Initiatives;

namespace LiveDashboard.Tests.Events;

public sealed partial class EventPagesTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Without_script_and_account_a_resident_comes_changes_and_leaves(Engine engine)
    {
        await using var site = await EventSite.Start(engine);
        var walk = await site.Add(site.Walk(capacity: 3));
        await site.Measure();
        using var resident = new FormBrowser(site.App.Address);
        var page = $"/en/events/{walk.Slug}";
        var form = Form().Match((await resident.Get(page)).Text).Groups[1].Value;
        Task<FormAnswer> Send(string name, string people, string with) => resident.Post(
            $"{page}?handler=SignUp", FormBrowser.Fields(("form", with), ("name", name), ("people", people), ("contact", "sam@example.org")));
        var wrong = await Send("", "9", form);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("Write a name", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("sam@example.org", wrong.Text, StringComparison.Ordinal); // what was written is still there
        var sent = await Send("Sam", "2", form);
        Assert.Equal(HttpStatusCode.OK, sent.Status);
        Assert.Contains("You have a place", sent.Text, StringComparison.Ordinal);
        Assert.Equal("no-store", sent.Message.Headers.CacheControl?.ToString());
        var code = Code().Match(sent.Text).Value;
        Assert.Equal(code, Code().Match((await Send("Sam", "2", form)).Text).Value);
        Assert.Contains("sent before with other words", (await Send("Sam", "3", form)).Text, StringComparison.Ordinal);

        var (_, second) = await site.Come(walk, 2, "Ann");
        Assert.Equal(SignUpState.Waiting, second.State);
        await site.Measure();
        Assert.Contains("Full. Waiting list of 2", (await resident.Get("/en/events")).Text, StringComparison.Ordinal);
        Assert.Contains("Complet. Liste d’attente de 2", WebUtility.HtmlDecode((await resident.Get($"/fr/events/{walk.Slug}")).Text), StringComparison.Ordinal);

        Task<FormAnswer> Mine(string act, params (string, string)[] more) => resident.Post(
            $"/en/events/mine?handler={act}", FormBrowser.Fields([("code", code.ToLowerInvariant().Replace('-', ' ')), .. more]));
        Assert.Contains("As Sam. 2 people.", (await Mine("Open")).Text, StringComparison.Ordinal);
        Assert.Contains("There are not so many places left", (await Mine("Change", ("people", "3"))).Text, StringComparison.Ordinal);
        Assert.Contains("Changed.", (await Mine("Change", ("people", "1"))).Text, StringComparison.Ordinal);
        Assert.Equal((3L, 0L), ((await site.SignUps.Places(walk.Id, default)).Taken, (await site.SignUps.Places(walk.Id, default)).Waiting));
        Assert.Contains("You are not signed up any more", (await Mine("Leave")).Text, StringComparison.Ordinal);
        code = "K7PD-4MXW-9QRT";
        Assert.Equal(HttpStatusCode.NotFound, (await Mine("Open")).Status);
        resident.Headers["Origin"] = "https://evil.example";
        Assert.Equal(HttpStatusCode.Forbidden, (await Mine("Leave")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Send("Sam", "1", form)).Status);
    }

    [Fact]
    public async Task Places_move_on_the_open_page_and_on_the_home_page()
    {
        await using var site = await EventSite.Start();
        var walk = await site.Add(site.Walk(capacity: 3));
        await site.Measure();
        using var visitor = site.App.Visitor();
        Assert.Contains("3 places left", await visitor.GetStringAsync("/en"), StringComparison.Ordinal);
        await using var live = await site.App.Live();
        using var resident = new FormBrowser(site.App.Address);
        var form = Form().Match((await resident.Get($"/en/events/{walk.Slug}")).Text).Groups[1].Value;
        await resident.Post($"/en/events/{walk.Slug}?handler=SignUp", FormBrowser.Fields(("form", form), ("name", "Sam"), ("people", "2")));
        await Eventually.Holds(async () => (await visitor.GetStringAsync("/api/v1/boards/events?lang=en")).Contains("1 place left", StringComparison.Ordinal));
        Assert.Contains("1 place left", await visitor.GetStringAsync($"/en/events/{walk.Slug}"), StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Ten_thousand_past_events_are_paged_by_key(Engine engine)
    {
        await using var site = await EventSite.Start(engine);
        var rows = new System.Text.StringBuilder("date,name,place,n\n");
        for (var i = 0; i < 10_000; i++)
            rows.Append(System.Globalization.CultureInfo.InvariantCulture, $"{new DateOnly(2000, 1, 1).AddDays(i / 2):yyyy-MM-dd},Walk {i},Here,{i % 50}\n");
        var file = LiveDashboard.Events.Importing.EventFile.Read(
            new MemoryStream(System.Text.Encoding.UTF8.GetBytes(rows.ToString())),
            new LiveDashboard.Events.Importing.EventColumns("date", "name", "place", "n"), new DateOnly(2026, 6, 10));
        await site.App.Get<LiveDashboard.Events.Importing.EventImport>().Run(InitiativeSite.By, file, "Walkers", LiveDashboard.Web.Language.English, default);
        var (seen, store) = (new HashSet<string>(), site.App.Get<EventStore>());
        EventKey? before = null;
        IReadOnlyList<CommunityEvent> page;
        while ((page = await store.Past(EventFilter.All, site.Clock.GetUtcNow(), before, 500, default)).Count > 0)
        {
            Assert.All(page, one => Assert.True(seen.Add(one.Id)));
            before = EventKey.Of(page[^1]);
        }
        Assert.Equal(10_000, seen.Count);
        using var visitor = site.App.Visitor();
        var middle = new DateTimeOffset(2005, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var there = await visitor.GetStringAsync($"/en/events?host=Walkers&before={middle}-x");
        Assert.Contains("Thursday 30 December 2004", there, StringComparison.Ordinal);
        Assert.DoesNotContain("January 2005", there, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_says_what_comes_what_was_and_what_is_off_and_filters()
    {
        await using var site = await EventSite.Start();
        using var visitor = site.App.Visitor();
        Assert.Contains("Nothing is planned", await visitor.GetStringAsync("/en/events"), StringComparison.Ordinal);
        Assert.DoesNotContain("What’s on", WebUtility.HtmlDecode(await visitor.GetStringAsync("/en")), StringComparison.Ordinal);
        var metric = await site.Initiatives.Metric();
        var walk = await site.Add(site.Walk(metric: metric.Id));
        var off = await site.Add(site.Walk(name: "Called off") with { Host = "The schools office" });
        await site.Add(site.Walk(name: "Draft") with { State = EventState.Draft });
        await site.Add(site.Walk(name: "Long ago", days: -40));
        await site.App.Get<EventLedger>().Cancel(InitiativeSite.By, off, "Storm", default);
        await site.Measure();
        var page = WebUtility.HtmlDecode(await visitor.GetStringAsync("/en/events"));
        foreach (var said in new[] { "June 2026", "Saturday 20 June 2026, 13:00 to 15:00", "Night walks", "Called off", "Cancelled.", "Long ago", "How many came is not entered yet" })
            Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.DoesNotContain("Draft", page, StringComparison.Ordinal);
        Assert.Contains("Storm", await visitor.GetStringAsync($"/en/events/{off.Slug}"), StringComparison.Ordinal);
        Assert.DoesNotContain("Called off", await visitor.GetStringAsync("/en"), StringComparison.Ordinal);
        foreach (var query in new[] { "initiative=night-walks", "host=The+community+team" })
        {
            var filtered = await visitor.GetStringAsync($"/en/events?{query}");
            Assert.Contains(walk.Slug, filtered, StringComparison.Ordinal);
            Assert.DoesNotContain(off.Slug, filtered, StringComparison.Ordinal);
        }
        Assert.Contains("Nothing that you asked for", await visitor.GetStringAsync("/en/events?initiative=none&after=x&before="), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/en/events/none")).StatusCode);
    }

    [GeneratedRegex("name=\"form\" value=\"([^\"]+)\"")]
    private static partial Regex Form();

    [GeneratedRegex("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")]
    private static partial Regex Code();
}
