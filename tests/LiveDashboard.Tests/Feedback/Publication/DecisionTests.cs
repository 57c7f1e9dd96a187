using System.Net;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Feedback.Messages;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Publication;

/// <summary>How decisions are taken, refused, taken back and recorded.</summary>
public sealed class DecisionTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_case_enters_when_it_is_closed_with_an_answer_or_proposed_and_once(Engine engine)
    {
        await using var site = await PublicationSite.Start(engine);
        using var ada = await site.Moderator("Ada", StaffRole.Admin);
        var (open, _) = await site.Residents.Send();
        Assert.Equal(0, await site.Residents.Scalar<long>("SELECT COUNT(*) FROM publication"));
        var first = await ada.Submit($"/staff/moderation/propose?id={open.CaseId}", FormBrowser.Fields(("id", open.CaseId)));
        var second = await ada.Submit($"/staff/moderation/propose?id={open.CaseId}", FormBrowser.Fields(("id", open.CaseId)));
        Assert.Contains("Proposed: the moderators decide", first.Text, StringComparison.Ordinal);
        Assert.Contains("was not proposed", second.Text, StringComparison.Ordinal);
        await site.Residents.Say(open.CaseId, EventKind.Resolved, "It burns again", "done");
        var closed = (await site.Residents.Send(ResidentSite.Message("A dog"))).Receipt;
        await site.Residents.Say(closed.CaseId, EventKind.Resolved, "", "unclear"); // without an answer
        Assert.Equal(1, await site.Residents.Scalar<long>("SELECT COUNT(*) FROM publication"));
        Assert.Equal("It burns again", await site.Residents.Scalar<string>("SELECT did FROM publication"));
        Assert.Equal(1, (await site.Staff.Audit()).Count(entry => entry.Kind == AuditKind.Proposed));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Surfaces_are_decided_apart_and_to_refuse_needs_a_reason(Engine engine)
    {
        await using var site = await PublicationSite.Start(engine);
        using var mo = await site.Moderator();
        var (receipt, _) = await site.Closed();
        foreach (var bad in new[] { ("reason", ""), ("reason", "other"), ("reason", "because") })
        {
            var answer = await PublicationSite.Review(mo, receipt.Reference, ("lobby", "refused"), bad);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
            Assert.Contains("needs a reason", answer.Text, StringComparison.Ordinal);
        }
        await PublicationSite.Review(
            mo, receipt.Reference, ("lobby", "refused"), ("reason", "other"), ("note", "too long for a screen"));
        Assert.Equal("waiting/refused", await States(site));
        await PublicationSite.Review(mo, receipt.Reference, ("web", "approved"));
        Assert.Equal("approved/refused", await States(site));
        var lines = (await site.Staff.Audit()).Where(entry => entry.Kind == AuditKind.Moderated).ToArray();
        Assert.Equal(
            [("lobby: waiting", "lobby: refused other (too long for a screen)"), ("web: waiting", "web: approved")],
            lines.Select(entry => (entry.Was, entry.Became)).Order());
        Assert.All(lines, entry => Assert.Equal((receipt.Reference, "Mo"), (entry.Subject, entry.Actor)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_two_who_decide_at_once_the_second_is_told_so(Engine engine)
    {
        await using var site = await PublicationSite.Start(engine);
        using var mo = await site.Moderator();
        using var flo = await site.Moderator("Flo");
        for (var round = 0; round < 5; round++)
        {
            var (receipt, _) = await site.Closed($"Lamp {round}");
            var page = PublicationSite.PageOf(receipt.Reference);
            var forms = new[]
            {
                PublicationSite.Filled((await mo.Get(page)).Text, ".verdict", ("web", "approved")),
                PublicationSite.Filled((await flo.Get(page)).Text, ".verdict", ("web", "refused"), ("reason", "insult")),
            };
            var answers = await Task.WhenAll(mo.Post(page, forms[0]), flo.Post(page, forms[1]));
            Assert.Single(answers, answer => answer.Status == HttpStatusCode.Redirect);
            Assert.Contains("Something happened to the case",
                answers.Single(answer => answer.Status == HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        }
        Assert.Equal(5, await site.Residents.Scalar<long>("SELECT COUNT(*) FROM publication_decision"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_decision_fails_when_the_resident_wrote_meanwhile(Engine engine)
    {
        await using var site = await PublicationSite.Start(engine);
        using var mo = await site.Moderator();
        var (receipt, _) = await site.Closed();
        var page = PublicationSite.PageOf(receipt.Reference);
        var form = PublicationSite.Filled((await mo.Get(page)).Text, ".verdict", ("web", "approved"));
        await site.Residents.Say(receipt.CaseId, EventKind.Wrote, "Please do not print it");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await mo.Post(page, form)).Status);
        Assert.Equal("waiting/waiting", await States(site));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Many_are_decided_at_once_and_taken_back_within_half_a_minute(Engine engine)
    {
        await using var site = await PublicationSite.Start(engine);
        for (var i = 0; i < 3; i++) await site.Closed($"Lamp {i}");
        site.Clock.Advance(TimeSpan.FromDays(2));
        using var mo = await site.Moderator();
        using var flo = await site.Moderator("Flo");
        var decided = await Bulk(mo, ("surface", "both"), ("ruling", "approved"));
        Assert.Contains("results=done-3", decided.Location, StringComparison.Ordinal);
        Assert.Contains("3 cases decided.", (await mo.Get(decided.Location!)).Text, StringComparison.Ordinal);
        var batch = decided.Location!.Split("batch=")[1].Split('&')[0];

        Assert.Contains("late", await Undo(flo, batch), StringComparison.Ordinal); // somebody else's
        site.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Contains("undone", await Undo(mo, batch), StringComparison.Ordinal);
        Assert.Equal(6, await site.Residents.Scalar<long>("SELECT COUNT(*) FROM publication_surface WHERE state = 'waiting'"));
        Assert.Contains("late", await Undo(mo, batch), StringComparison.Ordinal);

        decided = await Bulk(mo, ("surface", "web"), ("ruling", "refused"), ("reason", "off-topic"));
        site.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Contains("late", await Undo(mo, decided.Location!.Split("batch=")[1].Split('&')[0]), StringComparison.Ordinal);
        Assert.Equal(3, await site.Residents.Scalar<long>("SELECT COUNT(*) FROM publication_surface WHERE state = 'refused'"));
        Assert.Equal(6 + 6 + 3, (await site.Staff.Audit()).Count(entry => entry.Kind == AuditKind.Moderated));
        Assert.DoesNotContain("Lamp", await site.Public(), StringComparison.Ordinal);
    }

    internal static async Task<FormAnswer> Bulk(FormBrowser by, params (string Name, string Value)[] fields)
    {
        var page = await by.Get("/staff/moderation");
        var picks = System.Text.RegularExpressions.Regex.Matches(page.Text, "name=\"pick\" value=\"([^\"]+)\"")
            .Select(match => new KeyValuePair<string, string>("pick", match.Groups[1].Value));
        return await by.Submit("/staff/moderation/decide", [.. picks, .. FormBrowser.Fields(fields)], "/staff/moderation");
    }

    private static async Task<string> Undo(FormBrowser by, string batch) => (await by.Submit(
        "/staff/moderation/decide?handler=Undo", FormBrowser.Fields(("batch", batch)), "/staff/account")).Location!;

    private static async Task<string> States(PublicationSite site) =>
        $"{await site.Residents.Scalar<string>("SELECT state FROM publication_surface WHERE surface = 'web'")}/"
        + await site.Residents.Scalar<string>("SELECT state FROM publication_surface WHERE surface = 'lobby'");
}
