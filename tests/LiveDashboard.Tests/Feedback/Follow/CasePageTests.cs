using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Follow;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Feedback.Ratings;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Feedback.Messages;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Follow;

/// <summary>What a resident sees and does with the codes of a case.</summary>
public sealed class CasePageTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task The_codes_open_the_case_and_nothing_else_does(Engine engine)
    {
        await using var site = await ResidentSite.Start(engine);
        var (receipt, code) = await site.Send(ResidentSite.Message("The lamp is out"));
        var (other, otherCode) = await site.Send(ResidentSite.Message("Another"));
        using var browser = await site.Open(receipt, code);
        var page = await browser.Get("/en/case");
        Assert.Contains("The lamp is out", page.Text, StringComparison.Ordinal);
        Assert.Contains("no-store", page.Message.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(code.ToString(), page.Text, StringComparison.Ordinal);

        using var stranger = site.Browser();
        foreach (var (reference, secret) in new[]
        {
            (receipt.Reference, ""), (receipt.Reference, otherCode.ToString()), ("", code.ToString()), (other.Reference, code.ToString()),
            (receipt.Reference, "' OR 1=1 --"),
        })
        {
            var answer = await stranger.Post("/en/case?handler=Open", FormBrowser.Fields(("reference", reference), ("code", secret)));
            Assert.Equal(HttpStatusCode.NotFound, answer.Status);
            Assert.Contains("We cannot find that", answer.Text, StringComparison.Ordinal);
            Assert.Empty(stranger.Cookies);
        }
        stranger.Cookies[OpenCase.CookieName] = receipt.CaseId;
        Assert.DoesNotContain("The lamp is out", (await stranger.Get("/en/case")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Codes_cannot_be_tried_for_long()
    {
        await using var site = await ResidentSite.Start();
        var (receipt, code) = await site.Send();
        using var stranger = site.Browser();
        for (var i = 0; i < OpenLimit.PerMinute; i++)
            await stranger.Post("/en/case?handler=Open", FormBrowser.Fields(("reference", receipt.Reference), ("code", "AAAA-AAAA-AAAA")));
        var refused = await stranger.Post("/en/case?handler=Open",
            FormBrowser.Fields(("reference", receipt.Reference), ("code", code.ToString())));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.NotNull(refused.Message.Headers.RetryAfter);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_timeline_shows_what_happened_and_no_note_of_staff(Engine engine)
    {
        await using var site = await ResidentSite.Start(engine, "--Provider:RunBy", "Northgate station");
        var (receipt, code) = await site.Send(ResidentSite.Message("The lamp is out"));
        site.Clock.Advance(TimeSpan.FromMinutes(75));
        await site.Say(receipt.CaseId, EventKind.Noted, "an internal note");
        var due = site.Clock.GetUtcNow().AddDays(2);
        await site.Say(receipt.CaseId, EventKind.Postponed, "We wait for the works office",
            due.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        using var browser = await site.Open(receipt, code);
        var waiting = await Page(browser);
        Assert.Contains("Your message has waited", waiting.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("New date:", waiting.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("internal note", waiting.Source.Text, StringComparison.Ordinal);

        await site.Reply(receipt.CaseId, "It is repaired");
        await site.Say(receipt.CaseId, EventKind.Resolved, "Both lamps are lit again", "done");
        var answered = await Page(browser);
        Assert.Contains("First answer after", answered.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("1\u00a0h\u00a015\u00a0min", answered.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        var timeline = answered.QuerySelector("[data-part=timeline]")!.TextContent;
        foreach (var said in new[] { "It is repaired", "Desk officer, Northgate station", "Both lamps are lit again", "Done" })
            Assert.Contains(said, timeline, StringComparison.Ordinal);
        Assert.Contains("Première réponse", (await browser.Get("/fr/case")).Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_further_message_sent_twice_is_one_entry(Engine engine)
    {
        await using var site = await ResidentSite.Start(engine);
        var (receipt, code) = await site.Send();
        using var browser = await site.Open(receipt, code);
        var once = (await Page(browser)).QuerySelector("[name=once]")!.GetAttribute("value")!;
        foreach (var _ in Enumerable.Range(0, 3))
            Assert.Equal("/en/case?done=wrote", (await Write(browser, "It is dark there", once)).Location);
        Assert.Equal(1, await site.Scalar<long>("SELECT COUNT(*) FROM case_event WHERE kind = 'wrote'"));
        var empty = await Write(browser, "  ", "x");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        var tooLong = await Write(browser, new string('x', 4001), "x");
        Assert.Contains(new string('x', 4001), tooLong.Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_closed_case_can_be_opened_again_for_thirty_days(Engine engine)
    {
        await using var site = await ResidentSite.Start(engine);
        var (receipt, code) = await site.Send();
        await site.Reply(receipt.CaseId);
        await site.Say(receipt.CaseId, EventKind.Resolved, "Done", "done");
        using var browser = await site.Open(receipt, code);
        site.Clock.Advance(FollowStore.ReopenWithin);
        Assert.Equal("/en/case?done=reopened", (await Write(browser, "It is out again", "a", "reopen")).Location);
        Assert.Equal(1, await site.Scalar<long>("SELECT reopened FROM case_clock WHERE resolved_at IS NULL"));
        Assert.NotNull(await site.Scalar<long?>("SELECT replied_at FROM case_clock")); // the first answer stays what it was
        await site.Say(receipt.CaseId, EventKind.Resolved, "Done", "done");
        site.Clock.Advance(FollowStore.ReopenWithin + TimeSpan.FromMilliseconds(1));
        using var later = await site.Open(receipt, code);
        Assert.Null((await Page(later)).QuerySelector("[value=reopen]"));
        Assert.Equal("/en/case?done=wrote", (await Write(later, "And again", "b", "reopen")).Location);
        Assert.Equal(1, await site.Scalar<long>("SELECT reopened FROM case_clock"));
        Assert.Equal(1, await site.Scalar<long>("SELECT COUNT(*) FROM case_event WHERE kind = 'wrote'")); // too late to reopen, and not lost
        Assert.Empty(await site.Differences());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_rating_can_be_changed_for_seven_days(Engine engine)
    {
        await using var site = await ResidentSite.Start(engine);
        var (receipt, code) = await site.Send();
        using var browser = await site.Open(receipt, code);
        Assert.Equal("/en/case", (await Rate(browser, "yes")).Location); // there is no answer yet
        await site.Reply(receipt.CaseId);
        Assert.Equal("/en/case?done=rated", (await Rate(browser, "no")).Location);
        site.Clock.Advance(RatingStore.AgainWithin);
        await Rate(browser, "partly");
        site.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await Rate(browser, "yes");
        await Rate(browser, "nonsense");
        Assert.Equal("no,partly", await site.Scalar<string>(
            "SELECT (SELECT code FROM case_text WHERE code <> '' ORDER BY seq LIMIT 1) || ',' || (SELECT code FROM case_text WHERE code <> '' ORDER BY seq DESC LIMIT 1)"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_resident_has_all_that_is_stored_and_can_have_it_deleted(Engine engine)
    {
        await using var site = await ResidentSite.Start(engine);
        var message = ResidentSite.Message("L’éclairage est en panne") with
        {
            Sender = new Sender("Sam Hill", "sam@example.org", HiddenFromPublic: true, HiddenFromStaff: false),
        };
        var (receipt, code) = await site.Send(message);
        await site.Say(receipt.CaseId, EventKind.Noted, "an internal note");
        using var browser = await site.Open(receipt, code);
        var export = await browser.Get("/en/case?handler=Export");
        var data = JsonDocument.Parse(export.Text).RootElement;
        Assert.Equal(("Sam Hill", "sam@example.org"), (data.GetProperty("name").GetString(), data.GetProperty("contact").GetString()));
        Assert.Equal("L’éclairage est en panne", data.GetProperty("events")[0].GetProperty("text").GetString());
        Assert.DoesNotContain("internal note", export.Text, StringComparison.Ordinal);

        await browser.Post("/en/case?handler=Contact", []);
        Assert.Equal(0, await site.Scalar<long>("SELECT COUNT(*) FROM case_sender"));
        await browser.Post("/en/case?handler=Erase", []);
        await browser.Post("/en/case?handler=Erase", []);
        Assert.Equal(1, await site.Scalar<long>("SELECT COUNT(*) FROM erasure_request WHERE done_at IS NULL"));
        await browser.Post("/en/case?handler=Close", []);
        Assert.Contains("Follow your message", (await browser.Get("/en/case")).Text, StringComparison.Ordinal);
    }

    [Theory, InlineData("Write"), InlineData("Rate"), InlineData("Contact"), InlineData("Erase"), InlineData("Close"), InlineData("Open")]
    public async Task A_foreign_page_changes_nothing(string handler)
    {
        await using var site = await ResidentSite.Start();
        var (receipt, code) = await site.Send();
        using var browser = await site.Open(receipt, code);
        browser.Headers["Origin"] = "https://evil.example";
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Post($"/en/case?handler={handler}", [])).Status);
        Assert.Equal(2, await site.Scalar<long>("SELECT COUNT(*) FROM case_event"));
    }

    [Fact]
    public async Task An_opened_case_outlives_a_restart_of_the_server()
    {
        await using var site = await ResidentSite.Start();
        var (receipt, code) = await site.Send(ResidentSite.Message("The lamp is out"));
        using var before = await site.Open(receipt, code);
        await site.App.Restart();
        using var after = site.Browser();
        after.Cookies[OpenCase.CookieName] = before.Cookies[OpenCase.CookieName];
        Assert.Contains("The lamp is out", (await after.Get("/en/case")).Text, StringComparison.Ordinal);
    }

    private static Task<FormAnswer> Write(FormBrowser browser, string body, string once, string act = "") =>
        browser.Post("/en/case?handler=Write", FormBrowser.Fields(("body", body), ("once", once), ("act", act)));

    private static Task<FormAnswer> Rate(FormBrowser browser, string rating) =>
        browser.Post("/en/case?handler=Rate", FormBrowser.Fields(("rating", rating)));

    private static async Task<IHtmlDocument> Page(FormBrowser browser) =>
        new HtmlParser().ParseDocument((await browser.Get("/en/case")).Text);
}
