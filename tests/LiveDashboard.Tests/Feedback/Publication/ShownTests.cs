using System.Net;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Staff;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Feedback.Messages;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Publication;

/// <summary>What the public may read of residents' words, byte for byte.</summary>
public sealed class ShownTests
{
    private const string Words = "Xylophonweg lamp";

    [Theory, OnSqlite, OnPostgres]
    public async Task An_approved_case_is_on_every_public_page_and_in_the_feeds(Engine engine)
    {
        await using var site = await PublicationSite.Start(engine);
        var (receipt, _) = await site.Closed(Words, "It burns again");
        Assert.DoesNotContain("Xylophonweg", await site.Public(receipt.Reference), StringComparison.Ordinal);
        await site.Publish(receipt.Reference, ("title", "A lamp"), ("why", "Because light is safety"));
        using var reader = site.Staff.Browser();
        site.Clock.Advance(TimeSpan.FromSeconds(6));
        foreach (var path in new[] { "/en", "/fr", "/en/cases", "/fr/cases", $"/en/cases/{receipt.Reference}", "/en/cases.atom", "/fr/cases.json" })
        {
            var page = await reader.Get(path);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Contains("Xylophonweg", page.Text, StringComparison.Ordinal);
            Assert.Contains("It burns again", page.Text, StringComparison.Ordinal);
        }
        var own = (await reader.Get($"/en/cases/{receipt.Reference}")).Text;
        foreach (var part in new[] { "A lamp", "Because light is safety", "10 June 2026", "On the same day", "Done", "What happens next" })
            Assert.Contains(part, own, StringComparison.Ordinal);
        Assert.DoesNotContain("12:00", own, StringComparison.Ordinal);
        Assert.DoesNotContain("Edited by", own, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Nothing_is_shown_within_a_day_of_receipt_nor_while_it_can_be_taken_back(Engine engine)
    {
        await using var site = await PublicationSite.Start(engine);
        var (young, _) = await site.Closed(Words);
        await site.Review(young.Reference, ("web", "approved"));
        site.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(7));
        Assert.DoesNotContain("Xylophonweg", await site.Public(young.Reference), StringComparison.Ordinal); // 1 s early
        site.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("Xylophonweg", await site.Public(young.Reference), StringComparison.Ordinal);

        var (old, _) = await site.Closed("Zebra crossing");
        site.Clock.Advance(TimeSpan.FromDays(2));
        await site.Review(old.Reference, ("web", "approved"));
        site.Clock.Advance(TimeSpan.FromSeconds(23));
        Assert.DoesNotContain("Zebra", await site.Public(old.Reference), StringComparison.Ordinal);
        site.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("Zebra", await site.Public(old.Reference), StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_refused_was_never_there_and_what_is_withdrawn_says_so(Engine engine)
    {
        await using var site = await PublicationSite.Start(engine);
        using var reader = site.Staff.Browser();
        var (refused, _) = await site.Closed(Words);
        await site.Review(refused.Reference, ("web", "refused"), ("reason", "insult"));
        site.Clock.Advance(TimeSpan.FromDays(2));
        Assert.DoesNotContain("Xylophonweg", await site.Public(refused.Reference), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.Get($"/en/cases/{refused.Reference}")).Status);

        var (shown, _) = await site.Closed("Quokka noise");
        await site.Publish(shown.Reference);
        Assert.Contains("Quokka", await site.Public(shown.Reference), StringComparison.Ordinal);
        await site.Review(shown.Reference, ("web", "withdrawn"), ("reason", "accusation"));
        Assert.DoesNotContain("Quokka", await site.Public(shown.Reference), StringComparison.Ordinal);
        var gone = await reader.Get($"/en/cases/{shown.Reference}");
        Assert.Equal(HttpStatusCode.Gone, gone.Status);
        Assert.Contains("Removed on 13 June 2026: it accused somebody.", gone.Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_approved_and_taken_back_before_it_was_shown_leaves_no_tombstone(Engine engine)
    {
        await using var site = await PublicationSite.Start(engine);
        var (receipt, _) = await site.Closed(Words);
        await site.Review(receipt.Reference, ("web", "approved"));
        site.Clock.Advance(TimeSpan.FromHours(1));
        await site.Review(receipt.Reference, ("web", "withdrawn"), ("reason", "off-topic"));
        site.Clock.Advance(TimeSpan.FromDays(3));
        using var reader = site.Staff.Browser();
        Assert.Equal(HttpStatusCode.NotFound, (await reader.Get($"/en/cases/{receipt.Reference}")).Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Some_cases_never_enter_and_vanish_when_they_become_so(Engine engine)
    {
        await using var site = await PublicationSite.Start(engine);
        using var mo = await site.Moderator("Ada", StaffRole.Admin);
        foreach (var queue in new[] { CaseQueues.Restricted, CaseQueues.Independent })
        {
            var (receipt, _) = await site.Closed(message: ResidentSite.Message(Words, queue: queue));
            var answer = await mo.Submit($"/staff/moderation/propose?id={receipt.CaseId}", FormBrowser.Fields(("id", receipt.CaseId)));
            Assert.DoesNotContain(receipt.Reference, answer.Text, StringComparison.Ordinal);
            Assert.Equal(0, await site.Residents.Scalar<long>("SELECT COUNT(*) FROM publication"));
            Assert.Equal(HttpStatusCode.NotFound, (await mo.Get(PublicationSite.PageOf(receipt.Reference))).Status);
        }
        foreach (var becomes in new[]
        {
            "UPDATE case_detail SET queue = 'restricted'", "UPDATE case_detail SET queue = 'independent'",
            "UPDATE case_detail SET may_show = 0", "UPDATE case_detail SET erased_at = 1", "UPDATE case_clock SET excluded = 1",
        })
        {
            var (receipt, _) = await site.Closed(Words);
            await site.Publish(receipt.Reference);
            Assert.Contains("Xylophonweg", await site.Public(receipt.Reference), StringComparison.Ordinal);
            await site.Do($"{becomes} WHERE case_id = '{receipt.CaseId}'");
            Assert.DoesNotContain("Xylophonweg", await site.Public(receipt.Reference), StringComparison.Ordinal);
            using var later = await site.Moderator();
            Assert.DoesNotContain("Xylophonweg", (await later.Get("/staff/moderation")).Text, StringComparison.Ordinal);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_does_not_want_it_shown_is_not_asked_twice(Engine engine)
    {
        await using var site = await PublicationSite.Start(engine);
        using var mo = await site.Moderator("Ada", StaffRole.Admin);
        var (receipt, _) = await site.Residents.Send();
        await site.Do("UPDATE case_detail SET may_show = 0");
        await site.Residents.Say(receipt.CaseId, EventKind.Resolved, "Done", "done");
        var answer = await mo.Submit($"/staff/moderation/propose?id={receipt.CaseId}", FormBrowser.Fields(("id", receipt.CaseId)));
        Assert.Contains("was not proposed", answer.Text, StringComparison.Ordinal);
        Assert.Equal(0, await site.Residents.Scalar<long>("SELECT COUNT(*) FROM publication"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_name_is_shown_only_if_it_was_given_for_that(Engine engine)
    {
        await using var site = await PublicationSite.Start(engine);
        foreach (var hidden in new[] { true, false })
        {
            var message = ResidentSite.Message(Words) with { Sender = new Sender("Wilhelmina", "w@example.org", hidden, false) };
            var (receipt, _) = await site.Closed(message: message);
            await site.Publish(receipt.Reference);
            var all = await site.Public(receipt.Reference);
            Assert.Equal(!hidden, all.Contains("Wilhelmina", StringComparison.Ordinal));
            Assert.DoesNotContain("w@example.org", all, StringComparison.Ordinal);
        }
    }
}
