using System.Net;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Desk;

/// <summary>What else is done to a case.</summary>
public sealed class ActsTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_case_is_answered_closed_with_outcome_and_reason_and_opened_again(Engine engine)
    {
        await using var desk = await DeskSite.Start(engine);
        var id = await desk.Case();
        using var ada = (await desk.Somebody("Ada")).Browser;
        var early = await DeskSite.Act(ada, id, "Close", ("outcome", "done"), ("body", "It shines."));
        Assert.Contains("only an answer stops the clock", early.Text, StringComparison.Ordinal);
        await DeskSite.Act(ada, id, "Send", ("body", "We are on it."));
        Assert.Contains("Choose an outcome", (await DeskSite.Act(ada, id, "Close", ("outcome", "magic"), ("body", "It shines."))).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await DeskSite.Act(ada, id, "Close", ("outcome", "done"), ("body", " "))).Status);
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Redirect, (await DeskSite.Act(ada, id, "Close", ("outcome", "done"), ("body", "It shines."))).Status);
        Assert.Equal("done", await desk.Scalar<string>("SELECT code FROM case_text WHERE body = 'It shines.'"));
        Assert.NotNull(await desk.Scalar<long?>("SELECT resolved_at FROM case_clock"));
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await DeskSite.Act(ada, id, "Reopen", ("body", "It is dark again."));
        Assert.Null(await desk.Scalar<long?>("SELECT resolved_at FROM case_clock"));
        Assert.Equal(["received", "acknowledged", "seen", "replied", "resolved", "reopened"], await desk.Events(id));
        Assert.Equal([AuditKind.CaseReopened, AuditKind.CaseClosed, AuditKind.CaseAnswered],
            (await desk.Staff.Audit()).Select(one => one.Kind).Where(kind => kind.StartsWith("case-", StringComparison.Ordinal)));
        Assert.Empty(await desk.Differences());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Spam_is_set_aside_with_a_reason_and_restored(Engine engine)
    {
        await using var desk = await DeskSite.Start(engine);
        var id = await desk.Case("Buy now");
        using var ada = (await desk.Somebody("Ada")).Browser;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await DeskSite.Act(ada, id, "Withhold", ("why", "dislike"), ("body", "No"))).Status);
        await DeskSite.Act(ada, id, "Withhold", ("why", "spam"), ("body", "An advertisement"));
        Assert.Empty(DeskSite.Lines(await ada.Get("/staff/desk")));
        Assert.Equal([id], DeskSite.Lines(await ada.Get("/staff/desk?view=withheld")));
        Assert.Equal(0, await desk.Scalar<long>("SELECT received FROM reply_total WHERE scope_kind = 'all'"));
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await DeskSite.Act(ada, id, "Restore", ("body", "A mistake"));
        Assert.Equal([id], DeskSite.Lines(await ada.Get("/staff/desk")));
        Assert.Empty(await desk.Differences());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_missed_promise_is_told_with_a_new_date_and_the_alert_returns_when_that_passes(Engine engine)
    {
        await using var desk = await DeskSite.Start(engine);
        var id = await desk.Case();
        using var ada = (await desk.Somebody("Ada")).Browser;
        Assert.DoesNotContain("alert=missed", (await ada.Get("/staff/desk")).Text, StringComparison.Ordinal);
        desk.Clock.Advance(TimeSpan.FromHours(3.5));
        using var later = await desk.Again(await Anew(desk));
        Assert.Contains("1 promise at risk", (await later.Get("/staff/desk")).Text, StringComparison.Ordinal);
        Assert.Equal([id], DeskSite.Lines(await later.Get("/staff/desk?alert=risk")));
        desk.Clock.Advance(TimeSpan.FromMinutes(45));
        using var bob = await desk.Again(await Anew(desk, "Carol"));
        Assert.Contains("1 promise missed, resident not told", (await bob.Get("/staff/desk")).Text, StringComparison.Ordinal);
        Assert.Contains("1 promise missed, resident not told", (await bob.Get("/staff/operations")).Text, StringComparison.Ordinal);
        foreach (var wrong in new[] { "2026-06-09", "nonsense", "" })
            Assert.Equal(HttpStatusCode.UnprocessableEntity,
                (await DeskSite.Act(bob, id, "Postpone", ("body", "Parts are missing"), ("day", wrong), ("time", "09:00"))).Status);
        Assert.Equal(HttpStatusCode.Redirect,
            (await DeskSite.Act(bob, id, "Postpone", ("body", "Parts are missing"), ("day", "2026-06-10"), ("time", "19:00"))).Status);
        // 19:00 in London is 18:00 UTC.
        Assert.Equal(DateTimeOffset.Parse("2026-06-10T18:00Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
            await desk.Scalar<string>("SELECT code FROM case_text WHERE body = 'Parts are missing'"));
        Assert.Empty(DeskSite.Lines(await bob.Get("/staff/desk?alert=missed")));
        Assert.Null(await desk.Scalar<long?>("SELECT replied_at FROM case_clock"));
        desk.Clock.Advance(TimeSpan.FromHours(2.5));
        using var last = await desk.Again(await Anew(desk, "Dave"));
        Assert.Equal([id], DeskSite.Lines(await last.Get("/staff/desk?alert=missed")));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_note_is_for_staff_alone_and_stops_no_clock(Engine engine)
    {
        await using var desk = await DeskSite.Start(engine);
        var id = await desk.Case();
        using var ada = (await desk.Somebody("Ada")).Browser;
        var page = await ada.Get($"/staff/desk/{id}");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => DeskSite.Send(ada, page, id, "Note", ("body", "Ask the works office"))));
        Assert.Equal(1, await desk.Scalar<long>("SELECT COUNT(*) FROM case_event WHERE kind = 'noted'"));
        Assert.Null(await desk.Scalar<long?>("SELECT replied_at FROM case_clock"));
        Assert.Contains("Ask the works office", (await ada.Get($"/staff/desk/{id}")).Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_case_is_given_to_who_may_see_it(Engine engine)
    {
        await using var desk = await DeskSite.Start(engine);
        var (plain, closed) = (await desk.Case(), await desk.Case("About an officer", CaseQueues.Independent));
        var (officer, ada) = await desk.Somebody("Ada");
        var (viewer, _) = await desk.Somebody("Vera", "viewer");
        var (_, admin) = await desk.Somebody("Root", "admin");
        using (ada)
        using (admin)
        {
            await DeskSite.Act(ada, plain, "Assign", ("member", officer.Id));
            Assert.Equal([plain], DeskSite.Lines(await ada.Get("/staff/desk?view=mine")));
            Assert.Equal([plain], DeskSite.Lines(await ada.Get("/staff/desk?who=me")));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await DeskSite.Act(ada, plain, "Assign", ("member", viewer.Id))).Status);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await DeskSite.Act(admin, closed, "Assign", ("member", officer.Id))).Status);
            desk.Clock.Advance(TimeSpan.FromSeconds(1));
            await DeskSite.Act(ada, plain, "Assign", ("member", ""));
            Assert.Empty(DeskSite.Lines(await ada.Get("/staff/desk?view=mine")));
            var entries = (await desk.Staff.Audit()).Where(one => one.Kind == AuditKind.CaseAssigned).Select(one => (one.Was, one.Became));
            Assert.Equal([("Ada", ""), ("", "Ada")], entries);
            await DeskSite.Act(ada, plain, "Priority", ("priority", "high"));
            Assert.Equal([plain], DeskSite.Lines(await ada.Get("/staff/desk?high=1")));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_nobodys_for_over_a_day_is_an_alert(Engine engine)
    {
        await using var desk = await DeskSite.Start(engine, promise: false);
        var (one, other) = (await desk.Case(), await desk.Case());
        desk.Clock.Advance(TimeSpan.FromHours(25));
        var (person, ada) = await desk.Somebody("Ada");
        using var browser = ada;
        Assert.Contains("2 nobody’s for over 24 h", (await browser.Get("/staff/desk")).Text, StringComparison.Ordinal);
        await DeskSite.Act(browser, one, "Assign", ("member", person.Id));
        Assert.Equal([other], DeskSite.Lines(await browser.Get("/staff/desk?alert=unassigned")));
    }

    private static Task<LiveDashboard.Tests.Staff.Person> Anew(DeskSite desk, string name = "Bea") => desk.Staff.Member(name, "officer");
}
