using System.Net;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Storage;
using LiveDashboard.Subscriptions.Own;
using LiveDashboard.Tests.Feedback.Messages;
using LiveDashboard.Tests.Feedback.Publication;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Tests.Hostile;
using LiveDashboard.Tests.Subscriptions;

namespace LiveDashboard.Tests.Feedback.Letters;

/// <summary>What letters of a case tell, when, and how often.</summary>
public sealed class FollowingTests
{
    [Fact]
    public async Task What_is_no_address_is_shown_again_as_it_was_typed_and_nothing_of_it_is_markup()
    {
        await using var site = await CaseLetterSite.Start();
        var (receipt, code) = await site.Residents.Send(ResidentSite.Message("The lamp is out"));
        using var browser = await site.Residents.Open(receipt, code);
        foreach (var typed in Markup.All.Select(text => text.Trim()).Where(text => text.Length > 0 && !text.Any(char.IsControl)))
        {
            var answer = await CaseLetterSite.Ask(browser, typed);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
            Assert.Equal(typed, Harmless.Page("/en/case/letters", answer.Text).QuerySelector("#letters-to")!.GetAttribute("value"));
        }
        Assert.Equal(0, await site.Residents.Scalar<long>("SELECT COUNT(*) FROM subscription"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_letter_says_that_there_is_news_and_not_a_word_of_the_case(Engine engine)
    {
        await using var site = await CaseLetterSite.Start(engine);
        var (receipt, code) = await site.Residents.Send(ResidentSite.Message("The lamp is out"));
        using var browser = await site.Residents.Open(receipt, code);
        Assert.Contains("Hear of it by e-mail", (await browser.Get("/en/case")).Text, StringComparison.Ordinal);
        Assert.Equal("/en/case?done=letters", (await CaseLetterSite.Ask(browser, " Sam@NORTHGATE.example ")).Location);
        var page = WebUtility.HtmlDecode((await browser.Get("/en/case")).Text);
        Assert.Contains("S…@n….example", page, StringComparison.Ordinal);
        await site.Send();
        var first = Assert.Single(site.Sink.Taken);
        var path = CaseLetterSite.First(first);

        await site.Residents.Reply(receipt.CaseId, "We look at it");
        await site.Send();
        Assert.Single(site.Sink.Taken); // nobody has said yes
        using var reader = site.Public.Staff.Browser();
        var asked = (await reader.Get(path)).Text;
        Assert.Contains("Of a message of yours", asked, StringComparison.Ordinal);
        var begun = (await reader.Post($"{path}?handler=Begin", [])).Text;
        Assert.Contains("Letters begin", begun, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await reader.Post($"{path}?handler=Begin", [])).Status);

        await site.Residents.Say(receipt.CaseId, EventKind.Resolved, "Both lamps are lit", "done");
        await site.Send();
        Assert.Equal(2, site.Sink.Taken.Count);
        var letter = site.Sink.Taken.Last();
        var body = MailSink.Body(letter);
        Assert.Contains("https://northgate.example/en/case\n", body, StringComparison.Ordinal);
        string[] secrets =
            ["lamp", "lit", "Closed", "done", "Answer", receipt.Reference, code.ToString(), receipt.CaseId];
        foreach (var word in secrets)
            foreach (var sent in new[] { letter, body, first, MailSink.Body(first), asked })
                Assert.DoesNotContain(word, sent, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("List-Unsubscribe=One-Click", MailSink.Header(letter, "List-Unsubscribe-Post"));
        var stop = new Uri(MailSink.Header(letter, "List-Unsubscribe")!.Trim('<', '>')).AbsolutePath;
        var end = (await reader.Get(CaseLetterSite.First(letter))).Text;
        Assert.Contains("Of a message of yours", end, StringComparison.Ordinal);

        await site.Residents.Say(receipt.CaseId, EventKind.Reopened, "It is out again");
        Assert.Equal(1, await site.Waiting());
        using var mailProgram = new HttpClient { BaseAddress = site.App.Address };
        Assert.Equal(HttpStatusCode.OK, (await mailProgram.PostAsync(stop, null)).StatusCode);
        Assert.Equal(0, await site.Waiting());
        Assert.Equal(0, await site.Residents.Scalar<long>("SELECT COUNT(*) FROM subscription"));
        if (engine == Engine.Sqlite) await Eventually.Holds(async () => !await site.App.Holds("northgate.example"));
        Assert.Contains("Tell me by e-mail", (await browser.Get("/en/case")).Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_the_resident_reads_and_did_not_do_is_told_and_nothing_else(Engine engine)
    {
        await using var site = await CaseLetterSite.Start(engine);
        var (receipt, browser) = await site.Followed(language: "fr");
        using (browser)
        {
            await browser.Post("/en/case?handler=Write", FormBrowser.Fields(("once", "a"), ("body", "It is dark")));
            await site.Residents.Say(receipt.CaseId, EventKind.Noted, "for us alone");
            await site.App.Get<WriteLane>().Write(turn => site.App.Get<CaseWords>()
                .Add(turn, receipt.CaseId, EventKind.Seen, site.Clock.GetUtcNow()));
            Assert.Equal(0, await site.Waiting());
            foreach (var kind in new[]
            {
                EventKind.Postponed, EventKind.Replied, EventKind.Resolved, EventKind.Reopened, EventKind.Withheld,
                EventKind.Restored,
            })
            {
                var code = kind == EventKind.Postponed ? "1790000000000" : "done";
                await site.Residents.Say(receipt.CaseId, kind, "words", code);
                Assert.Equal(1, await site.Waiting());
                await site.Send();
                Assert.Contains("Il y a du nouveau", MailSink.Body(site.Sink.Taken.Last()), StringComparison.Ordinal);
                site.Clock.Advance(TimeSpan.FromDays(1));
            }
            await browser.Post("/en/case?handler=Rate", FormBrowser.Fields(("rating", "yes")));
            Assert.Equal(0, await site.Waiting());
        }
        Assert.Empty(await site.Residents.Differences());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_happens_together_is_one_letter_and_a_day_has_three(Engine engine)
    {
        await using var site = await CaseLetterSite.Start(engine);
        var (receipt, browser) = await site.Followed();
        browser.Dispose();
        await site.Residents.Reply(receipt.CaseId);
        await site.Residents.Reply(receipt.CaseId);
        Assert.Equal(1, await site.Waiting()); // the second finds it waiting
        for (var i = 0; i < 10; i++)
        {
            await site.Send();
            site.Clock.Advance(TimeSpan.FromMinutes(10));
            await site.Residents.Reply(receipt.CaseId);
        }
        await site.Send();
        Assert.Equal(OwnLetters.MostADay, site.Sink.Taken.Count);
        Assert.Equal(1, await site.Waiting());
        site.Clock.Advance(TimeSpan.FromDays(1));
        await site.Send();
        await site.Residents.Reply(receipt.CaseId);
        await site.Send();
        Assert.Equal(OwnLetters.MostADay + 2, site.Sink.Taken.Count); // the one that waited, and a new day
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_letter_and_what_it_tells_are_written_both_or_neither(Engine engine)
    {
        await using var site = await CaseLetterSite.Start(engine);
        var (receipt, browser) = await site.Followed();
        browser.Dispose();
        await Assert.ThrowsAsync<InvalidOperationException>(() => site.App.Get<WriteLane>().Write(async turn =>
        {
            await site.App.Get<CaseWords>().Add(
                turn, receipt.CaseId, EventKind.Replied, site.Clock.GetUtcNow(),
                new Words(Author.Staff, "m", "An answer"));
            throw new InvalidOperationException("as if it ended here");
        }));
        Assert.Equal(0, await site.Waiting());
        Assert.Equal(0, await site.Residents.Scalar<long>("SELECT COUNT(*) FROM case_event WHERE kind = 'replied'"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_decision_about_the_public_text_is_told_unless_it_is_taken_back(Engine engine)
    {
        await using var site = await CaseLetterSite.Start(engine);
        var (receipt, browser) = await site.Followed();
        browser.Dispose();
        await site.Residents.Reply(receipt.CaseId);
        await site.Residents.Say(receipt.CaseId, EventKind.Resolved, "", "done");
        await site.Send();
        site.Sink.Taken.Clear();

        using var mo = await site.Public.Moderator();
        var decided = await PublicationSite.Review(
            mo, receipt.Reference, ("web", "refused"), ("reason", "insult"));
        Assert.Equal(1, await site.Waiting());
        await site.Send();
        Assert.Empty(site.Sink.Taken); // it can still be taken back
        var batch = decided.Location!.Split("batch=")[1].Split('&', '#')[0];
        await mo.Submit(
            "/staff/moderation/decide?handler=Undo", FormBrowser.Fields(("batch", batch)), "/staff/account");
        Assert.Equal(0, await site.Waiting());

        await PublicationSite.Review(mo, receipt.Reference, ("web", "approved"));
        site.Clock.Advance(TimeSpan.FromSeconds(31));
        await site.Send();
        Assert.Single(site.Sink.Taken);
    }
}
