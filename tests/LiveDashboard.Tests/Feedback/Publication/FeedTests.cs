using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Feedback.Messages;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Publication;

/// <summary>The feeds, the list's pages and filters, and what the public is told of moderation.</summary>
public sealed class FeedTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Theory, OnSqlite, OnPostgres]
    public async Task Both_feeds_are_valid_filtered_and_kept_until_something_changes(Engine engine)
    {
        await using var site = await PublicationSite.Start(engine);
        await site.Do("INSERT INTO category (id, name, added_at) VALUES ('lights', 'Lights & <lamps>', 0)");
        var (lamp, _) = await site.Closed(message: ResidentSite.Message("A lamp & a <b>light</b>") with { CategoryId = "lights" });
        await site.Publish(lamp.Reference);
        var (dog, _) = await site.Closed("A dog");
        await site.Publish(dog.Reference);
        using var reader = site.Staff.Browser();

        var feed = XDocument.Parse((await reader.Get("/en/cases.atom")).Text).Root!;
        Assert.Equal(Atom + "feed", feed.Name);
        foreach (var part in new[] { "id", "title", "updated", "author" }) Assert.NotNull(feed.Element(Atom + part));
        var entries = feed.Elements(Atom + "entry").ToArray();
        Assert.Equal(
            [$"{site.Staff.App.Address}en/cases/{dog.Reference}", $"{site.Staff.App.Address}en/cases/{lamp.Reference}"],
            entries.Select(entry => entry.Element(Atom + "id")!.Value));
        Assert.Contains("A lamp & a <b>light</b>", entries[1].Element(Atom + "content")!.Value, StringComparison.Ordinal);
        Assert.Equal("2026-06-11T00:00:00+01:00", entries[1].Element(Atom + "published")!.Value);
        Assert.Equal("Lights & <lamps>", entries[1].Element(Atom + "category")!.Attribute("term")!.Value);

        var answer = await reader.Get("/fr/cases.json?category=lights");
        Assert.Equal("application/feed+json", answer.Message.Content.Headers.ContentType!.MediaType);
        var json = JsonDocument.Parse(answer.Text).RootElement;
        Assert.Equal("https://jsonfeed.org/version/1.1", json.GetProperty("version").GetString());
        var item = Assert.Single(json.GetProperty("items").EnumerateArray());
        Assert.EndsWith($"/fr/cases/{lamp.Reference}", item.GetProperty("id").GetString(), StringComparison.Ordinal);
        foreach (var none in new[] { "category=none", "area=north", "category=%00", "category=lights&area=x%27" })
            Assert.Empty(JsonDocument.Parse((await reader.Get($"/en/cases.json?{none}")).Text).RootElement.GetProperty("items").EnumerateArray());

        foreach (var path in new[] { "/en/cases.atom", "/en/cases.json" })
        {
            var first = await reader.Get(path);
            reader.Headers["If-None-Match"] = first.Message.Headers.ETag!.ToString();
            var same = await reader.Get(path);
            Assert.Equal((HttpStatusCode.NotModified, ""), (same.Status, same.Text));
            await site.Review(dog.Reference, ("title", $"Dogs {path}"));
            Assert.Equal(HttpStatusCode.OK, (await reader.Get(path)).Status);
            reader.Headers.Remove("If-None-Match");
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_list_has_pages_of_twenty_and_the_home_page_the_newest_three(Engine engine)
    {
        await using var site = await PublicationSite.Start(engine);
        using (var empty = site.Staff.Browser())
        {
            Assert.DoesNotContain("id=\"said\"", (await empty.Get("/en")).Text, StringComparison.Ordinal);
            Assert.Contains("Nothing is shown here yet.", (await empty.Get("/en/cases")).Text, StringComparison.Ordinal);
        }
        for (var i = 0; i < 21; i++)
        {
            await site.Closed($"Message no{i}.");
            site.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        using var mo = await site.Moderator();
        Assert.Contains("done-21", (await DecisionTests.Bulk(mo, ("surface", "web"), ("ruling", "approved"))).Location, StringComparison.Ordinal);
        site.Clock.Advance(TimeSpan.FromDays(2));
        using var reader = site.Staff.Browser();
        var first = (await reader.Get("/en/cases")).Text;
        var second = (await reader.Get("/en/cases?n=2")).Text;
        Assert.Contains("no20.", first, StringComparison.Ordinal);
        Assert.DoesNotContain("no0.", first, StringComparison.Ordinal);
        Assert.Contains("no0.", second, StringComparison.Ordinal);
        Assert.DoesNotContain("no1.", second, StringComparison.Ordinal);
        foreach (var none in new[] { "3", "0", "-1", "99999999999" })
            Assert.Equal(none.Length > 5 ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await reader.Get($"/en/cases?n={none}")).Status);
        var home = (await reader.Get("/en")).Text;
        foreach (var (word, there) in new[] { ("no20.", true), ("no19.", true), ("no18.", true), ("no17.", false), ("All 21 answers", true) })
            Assert.Equal(there, home.Contains(word, StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Totals_count_whole_weeks_and_never_a_few(Engine engine)
    {
        await using var site = await PublicationSite.Start(engine);
        for (var i = 0; i < 6; i++) await site.Closed($"Insult {i}");
        using (var mo = await site.Moderator())
            await DecisionTests.Bulk(mo, ("surface", "web"), ("ruling", "refused"), ("reason", "insult"));
        for (var i = 0; i < 4; i++) await site.Closed($"Gossip {i}");
        site.Clock.Advance(TimeSpan.FromHours(5));
        using (var mo = await site.Moderator())
            await DecisionTests.Bulk(mo, ("surface", "web"), ("ruling", "refused"), ("reason", "accusation"));
        using var reader = site.Staff.Browser();
        var now = (await reader.Get("/en/moderation")).Text;
        Assert.DoesNotContain("<td>6</td>", now, StringComparison.Ordinal); // the week is not over
        site.Clock.Advance(TimeSpan.FromDays(7));
        var later = (await reader.Get("/en/moderation")).Text;
        Assert.Contains("<td>6</td>", later, StringComparison.Ordinal);
        Assert.DoesNotContain("<td>4</td>", later, StringComparison.Ordinal);
        Assert.Equal(6, later.Split("fewer than 5").Length - 1); // five reasons and those that were edited
        Assert.Contains("until the end of 14 June 2026", later, StringComparison.Ordinal);
        Assert.Contains("Median time in the queue: <b>under 1&#xA0;min</b>", later, StringComparison.Ordinal);
    }
}
