using System.Net;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Desk;

public sealed class BulkTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Several_are_assigned_at_once_and_it_is_undone_where_nobody_changed_it_since(Engine engine)
    {
        await using var desk = await DeskSite.Start(engine);
        var (one, two, three) = (await desk.Case("One"), await desk.Case("Two"), await desk.Case("Three"));
        var (ada, browser) = await desk.Somebody("Ada");
        var (bob, other) = await desk.Somebody("Bob");
        using (browser)
        using (other)
        {
            await DeskSite.Act(other, two, "Assign", ("member", bob.Id));
            var done = await Bulk(browser, "me", one, two, three);
            Assert.Equal(3, DeskSite.Lines(await browser.Get("/staff/desk?view=mine")).Length);
            await DeskSite.Act(other, three, "Assign", ("member", bob.Id)); // somebody was faster than the undoing
            Assert.Contains("3 cases assigned", (await browser.Get(done.Location!)).Text, StringComparison.Ordinal);
            await Undo(browser, done);
            await Undo(browser, done); // twice is once
            Assert.Empty(DeskSite.Lines(await browser.Get("/staff/desk?view=mine")));
            Assert.Equal(2, DeskSite.Lines(await other.Get("/staff/desk?view=mine")).Length);
            Assert.Equal([one], DeskSite.Lines(await other.Get("/staff/desk?who=nobody")));
            Assert.Equal(1 + 3 + 1 + 2, (await desk.Staff.Audit()).Count(entry => entry.Kind == AuditKind.CaseAssigned));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Spam_is_set_aside_at_once_and_restored_within_half_a_minute(Engine engine)
    {
        await using var desk = await DeskSite.Start(engine);
        var (one, two) = (await desk.Case("Buy"), await desk.Case("Sell"));
        using var browser = (await desk.Somebody("Ada")).Browser;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Bulk(browser, "spam", "", one)).Status);
        var done = await Bulk(browser, "spam", "Advertisements", one, two);
        Assert.Empty(DeskSite.Lines(await browser.Get("/staff/desk")));
        desk.Clock.Advance(TimeSpan.FromSeconds(29));
        await Undo(browser, done);
        Assert.Equal(2, DeskSite.Lines(await browser.Get("/staff/desk")).Length);
        Assert.Equal("restored", (await desk.Events(one))[^1]);
        desk.Clock.Advance(TimeSpan.FromSeconds(1));
        var again = await Bulk(browser, "spam", "Advertisements", one, two);
        desk.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.DoesNotContain("handler=Undo\"><button", (await browser.Get(again.Location!)).Text, StringComparison.Ordinal);
        await Undo(browser, again);
        Assert.Empty(DeskSite.Lines(await browser.Get("/staff/desk")));
        Assert.Empty(await desk.Differences());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_officer_bulk_acts_on_no_case_that_is_not_seen_and_undoes_nobody_elses(Engine engine)
    {
        await using var desk = await DeskSite.Start(engine);
        var closed = await desk.Case("About an officer", CaseQueues.Independent);
        var open = await desk.Case("Open");
        using var ada = (await desk.Somebody("Ada")).Browser;
        using var bob = (await desk.Somebody("Bob")).Browser;
        var done = await Bulk(ada, "spam", "x", closed, open, "no-such-case");
        await Undo(bob, done);
        Assert.Equal(["received", "acknowledged"], await desk.Events(closed));
        Assert.Equal("withheld", (await desk.Events(open))[^1]);
    }

    private static Task<FormAnswer> Bulk(FormBrowser browser, string act, params string[] ids) =>
        act == "spam" ? Bulk(browser, act, ids[0], ids[1..]) : Bulk(browser, act, "", ids);

    private static Task<FormAnswer> Bulk(FormBrowser browser, string act, string reason, string[] ids) =>
        browser.Submit("/staff/desk?handler=Bulk",
            ids.Select(id => KeyValuePair.Create("ids", id)).Concat(FormBrowser.Fields(("act", act), ("reason", reason))));

    private static Task<FormAnswer> Undo(FormBrowser browser, FormAnswer done) => browser.Submit("/staff/desk?handler=Undo",
        FormBrowser.Fields(("id", done.Location!.Split("bulk=")[1])));
}
