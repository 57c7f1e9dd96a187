using System.Net;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Keeping;
using LiveDashboard.Feedback.Letters;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Jobs;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Subscriptions;
using LiveDashboard.Tests.Feedback.Messages;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Tests.Subscriptions;
using LiveDashboard.Web;

namespace LiveDashboard.Tests.Feedback.Letters;

/// <summary>Who may not have letters of a case, and what ends them.</summary>
public sealed class EndingTests
{
    [Fact]
    public async Task Nothing_suspicious_and_nothing_erased_has_letters_and_without_a_mail_server_none_are_offered()
    {
        await using (var site = await CaseLetterSite.Start())
        {
            foreach (var queue in new[] { CaseQueues.Restricted, CaseQueues.Independent })
            {
                var (receipt, code) = await site.Residents.Send(ResidentSite.Message(queue: queue));
                using var browser = await site.Residents.Open(receipt, code);
                var offered = (await browser.Get("/en/case")).Text.Contains("letters-to", StringComparison.Ordinal);
                Assert.Equal(queue == CaseQueues.Independent, offered);
                await CaseLetterSite.Ask(browser);
                if (offered) continue;
                Assert.Equal(0, await site.Waiting());
                var store = site.App.Get<CaseLetterStore>();
                await store.Ask(receipt.CaseId, CaseLetterSite.Sam, Language.English, default);
                Assert.Equal(0, await site.Waiting());
            }
            Assert.Equal(1, await site.Waiting());
        }
        await using var silent = await ResidentSite.Start();
        var sent = await silent.Send();
        using var reader = await silent.Open(sent.Receipt, sent.Code);
        Assert.DoesNotContain("letters-to", (await reader.Get("/en/case")).Text, StringComparison.Ordinal);
        Assert.Equal("/en/case", (await CaseLetterSite.Ask(reader)).Location);
        Assert.Equal(0, await silent.Scalar<long>("SELECT COUNT(*) FROM subscription"));
    }

    [Theory]
    [InlineData("en", "sam@northgate", "no e-mail address")]
    [InlineData("fr", "", "pas une adresse e-mail")]
    public async Task What_no_letter_reaches_is_said_and_stays_as_it_was_typed(
        string language, string address, string said)
    {
        await using var site = await CaseLetterSite.Start();
        var (receipt, code) = await site.Residents.Send();
        using var browser = await site.Residents.Open(receipt, code);
        var answer = await CaseLetterSite.Ask(browser, address, language);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(said, WebUtility.HtmlDecode(answer.Text), StringComparison.Ordinal);
        Assert.Contains($"value=\"{address}\"", answer.Text, StringComparison.Ordinal);
        browser.Headers["Origin"] = "https://elsewhere.example";
        Assert.Equal(HttpStatusCode.Forbidden, (await CaseLetterSite.Ask(browser)).Status);
        using var stranger = site.Public.Staff.Browser();
        Assert.Equal("/en/case", (await CaseLetterSite.Ask(stranger)).Location);
        Assert.Equal(0, await site.Waiting());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Whoever_asks_and_takes_back_sends_three_first_letters_and_no_more(Engine engine)
    {
        await using var site = await CaseLetterSite.Start(engine);
        for (var i = 0; i < 5; i++)
        {
            var (receipt, code) = await site.Residents.Send();
            using var browser = await site.Residents.Open(receipt, code);
            await CaseLetterSite.Ask(browser);
            await site.Send();
            var ended = await browser.Post("/en/case/letters?handler=End", []);
            Assert.Equal("/en/case?done=ended", ended.Location);
            Assert.DoesNotContain(await Addresses(site), one => one.Contains('@'));
        }
        Assert.Equal(SubscriptionStore.MostAsked, site.Sink.Taken.Count);
        using var reader = site.Public.Staff.Browser();
        Assert.Equal(HttpStatusCode.Gone, (await reader.Get(CaseLetterSite.First(site.Sink.Taken.Last()))).Status);
        if (engine == Engine.Sqlite) await Eventually.Holds(async () => !await site.App.Holds(CaseLetterSite.Sam));
        site.Clock.Advance(TimeSpan.FromHours(49));
        await site.App.Get<Retention>().Run(default);
        Assert.Empty(await Addresses(site)); // nor what was left of it
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Erasing_a_case_takes_the_address_and_the_letters_that_wait(Engine engine)
    {
        await using var site = await CaseLetterSite.Start(engine);
        var (receipt, browser) = await site.Followed();
        using (browser)
        {
            await site.Residents.Reply(receipt.CaseId);
            Assert.Equal(1, await site.Waiting());
            var export = (await browser.Get("/en/case?handler=Export")).Text;
            Assert.Contains(CaseLetterSite.Sam, export, StringComparison.Ordinal);
            var store = site.App.Get<KeepingStore>();
            await store.Ask(new Actor("a", "Ada"), receipt.CaseId, receipt.Reference, default);
            Assert.True(await store.Erase(new Actor("b", "Bob"), receipt.CaseId, receipt.Reference, default));
            Assert.Equal(0, await site.Waiting());
            Assert.Empty(await Addresses(site));
            Assert.DoesNotContain("letters-to", (await browser.Get("/en/case")).Text, StringComparison.Ordinal);
            await CaseLetterSite.Ask(browser);
            Assert.Empty(await Addresses(site));
        }
        if (engine == Engine.Sqlite) await Eventually.Holds(async () => !await site.App.Holds(CaseLetterSite.Sam));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Deleting_the_contact_ends_them_and_so_does_its_keeping_period(Engine engine)
    {
        await using var site = await CaseLetterSite.Start(engine);
        var named = ResidentSite.Message() with { Sender = new Sender("Sam", "07700", true, false) };
        var (_, browser) = await site.Followed(named);
        using (browser) await browser.Post("/en/case?handler=Contact", []);
        Assert.Empty(await Addresses(site));

        var (open, first) = await site.Followed(address: "kim@northgate.example");
        first.Dispose();
        var (closed, second) = await site.Followed(address: "lou@northgate.example");
        second.Dispose();
        await site.Residents.Reply(closed.CaseId);
        await site.Residents.Say(closed.CaseId, EventKind.Resolved, "", "done");
        Assert.Equal(1, await site.Waiting());
        site.Clock.Advance(TimeSpan.FromDays(89));
        await site.App.Get<Retention>().Run(default);
        Assert.Equal(2, (await Addresses(site)).Count);
        site.Clock.Advance(TimeSpan.FromDays(2));
        await site.App.Get<Retention>().Run(default);
        Assert.Equal(["kim@northgate.example"], await Addresses(site));
        Assert.Equal(0, await site.Waiting());
        Assert.NotEqual(open.CaseId, closed.CaseId);
    }

    [Fact]
    public async Task A_further_address_of_a_case_takes_the_place_of_the_one_before()
    {
        await using var site = await CaseLetterSite.Start();
        var (receipt, browser) = await site.Followed();
        using (browser)
        {
            await CaseLetterSite.Ask(browser, "kim@northgate.example");
            await site.Send();
            using var reader = site.Public.Staff.Browser();
            await reader.Post($"{CaseLetterSite.First(site.Sink.Taken.Last())}?handler=Begin", []);
            Assert.Equal(["kim@northgate.example"], await Addresses(site));
        }
        site.Sink.Taken.Clear();
        await site.Residents.Reply(receipt.CaseId);
        await site.Send();
        Assert.Equal("kim@northgate.example", MailSink.Header(Assert.Single(site.Sink.Taken), "To"));
    }

    private static async Task<IReadOnlyList<string>> Addresses(CaseLetterSite site)
    {
        await using var db = await site.App.Get<Database>().Read(default);
        return [.. await Dapper.SqlMapper.QueryAsync<string>(db, "SELECT address FROM subscription ORDER BY address")];
    }
}
