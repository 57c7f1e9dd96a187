using System.Net;
using LiveDashboard.Feedback.Desk;
using LiveDashboard.Feedback.Desk.Acts;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using Microsoft.Extensions.DependencyInjection;

namespace LiveDashboard.Tests.Feedback.Desk;

/// <summary>One answer, by who holds the case.</summary>
public sealed class AnswerTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Opening_claims_and_is_told_once_and_an_answer_stops_the_clock(Engine engine)
    {
        await using var desk = await DeskSite.Start(engine);
        var id = await desk.Case();
        var (_, ada) = await desk.Somebody("Ada");
        using var browser = ada;
        await browser.Get($"/staff/desk/{id}");
        Assert.Contains("Held for you for 5&#xA0;min more", (await browser.Get($"/staff/desk/{id}")).Text, StringComparison.Ordinal);
        Assert.Equal(["received", "acknowledged", "seen"], await desk.Events(id));
        Assert.Null(await desk.Scalar<long?>("SELECT replied_at FROM case_clock"));

        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        var sent = await DeskSite.Act(browser, id, "Send", ("body", "It is repaired."));
        Assert.Equal($"/staff/desk/{id}?done=replied", sent.Location);
        Assert.Equal(120_000, await desk.Scalar<long?>("SELECT replied_at - received_at FROM case_clock"));
        Assert.Equal("It is repaired.", await desk.Scalar<string>("SELECT body FROM case_text WHERE author = 'staff'"));
        var entry = Assert.Single(await desk.Staff.Audit(), one => one.Kind == AuditKind.CaseAnswered);
        Assert.Equal(("Ada", await desk.Scalar<string>("SELECT reference FROM case_detail")), (entry.Actor, entry.Subject));
        Assert.DoesNotContain(await desk.Staff.Audit(), one => $"{one.Subject}{one.Was}{one.Became}".Contains("repaired", StringComparison.Ordinal));
        Assert.Empty(await desk.Differences());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_double_click_is_one_answer(Engine engine)
    {
        await using var desk = await DeskSite.Start(engine);
        var id = await desk.Case();
        using var browser = (await desk.Somebody("Ada")).Browser;
        var page = await browser.Get($"/staff/desk/{id}");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => DeskSite.Send(browser, page, id, "Send", ("body", "Yes."))));
        Assert.All(answers, answer => Assert.Equal($"/staff/desk/{id}?done=replied", answer.Location));
        Assert.Equal(1, await desk.Scalar<long>("SELECT COUNT(*) FROM case_event WHERE kind = 'replied'"));
    }

    [PostgresFact]
    public async Task The_same_form_on_two_nodes_at_once_is_one_answer_and_both_say_that_it_is_done()
    {
        await using var desk = await DeskSite.Start(Engine.Postgres);
        await using var other = await DashboardApp.Start(
            Engine.Postgres, with: services => services.AddSingleton<TimeProvider>(desk.Clock), beside: desk.App);
        var (ada, browser) = await desk.Somebody("Ada");
        using var opened = browser;
        var by = new DeskRights(ada.Id, ada.Name, ada.Role);
        for (var round = 0; round < 20; round++)
        {
            var id = await desk.Case();
            await opened.Get($"/staff/desk/{id}");
            var form = new DeskForm(id, $"once {round}", 99, "It is repaired.");
            Assert.All(await Task.WhenAll(
                desk.App.Get<DeskActs>().Reply(form, by, CancellationToken.None), other.Get<DeskActs>().Reply(form, by, CancellationToken.None)), Assert.Null);
        }
        Assert.Equal(20, await desk.Scalar<long>("SELECT COUNT(*) FROM case_event WHERE kind = 'replied'"));
        Assert.Empty(await desk.Differences());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_form_that_was_refused_can_be_sent_again(Engine engine)
    {
        await using var desk = await DeskSite.Start(engine);
        var id = await desk.Case();
        var (ada, browser) = await desk.Somebody("Ada");
        using var opened = browser;
        var (by, form) = (new DeskRights(ada.Id, ada.Name, ada.Role), new DeskForm(id, "once", 99, "It is repaired."));
        var acts = desk.App.Get<DeskActs>();
        Assert.Equal(DeskProblem.NotHeld, await acts.Reply(form, by, CancellationToken.None));
        await opened.Get($"/staff/desk/{id}");
        Assert.Null(await acts.Reply(form, by, CancellationToken.None));
        Assert.Null(await acts.Reply(form, by, CancellationToken.None));
        Assert.Equal(1, await desk.Scalar<long>("SELECT COUNT(*) FROM case_event WHERE kind = 'replied'"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_two_who_answer_at_once_one_does_and_the_other_is_told_and_keeps_the_words(Engine engine)
    {
        await using var desk = await DeskSite.Start(engine);
        var id = await desk.Case();
        using var ada = (await desk.Somebody("Ada")).Browser;
        using var bob = (await desk.Somebody("Bob")).Browser;
        var first = await ada.Get($"/staff/desk/{id}");
        desk.Clock.Advance(TimeSpan.FromMinutes(6)); // Ada's claim runs out, and Bob gets it
        var second = await bob.Get($"/staff/desk/{id}");
        Assert.Contains("Held for you", second.Text, StringComparison.Ordinal);
        var answers = await Task.WhenAll(
            DeskSite.Send(ada, first, id, "Send", ("body", "Words of Ada")), DeskSite.Send(bob, second, id, "Send", ("body", "Words of Bob")));
        Assert.Equal(HttpStatusCode.Conflict, answers[0].Status);
        Assert.Contains("somebody else holds this case", answers[0].Text, StringComparison.Ordinal);
        Assert.Contains("Words of Ada</textarea>", answers[0].Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, answers[1].Status);
        Assert.Contains("Words of Ada</textarea>", (await ada.Get($"/staff/desk/{id}")).Text, StringComparison.Ordinal);
        Assert.Equal("Words of Bob", await desk.Scalar<string>("SELECT body FROM case_text WHERE author = 'staff'"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_page_that_does_not_know_the_last_words_sends_nothing(Engine engine)
    {
        await using var desk = await DeskSite.Start(engine);
        var id = await desk.Case();
        using var browser = (await desk.Somebody("Ada")).Browser;
        var (one, other) = (await browser.Get($"/staff/desk/{id}"), await browser.Get($"/staff/desk/{id}"));
        Assert.Equal(HttpStatusCode.Redirect, (await DeskSite.Send(browser, one, id, "Send", ("body", "First"))).Status);
        var late = await DeskSite.Send(browser, other, id, "Send", ("body", "Second"));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("Second</textarea>", late.Text, StringComparison.Ordinal);
        Assert.Equal(1, await desk.Scalar<long>("SELECT COUNT(*) FROM case_event WHERE kind = 'replied'"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Claim_and_draft_outlive_a_restart(Engine engine)
    {
        await using var desk = await DeskSite.Start(engine);
        var id = await desk.Case();
        var (person, before) = await desk.Somebody("Ada");
        using (before) Assert.Equal($"/staff/desk/{id}?done=saved", (await DeskSite.Act(before, id, "Draft", ("body", "Half a thought"))).Location);
        await desk.App.Restart();
        using var bob = (await desk.Somebody("Bob")).Browser;
        Assert.Contains("Held by Ada for 5&#xA0;min more", (await bob.Get($"/staff/desk/{id}")).Text, StringComparison.Ordinal);
        using var after = await desk.Again(person);
        var page = await after.Get($"/staff/desk/{id}");
        Assert.Contains("Half a thought</textarea>", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await DeskSite.Send(after, page, id, "Send", ("body", "A whole one"))).Status);
        Assert.Equal(0, await desk.Scalar<long>("SELECT COUNT(*) FROM reply_draft"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Taking_over_is_recorded_and_leaves_the_others_draft(Engine engine)
    {
        await using var desk = await DeskSite.Start(engine);
        var id = await desk.Case();
        using var ada = (await desk.Somebody("Ada")).Browser;
        using var bob = (await desk.Somebody("Bob")).Browser;
        await DeskSite.Act(ada, id, "Draft", ("body", "Words of Ada"));
        await DeskSite.Act(ada, id, "Hold", ("writing", "true"));
        var seen = await bob.Get($"/staff/desk/{id}");
        Assert.Contains("Ada is writing.", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Words of Ada", seen.Text, StringComparison.Ordinal);
        await DeskSite.Act(bob, id, "Take");
        Assert.Contains("Held by Bob", (await ada.Get($"/staff/desk/{id}")).Text, StringComparison.Ordinal);
        Assert.Contains("Words of Ada</textarea>", (await ada.Get($"/staff/desk/{id}")).Text, StringComparison.Ordinal);
        var entry = Assert.Single(await desk.Staff.Audit(), one => one.Kind == AuditKind.CaseTakenOver);
        Assert.Equal(("Bob", "Ada", "Bob"), (entry.Actor, entry.Was, entry.Became));
    }

    [Theory, OnSqlite]
    public async Task A_page_that_stays_open_keeps_the_claim_and_keeps_nobody_signed_in(Engine engine)
    {
        await using var desk = await DeskSite.Start(engine);
        var id = await desk.Case();
        using var ada = (await desk.Somebody("Ada")).Browser;
        var page = await ada.Get($"/staff/desk/{id}");
        ada.Headers["X-Background"] = "1";
        for (var minute = 0; minute < 29; minute += 4)
        {
            desk.Clock.Advance(TimeSpan.FromMinutes(4));
            if (minute > 24) break;
            Assert.Equal(HttpStatusCode.NoContent, (await DeskSite.Send(ada, page, id, "Hold", ("writing", "false"))).Status);
        }
        Assert.Equal(HttpStatusCode.SeeOther, (await DeskSite.Send(ada, page, id, "Hold", ("writing", "false"))).Status);
    }

    [Theory, OnSqlite]
    public async Task What_is_fetched_again_is_sent_only_when_it_changed(Engine engine)
    {
        await using var desk = await DeskSite.Start(engine);
        var id = await desk.Case();
        using var browser = (await desk.Somebody("Ada")).Browser;
        foreach (var address in new[] { "/staff/desk?handler=Queue", $"/staff/desk/{id}?handler=State" })
        {
            browser.Headers.Remove("If-None-Match");
            var first = await browser.Get(address);
            browser.Headers["If-None-Match"] = first.Message.Headers.ETag!.ToString();
            Assert.Equal(HttpStatusCode.NotModified, (await browser.Get(address)).Status);
            await DeskSite.Act(browser, id, address.Contains("State", StringComparison.Ordinal) ? "Note" : "Priority", ("body", "x"), ("priority", "high"));
            Assert.Equal(HttpStatusCode.OK, (await browser.Get(address)).Status);
        }
    }
}
