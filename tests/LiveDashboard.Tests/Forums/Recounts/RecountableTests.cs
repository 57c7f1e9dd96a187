using System.Net;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Recounts;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Forums.Taking;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Forums.Recounts;

/// <summary>A tally that anybody can recount, where the host chose so before the first ballot.</summary>
public sealed class RecountableTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_receipt_finds_its_ballot_in_the_list_once_the_result_is_revealed(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        using var phone = await Phone.Joined(site);
        var poll = await site.Poll(ForumSite.Draft() with { Recountable = true });
        Assert.Contains("gets a receipt", await phone.Text(), StringComparison.Ordinal);
        await phone.Vote(("choice", "2"));
        var receipt = (await phone.Text()).Split("data-id=\"")[1].Split('"')[0];
        for (var i = 0; i < BallotList.Fewest - 1; i++) await site.Vote(poll, await site.Participant(), 1);
        var list = $"/en/forums/ballots/{poll}/1";
        Assert.Equal(HttpStatusCode.NotFound, (await phone.Browser.Get(list)).Status);
        await site.Close(poll);
        Assert.Equal(HttpStatusCode.NotFound, (await phone.Browser.Get(list)).Status);
        await site.Reveal(poll);

        Assert.Contains(list, await phone.Text(), StringComparison.Ordinal);
        var seen = (await phone.Browser.Get(list)).Text;
        Assert.Equal(BallotList.Fewest, seen.Split("<tr id=\"b-").Length - 1);
        Assert.Contains($"id=\"b-{receipt}\"", seen, StringComparison.Ordinal);
        seen = (await phone.Browser.Get($"{list}?receipt={receipt}")).Text;
        Assert.Contains("This ballot is in the list", seen, StringComparison.Ordinal);
        Assert.Contains("<b dir=\"auto\">B Late</b>", seen, StringComparison.Ordinal);
        Assert.Contains("No ballot of this list", (await phone.Browser.Get($"{list}?receipt=x")).Text, StringComparison.Ordinal);
        var csv = (await phone.Browser.Get($"{list}?handler=Csv")).Text;
        Assert.Equal(BallotList.Fewest + 1, csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains(receipt, csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_listed_of_few_of_a_rehearsal_or_where_it_was_not_chosen()
    {
        await using var site = await ForumSite.Start();
        foreach (var (chosen, ballots) in new[] { (false, 12), (true, 9) })
        {
            using var phone = await Phone.Joined(site);
            var poll = await site.Poll(ForumSite.Draft() with { Recountable = chosen });
            for (var i = 0; i < ballots; i++) await site.Vote(poll, await site.Participant(), 1);
            if (!chosen) Assert.DoesNotContain("receipt", await phone.Text(), StringComparison.Ordinal);
            await site.Close(poll);
            await site.Reveal(poll);
            Assert.Equal(HttpStatusCode.NotFound, (await phone.Browser.Get($"/en/forums/ballots/{poll}/1")).Status);
        }
        Assert.Equal("recountable", PollDrafts.Problem(ForumSite.Draft(PollKind.Words) with { Recountable = true }));
        Assert.Equal("recountable", PollDrafts.Problem(ForumSite.Draft() with { Recountable = true, Named = true }));
    }
}
