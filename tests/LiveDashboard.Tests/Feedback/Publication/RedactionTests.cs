using System.Net;
using LiveDashboard.Feedback.Publication;
using LiveDashboard.Feedback.Publication.Review;
using LiveDashboard.Feedback.Publication.WordLists;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Publication;

/// <summary>Texts that are not shown as they were written, and words that make a person look twice.</summary>
public sealed class RedactionTests
{
    private const string Original = "Since Monday Herr Quastenflosser of 12 Mill Lane shouts, call 020 7946 0958.";
    private const string Redacted = "Since Monday a neighbour shouts.";

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_taken_out_is_in_no_public_byte_and_the_page_says_that_it_was_edited(Engine engine)
    {
        await using var site = await PublicationSite.Start(engine);
        var (receipt, _) = await site.Closed(Original, "Officer Wimpernschlag went there");
        var unexplained = await site.Review(receipt.Reference, ("said", Redacted), ("web", "approved"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unexplained.Status);
        Assert.Contains("Say why", unexplained.Text, StringComparison.Ordinal);
        Assert.Contains(Redacted, unexplained.Text, StringComparison.Ordinal); // what was typed is still there
        await site.Publish(receipt.Reference, ("said", Redacted), ("did", "We went there"), ("editReason", "names-a-person"));
        var all = await site.Public(receipt.Reference);
        foreach (var gone in new[] { "Quastenflosser", "Mill Lane", "7946", "Wimpernschlag" })
            Assert.DoesNotContain(gone, all, StringComparison.Ordinal);
        Assert.Contains(Redacted, all, StringComparison.Ordinal);
        Assert.Contains("Edited by a moderator: it named a person", all, StringComparison.Ordinal);
        Assert.Contains("il nommait une personne", all, StringComparison.Ordinal);
        Assert.Equal(Original, await site.Residents.Scalar<string>("SELECT body FROM case_text WHERE seq = 1"));
        Assert.Contains(await site.Staff.Audit(), entry => entry is { Kind: AuditKind.TextEdited, Became: "names-a-person" });
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_original_is_shown_to_who_decides_with_everything_marked(Engine engine)
    {
        await using var site = await PublicationSite.Start(engine);
        var (receipt, _) = await site.Closed(Original);
        using var mo = await site.Moderator();
        var page = (await mo.Get(PublicationSite.PageOf(receipt.Reference))).Text;
        foreach (var mark in new[] { "Monday", "Herr", "Quastenflosser", "020 7946 0958" })
            Assert.Matches($"<mark[^>]*>{mark}", page);
        Assert.DoesNotContain(">Since</mark>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Pieces_together_are_the_text()
    {
        foreach (var text in new[] { "", "a", Original, "I met Bob. He is 42.", "A\nB c D", "@bob and bob@example.org" })
            Assert.Equal(text, string.Concat(Highlights.Of(text).Select(piece => piece.Text)));
        Assert.Equal(["Bob", "42"], Highlights.Of("I met Bob. He is 42.").Where(piece => piece.Kind != "").Select(piece => piece.Text));
    }

    [Fact]
    public void What_cannot_be_seen_is_written_out()
    {
        Assert.Equal("a[U+202E]b[U+0007]c[U+D800]\n👍", PlainText.Of("a\u202Eb\u0007c\uD800\r\n👍"));
        Assert.Equal("one two…", PlainText.Excerpt("one  two\nthree", 9));
        Assert.Equal("👍👍…", PlainText.Excerpt("👍👍👍👍", 5));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_word_of_the_list_holds_a_case_until_somebody_has_looked(Engine engine)
    {
        await using var site = await PublicationSite.Start(engine);
        using (var mo = await site.Moderator())
        {
            await mo.Submit("/staff/moderation/words?handler=Add", FormBrowser.Fields(("language", "en"), ("word", " Räubers! ")));
            await mo.Submit("/staff/moderation/words?handler=Add", FormBrowser.Fields(("language", "fr"), ("word", "lampe")));
        }
        var (held, _) = await site.Closed("They are RAUBERS, all of them");
        var (free, _) = await site.Closed("The raubersons lampe is out");
        using var by = await site.Moderator();
        var queue = (await by.Get("/staff/moderation")).Text;
        Assert.Contains("On hold for a second look: RAUBERS", queue, StringComparison.Ordinal);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(queue, "On hold"));

        var decided = await DecisionTests.Bulk(by, ("surface", "web"), ("ruling", "approved"));
        foreach (var result in new[] { "held-1", "done-1" })
            Assert.Contains(result, decided.Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await site.Review(held.Reference, ("web", "approved"))).Status);
        await site.Publish(held.Reference, ("looked", "1")); // it was held, not refused and not deleted
        Assert.Contains("RAUBERS", await site.Public(held.Reference), StringComparison.Ordinal);
        Assert.Contains("raubersons", await site.Public(free.Reference), StringComparison.Ordinal);
        Assert.Contains(await site.Staff.Audit(), entry => entry is { Kind: AuditKind.HoldWordChanged, Became: "RAUBERS" });
    }

    [Theory]
    [InlineData("you F.o.o", "F O O", true), InlineData("foobar", "FOO", false), InlineData("l’été", "ETE", true)]
    [InlineData("f\u200Boo", "FOO", true), InlineData("ＦＯＯ", "FOO", true), InlineData("\uFFFE\uD800", "FOO", false)]
    public void Words_are_compared_whole_and_as_they_look(string text, string word, bool found) =>
        Assert.Equal(found, new WordLists(new[] { word }.ToLookup(_ => "en")).Match("en", text).Count == 1);
}
