using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using LiveDashboard.Staff;
using LiveDashboard.Storage;
using LiveDashboard.Stories;
using LiveDashboard.Stories.Decisions;
using LiveDashboard.Tests.Feedback.Publication;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Tests.Initiatives;
using LiveDashboard.Tests.Staff;
using LiveDashboard.Web;

namespace LiveDashboard.Tests.Stories;

public sealed class DecisionTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_decision_is_drafted_published_and_changed_and_every_public_version_stays(Engine engine)
    {
        await using var site = await StaffSite.Start(engine);
        using var publisher = await site.WithSession(await site.Member("Pat", StaffRole.Publisher));
        var address = (await publisher.Submit(
            "/staff/decisions?handler=Add", FormBrowser.Fields(("TitleEn", "Lamps in a week")))).Location!;
        Assert.StartsWith("/staff/decisions/", address, StringComparison.Ordinal);
        using var visitor = site.App.Visitor();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/en/decisions/lamps-in-a-week")).StatusCode);

        Task<FormAnswer> Save(params (string, string)[] more) => publisher.Submit(
            $"{address}?handler=Save", FormBrowser.Fields([.. Texts().Where(one => more.All(two => two.Item1 != one.Item1)), .. more]), address);
        Assert.Contains("Say on whose words", (await Save(("WordsEn", ""))).Text, StringComparison.Ordinal);
        Assert.Contains("Say why it was decided", (await Save(("WhyEn", ""))).Text, StringComparison.Ordinal);
        Assert.Contains("Say which office decided", (await Save(("Office", ""))).Text, StringComparison.Ordinal);
        Assert.Equal(address, (await Save()).Location);
        Assert.Contains("Somebody else changed this", (await Save(("Reason", "late"))).Text, StringComparison.Ordinal);
        Assert.Contains("Say why", (await Save(("Was", "2"), ("Stage", "done"))).Text, StringComparison.Ordinal);
        Assert.Equal(address, (await Save(
            ("Was", "2"), ("Stage", "reversed"), ("WhatEn", "Two weeks"), ("Reason", "<b>too dear</b>"))).Location);

        var page = await visitor.GetStringAsync("/en/decisions/lamps-in-a-week");
        foreach (var said in new[] { "Reversed", "Two weeks", "&lt;b&gt;too dear&lt;/b&gt;", "<em>a week</em>", "The works office" })
            Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Contains("voici le texte anglais", WebUtility.HtmlDecode(
            await visitor.GetStringAsync("/fr/decisions/lamps-in-a-week")), StringComparison.Ordinal);
        var versions = await site.App.Get<DecisionVersions>().Of((await site.App.Get<DecisionStore>().List(true, default))[0].Id, default);
        Assert.Equal([(3L, "reversed"), (2L, "taken")], versions.Select(one => (one.Version, one.Stage)));
        Assert.Contains(
            "decisions/lamps-in-a-week,2026-06-01,,,,<b>too dear</b>,The works office,",
            await visitor.GetStringAsync("/data/corrections.csv"), StringComparison.Ordinal);
        Assert.Equal(3, (await site.Audit()).Count(act => act.Kind == "decision-changed"));

        Assert.Equal(address, (await Save(("Was", "3"), ("State", "withdrawn"), ("Reason", "never taken"))).Location);
        using var gone = await visitor.GetAsync("/en/decisions/lamps-in-a-week");
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        var tomb = await gone.Content.ReadAsStringAsync();
        Assert.Contains("never taken", tomb, StringComparison.Ordinal);
        Assert.DoesNotContain("Two weeks", tomb, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_shows_what_is_typed_and_saves_nothing()
    {
        await using var site = await StaffSite.Start();
        var added = await site.App.Get<DecisionStore>().Add(InitiativeSite.By, StorySite.Lamps(Publishing.Draft), default);
        using var publisher = await site.WithSession(await site.Member("Pat", StaffRole.Publisher));
        var shown = await publisher.Submit(
            $"/staff/decisions/{added.Id}?handler=Preview", FormBrowser.Fields([.. Texts(), ("TitleFr", "Lampes")]), $"/staff/decisions/{added.Id}");
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Contains("<em>a week</em>", shown.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"Lampes\"", shown.Text, StringComparison.Ordinal);
        Assert.Equal((1, ""), ((await site.App.Get<DecisionStore>().Find(added.Id, default))!.Version, added.Title.Fr));
    }

    [Fact]
    public async Task A_published_case_leads_to_what_was_decided_on_its_words_and_back()
    {
        await using var site = await PublicationSite.Start();
        var (shown, _) = await site.Closed();
        await site.Publish(shown.Reference, ("title", "Dark street"));
        await site.Staff.App.Get<DecisionStore>().Add(InitiativeSite.By, StorySite.Lamps() with
        {
            Sources = [new PlaceRef(PlaceKind.Case, shown.Reference), new PlaceRef(PlaceKind.Event, "nobody-knows-these-yet")],
        }, default);
        using var visitor = site.Staff.App.Visitor();
        var page = await visitor.GetStringAsync($"/en/cases/{shown.Reference}");
        Assert.Contains("href=\"/en/decisions/lamps-in-a-week\"", page, StringComparison.Ordinal);
        Assert.Contains("What was decided", page, StringComparison.Ordinal);
        var decision = await visitor.GetStringAsync("/en/decisions/lamps-in-a-week");
        Assert.Contains($"href=\"/en/cases/{shown.Reference}\"", decision, StringComparison.Ordinal);
        Assert.Contains("Dark street", decision, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody-knows", decision, StringComparison.Ordinal); // no part of the program has such places
    }

    [Fact]
    public async Task What_was_to_follow_and_did_not_is_late_and_the_home_page_has_the_newest()
    {
        await using var site = await StorySite.Start();
        using var visitor = site.App.Visitor();
        Assert.DoesNotContain("id=\"decided\"", await visitor.GetStringAsync("/en"), StringComparison.Ordinal);
        var late = StorySite.Lamps() with { NextDay = new DateOnly(2026, 6, 5) };
        Assert.True(late.IsLate(new DateOnly(2026, 6, 6)));
        Assert.False(late.IsLate(new DateOnly(2026, 6, 5)));
        Assert.False((late with { Stage = Stage.Done }).IsLate(new DateOnly(2026, 6, 6)));
        await site.App.Get<DecisionStore>().Add(InitiativeSite.By, late, default);
        await site.Tell();
        Assert.Contains("Was to follow by 5 June", WebUtility.HtmlDecode(
            await visitor.GetStringAsync("/en/decisions/lamps-in-a-week")).Replace('\u00a0', ' '), StringComparison.Ordinal);
        var home = await visitor.GetStringAsync("/en");
        foreach (var link in new[] { "/en/decisions/lamps-in-a-week", "/en/stories/twelve-walks" })
            Assert.Contains($"href=\"{link}\"", home, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Feeds_and_open_data_tell_the_same_as_the_pages(Engine engine)
    {
        await using var site = await StorySite.Start(engine);
        await site.App.Get<DecisionStore>().Add(InitiativeSite.By, StorySite.Lamps() with { Next = new("=SUM(A1)", "") }, default);
        await site.App.Get<DecisionStore>().Add(InitiativeSite.By, StorySite.Lamps(Publishing.Draft), default);
        await site.Tell();
        await site.Tell(state: Publishing.Withdrawn);
        using var visitor = site.App.Visitor();
        XNamespace atom = "http://www.w3.org/2005/Atom";
        foreach (var (list, path) in new[] { ("decisions", "/fr/decisions/lamps-in-a-week"), ("stories", "/fr/stories/twelve-walks") })
        {
            var entry = XDocument.Parse(await visitor.GetStringAsync($"/fr/{list}.atom")).Root!.Elements(atom + "entry").Single();
            Assert.EndsWith(path, entry.Element(atom + "id")!.Value, StringComparison.Ordinal);
            using var json = JsonDocument.Parse(await visitor.GetStringAsync($"/fr/{list}.json"));
            Assert.EndsWith(path, json.RootElement.GetProperty("items")[0].GetProperty("id").GetString(), StringComparison.Ordinal);
            Assert.Equal(1, json.RootElement.GetProperty("items").GetArrayLength());
            Assert.Equal(2, (await visitor.GetStringAsync($"/data/lists/{list}.csv")).TrimEnd().Split("\n").Length);
        }
        Assert.Contains("'=SUM(A1)", await visitor.GetStringAsync("/data/lists/decisions.csv"), StringComparison.Ordinal);
        using var data = JsonDocument.Parse(await visitor.GetStringAsync("/data/lists/stories.json"));
        Assert.Contains("\"thanks\":null", data.RootElement.GetRawText().Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("lists/decisions", await visitor.GetStringAsync("/fr/data"), StringComparison.Ordinal);
    }

    private static IEnumerable<(string, string)> Texts() =>
    [
        ("TitleEn", "Lamps in a week"), ("WhatEn", "Within *a week*."), ("WhyEn", "It was asked for."), ("WordsEn", "Residents."),
        ("Office", "The works office"), ("Day", "2026-06-01"), ("NextDay", "2026-07-01"), ("Stage", "taken"), ("State", "published"),
        ("Was", "1"),
    ];
}
