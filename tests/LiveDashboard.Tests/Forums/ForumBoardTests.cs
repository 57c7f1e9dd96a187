using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Forums;

/// <summary>What leaves the server while a poll runs, byte for byte (features.md 4.3, rule 7).</summary>
public sealed class ForumBoardTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Screens_hear_of_ballots_and_of_no_result_before_it_is_revealed(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        var code = (await site.App.Get<ForumStore>().Find(site.ForumId, CancellationToken.None))!.Code!;
        await using var live = await site.App.Live();
        await live.Watch($"forum/{code}");
        var poll = await site.Poll();
        for (var i = 0; i < 8; i++) await site.Vote(poll, await site.Participant(), 2);
        await Eventually.Holds(async () => (await Snapshot(site, code)).Contains("8 answers so far", StringComparison.Ordinal));
        Assert.DoesNotContain("row-", await Snapshot(site, code), StringComparison.Ordinal);
        await site.Close(poll);
        await Eventually.Holds(async () => (await Snapshot(site, code)).Contains($"{poll} closed 1", StringComparison.Ordinal));
        Assert.DoesNotContain("row-", await Snapshot(site, code), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Live_results_are_sent_from_k_ballots_on()
    {
        await using var site = await ForumSite.Start();
        var code = (await site.App.Get<ForumStore>().Find(site.ForumId, CancellationToken.None))!.Code!;
        var poll = await site.Poll(ForumSite.Draft() with { Live = true });
        for (var i = 0; i < 4; i++) await site.Vote(poll, await site.Participant(), 2);
        await Eventually.Holds(async () => (await Snapshot(site, code)).Contains("4 answers so far", StringComparison.Ordinal));
        Assert.DoesNotContain("row-", await Snapshot(site, code), StringComparison.Ordinal);
        await site.Vote(poll, await site.Participant(), 2);
        await Eventually.Holds(async () => (await Snapshot(site, code)).Contains("\"row-2-bar\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_forum_that_has_not_ended_has_its_board_again_after_a_restart()
    {
        await using var site = await ForumSite.Start();
        var code = (await site.App.Get<ForumStore>().Find(site.ForumId, CancellationToken.None))!.Code!;
        var poll = await site.Poll();
        await site.Vote(poll, await site.Participant(), 1);
        await site.App.Restart();
        Assert.Contains("1 answer so far", await Snapshot(site, code), StringComparison.Ordinal);
    }

    private static async Task<string> Snapshot(ForumSite site, string code)
    {
        using var visitor = site.App.Visitor();
        return await visitor.GetStringAsync($"/api/v1/boards/forum/{code}?lang=en");
    }
}
