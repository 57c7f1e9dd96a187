using System.Net;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Desk;

/// <summary>What each role sees, and what nobody does.</summary>
public sealed class SightTests
{
    private static readonly string[] Roles = ["viewer", "officer", "moderator", "host", "publisher", "admin"];

    [Theory, OnSqlite, OnPostgres]
    public async Task Restricted_cases_are_for_those_who_answer_and_independent_ones_for_administrators(Engine engine)
    {
        await using var desk = await DeskSite.Start(engine);
        var open = await desk.Case("An open matter");
        var restricted = await desk.Case("A van without lights", CaseQueues.Restricted);
        var independent = await desk.Case("About an officer", CaseQueues.Independent);
        foreach (var role in Roles)
        {
            using var browser = (await desk.Somebody(role, role)).Browser;
            var answers = role is "officer" or "admin";
            foreach (var address in new[] { "/staff/desk", "/staff/desk?handler=Queue", $"/staff/desk/{open}" })
            {
                var page = (await browser.Get(address)).Text;
                Assert.Equal(3, DeskSite.Lines(await browser.Get(address)).Length);
                Assert.Contains("An open matter", page, StringComparison.Ordinal);
                Assert.Equal(answers, page.Contains("A van without lights", StringComparison.Ordinal));
                Assert.Equal(role == "admin", page.Contains("About an officer", StringComparison.Ordinal));
            }
            Assert.Equal(answers, (await browser.Get($"/staff/desk/{restricted}")).Status == HttpStatusCode.OK);
            Assert.Equal(role == "admin", (await browser.Get($"/staff/desk/{independent}")).Status == HttpStatusCode.OK);
            Assert.Equal(answers, (await browser.Get($"/staff/desk/{restricted}?handler=State")).Status == HttpStatusCode.OK);
            var reference = await desk.Scalar<string>("SELECT reference FROM case_detail WHERE case_id = @restricted", new { restricted });
            Assert.Equal(answers, (await browser.Get($"/staff/desk?find={reference}")).Location == $"/staff/desk/{restricted}");
            // A filter tells no more than the line: what it is about.
            Assert.Equal(role == "admin" ? 3 : answers ? 2 : 1, DeskSite.Lines(await browser.Get("/staff/desk?kind=concern")).Length);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_may_not_answer_changes_nothing(Engine engine)
    {
        await using var desk = await DeskSite.Start(engine);
        var id = await desk.Case(sender: new Sender("Grace Hopper", "grace@example.org", true, false));
        using var viewer = (await desk.Somebody("Vera", "viewer")).Browser;
        var page = await viewer.Get($"/staff/desk/{id}");
        Assert.DoesNotContain("Grace Hopper", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("grace@", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"answer\"", page.Text, StringComparison.Ordinal);
        foreach (var handler in new[] { "Send", "Draft", "Preview", "Template", "Close", "Reopen", "Withhold", "Restore", "Postpone",
            "Note", "Assign", "Priority", "Take", "Hold" })
            Assert.Equal(HttpStatusCode.Forbidden, (await DeskSite.Send(viewer, page, id, handler, ("body", "x"), ("why", "spam"))).Status);
        foreach (var handler in new[] { "Bulk", "Undo" })
            Assert.Equal(HttpStatusCode.Forbidden, (await viewer.Submit($"/staff/desk?handler={handler}",
                FormBrowser.Fields(("ids", id), ("act", "spam"), ("reason", "x")))).Status);
        Assert.Equal(["received", "acknowledged"], await desk.Events(id)); // not even opened
        Assert.Equal(0, await desk.Scalar<long>("SELECT COUNT(*) FROM case_claim"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_name_that_is_hidden_from_staff_is_on_no_page_of_the_desk(Engine engine)
    {
        await using var desk = await DeskSite.Start(engine);
        var hidden = await desk.Case("Anonymous words", sender: new Sender("Grace Hopper", "grace@example.org", true, true));
        var named = await desk.Case("Named words", sender: new Sender("Alan Turing", "alan@example.org", true, false));
        using var admin = (await desk.Somebody("Root", "admin")).Browser;
        await DeskSite.Act(admin, hidden, "Note", ("body", "A note"));
        foreach (var address in new[]
        {
            "/staff/desk", "/staff/desk?handler=Queue", $"/staff/desk/{hidden}", $"/staff/desk/{hidden}?handler=State", $"/staff/desk/{named}",
            "/staff/desk/new", "/staff/desk/templates", "/staff/operations", "/staff/audit", "/staff/desk?view=mine", "/staff/desk?find=Grace",
        })
        {
            var page = (await admin.Get(address)).Text;
            Assert.DoesNotContain("Grace Hopper", page, StringComparison.Ordinal);
            Assert.DoesNotContain("grace@example.org", page, StringComparison.Ordinal);
        }
        Assert.Contains("hidden from staff", (await admin.Get($"/staff/desk/{hidden}")).Text, StringComparison.Ordinal);
        var shown = (await admin.Get($"/staff/desk/{named}")).Text;
        Assert.Contains("Alan Turing", shown, StringComparison.Ordinal);
        Assert.Contains("alan@example.org", shown, StringComparison.Ordinal);
        var sent = await DeskSite.Act(admin, hidden, "Send", ("body", ""));
        Assert.DoesNotContain("Grace Hopper", sent.Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Hostile_words_are_text_wherever_they_are_written(Engine engine)
    {
        await using var desk = await DeskSite.Start(engine);
        var words = string.Join('\n', Enumerable.Range(0, 100).Select(i => (i % 4) switch
        {
            0 => $"<script>alert({i})</script>",
            1 => $"\"><img src=x onerror=alert({i})>",
            2 => $"</textarea></p><svg onload=alert({i})>",
            _ => $"{{{{{i}}}}} ' OR 1=1; DROP TABLE case_event; --",
        }));
        Assert.True(words.Length < 4000);
        var id = await desk.Case(words, sender: new Sender("<script>alert('n')</script>", "\"><img src=x onerror=alert('c')>", true, false));
        using var ada = (await desk.Somebody("Ada")).Browser;
        await ada.Submit("/staff/desk/templates?handler=Save",
            FormBrowser.Fields(("name", "<script>alert('t')</script>"), ("language", "en"), ("body", words)));
        await DeskSite.Act(ada, id, "Draft", ("body", words));
        await DeskSite.Act(ada, id, "Note", ("body", words));
        var preview = await DeskSite.Act(ada, id, "Preview", ("body", words));
        await DeskSite.Act(ada, id, "Send", ("body", words));
        await DeskSite.Act(ada, id, "Close", ("outcome", "done"), ("body", words));
        await DeskSite.Act(ada, id, "Withhold", ("why", "test"), ("body", words));
        Assert.Equal(5, await desk.Scalar<long>("SELECT COUNT(*) FROM case_text WHERE body = @words", new { words }));
        var pages = new List<string> { preview.Text };
        foreach (var address in new[] { "/staff/desk?view=withheld", $"/staff/desk/{id}", "/staff/desk/templates" })
            pages.Add((await ada.Get(address)).Text);
        Assert.All(pages, page =>
        {
            foreach (var bad in new[] { "<script>alert", "<img src", "<svg onload" }) Assert.DoesNotContain(bad, page, StringComparison.Ordinal);
            Assert.Contains("&lt;script&gt;alert(", page, StringComparison.Ordinal);
        });
    }
}
