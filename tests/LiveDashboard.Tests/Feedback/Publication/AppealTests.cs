using System.Net;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Feedback.Publication;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Publication;

/// <summary>The resident is told why, asks once that somebody else looks at it, and somebody else does.</summary>
public sealed class AppealTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Who_decided_does_not_decide_about_the_appeal(Engine engine)
    {
        await using var site = await PublicationSite.Start(engine);
        var (receipt, code) = await Refused(site);
        using var resident = await site.Residents.Open(receipt, code);
        var told = (await resident.Get("/en/case")).Text;
        Assert.Contains("Not shown in public: it insulted somebody.", told, StringComparison.Ordinal);
        await Appeal(resident, "It does not <b>insult</b>");
        Assert.Contains("Somebody else looks at it", (await resident.Get("/en/case")).Text, StringComparison.Ordinal);
        await Appeal(resident, "again"); // once
        Assert.Equal("It does not <b>insult</b>", await site.Residents.Scalar<string>("SELECT body FROM publication_appeal"));

        var page = PublicationSite.PageOf(receipt.Reference);
        using var mo = await site.Moderator();
        using var flo = await site.Moderator("Flo");
        Assert.Contains("somebody else decides about the appeal", (await mo.Get(page)).Text, StringComparison.Ordinal);
        var revision = PublicationSite.Filled((await flo.Get(page)).Text, ".codes form").Single(field => field.Key == "revision").Value;
        foreach (var (by, passes) in new[] { (mo, false), (flo, true) })
        {
            var answer = await by.Submit($"/staff/moderation/case?handler=Appeal&reference={receipt.Reference}",
                FormBrowser.Fields(("revision", revision), ("grant", "1")), page);
            Assert.Equal(passes, answer.Status == HttpStatusCode.Redirect);
        }
        Assert.Equal("waiting", await State(site));
        // Nor does who decided first decide anew; the other does.
        var mine = await PublicationSite.Review(mo, receipt.Reference, ("web", "refused"), ("reason", "insult"));
        Assert.Contains("appealed against your decision", mine.Text, StringComparison.Ordinal);
        Assert.Contains("mine-1", (await DecisionTests.Bulk(mo, ("surface", "web"), ("ruling", "approved"))).Location, StringComparison.Ordinal);
        Assert.Equal("waiting", await State(site));
        await PublicationSite.Review(flo, receipt.Reference, ("web", "approved"));
        Assert.Equal("approved", await State(site));
        Assert.Contains(await site.Staff.Audit(), entry => entry is { Kind: AuditKind.AppealDecided, Became: "granted", Actor: "Flo" });
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_decision_that_stands_is_told(Engine engine)
    {
        await using var site = await PublicationSite.Start(engine);
        var (receipt, code) = await Refused(site);
        using var resident = await site.Residents.Open(receipt, code);
        await Appeal(resident, "");
        using var flo = await site.Moderator("Flo");
        var page = PublicationSite.PageOf(receipt.Reference);
        var fields = PublicationSite.Filled((await flo.Get(page)).Text, ".codes form", ("grant", "0"));
        await flo.Post($"/staff/moderation/case?handler=Appeal&reference={receipt.Reference}", fields);
        Assert.Equal("refused", await State(site));
        Assert.Contains("the decision stands", (await resident.Get("/en/case")).Text, StringComparison.Ordinal);
        Assert.Contains("la décision reste", (await resident.Get("/fr/case")).Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_edited_text_comes_back_as_it_was_written_and_unseen_until_it_is_decided(Engine engine)
    {
        await using var site = await PublicationSite.Start(engine);
        var (receipt, code) = await site.Closed("Bob shouts at night");
        await site.Publish(receipt.Reference, ("said", "Somebody shouts"), ("editReason", "names-a-person"));
        using var resident = await site.Residents.Open(receipt, code);
        Assert.Contains("Edited by a moderator: it named a person", (await resident.Get("/en/case")).Text, StringComparison.Ordinal);
        await Appeal(resident, "Bob is my own name");
        using var flo = await site.Moderator("Flo");
        var page = PublicationSite.PageOf(receipt.Reference);
        var fields = PublicationSite.Filled((await flo.Get(page)).Text, ".codes form", ("grant", "1"));
        await flo.Post($"/staff/moderation/case?handler=Appeal&reference={receipt.Reference}", fields);
        Assert.Equal("Bob shouts at night", await site.Residents.Scalar<string>("SELECT said FROM publication"));
        Assert.DoesNotContain("shouts", await site.Public(receipt.Reference), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_appealed_from_elsewhere_nor_without_a_decision()
    {
        await using var site = await PublicationSite.Start();
        var (receipt, code) = await site.Closed();
        using var resident = await site.Residents.Open(receipt, code);
        Assert.DoesNotContain("own-public", (await resident.Get("/en/case")).Text, StringComparison.Ordinal);
        await Appeal(resident, "why");
        using var stranger = site.Residents.Browser();
        await Appeal(stranger, "why");
        resident.Headers["Origin"] = "https://elsewhere.example";
        var foreign = await resident.Post("/en/case/appeal", FormBrowser.Fields(("body", "why")));
        Assert.Equal(HttpStatusCode.Forbidden, foreign.Status);
        Assert.Equal(0, await site.Residents.Scalar<long>("SELECT COUNT(*) FROM publication_appeal"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Nothing_of_an_erased_person_is_left_in_the_public_texts(Engine engine)
    {
        await using var site = await PublicationSite.Start(engine);
        var (receipt, _) = await site.Closed("Xylophonweg lamp");
        await site.Publish(receipt.Reference, ("why", "Xylophonweg is dark"));
        await site.Staff.App.Get<WriteLane>().Write(turn => PublicErasure.Erase(turn.Connection, receipt.CaseId));
        Assert.DoesNotContain("Xylophonweg", await site.Public(receipt.Reference), StringComparison.Ordinal);
        Assert.Equal("", await site.Residents.Scalar<string>("SELECT title || said || did || why FROM publication"));
    }

    private static async Task<(Receipt Receipt, CaseCode Code)> Refused(PublicationSite site)
    {
        var sent = await site.Closed();
        await site.Review(sent.Receipt.Reference, ("web", "refused"), ("reason", "insult"));
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        return sent;
    }

    private static Task<FormAnswer> Appeal(FormBrowser by, string body) =>
        by.Post("/en/case/appeal", FormBrowser.Fields(("body", body)));

    private static async Task<string?> State(PublicationSite site) =>
        await site.Residents.Scalar<string>("SELECT state FROM publication_surface WHERE surface = 'web'");
}
