using LiveDashboard.Figures.Boards;
using LiveDashboard.Figures.Measuring;
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

    [Theory, OnSqlite, OnPostgres]
    public async Task An_ended_forum_is_measured_once_more_and_its_last_picture_stays(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        var code = await Code(site);
        Assert.Equal(ActAnswer.Done, await site.App.Get<RoomActs>().End(await site.Act(), CancellationToken.None));
        for (var i = 0; i < 3; i++) await site.App.Get<FigureBeat>().MeasureAll(CancellationToken.None);
        Assert.Empty(site.App.Get<ForumBoards>().Names);
        Assert.Contains("\"ended join", await Snapshot(site, code), StringComparison.Ordinal);
        Assert.NotNull(await site.App.Get<ForumStore>().FindEnded(code, CancellationToken.None));
        Assert.Empty(site.App.Get<ForumBoards>().Names); // who comes late makes nobody measure it again
    }

    [Fact]
    public async Task Boards_of_forums_long_over_are_not_held()
    {
        await using var site = await ForumSite.Start();
        var first = await Code(site);
        await site.App.Get<RoomActs>().End(await site.Act(), CancellationToken.None);
        var codes = new List<string>();
        for (var i = 0; i <= ForumBoards.MostEnded; i++)
        {
            var forum = await site.App.Get<ForumStore>().Make(ForumSite.Host, "Another", "en", default, CancellationToken.None);
            codes.Add(forum.Code!);
            foreach (var act in new[] { site.App.Get<RoomActs>().Begin, site.App.Get<RoomActs>().End })
                await act(new HostAct(ForumSite.Host, forum.Id, (await site.App.Get<ForumStore>().Find(forum.Id, CancellationToken.None))!.Version), CancellationToken.None);
            for (var beats = 0; beats < 2; beats++) await site.App.Get<FigureBeat>().MeasureAll(CancellationToken.None);
        }
        Assert.Null(site.App.Get<FigureBoards>().Find(ForumBoards.NameOf(first)));
        Assert.NotNull(site.App.Get<FigureBoards>().Find(ForumBoards.NameOf(codes[^1])));
    }

    [Fact]
    public async Task The_rows_of_a_poll_that_is_over_are_in_no_snapshot()
    {
        await using var site = await ForumSite.Start();
        var code = await Code(site);
        var poll = await site.Poll(ForumSite.Draft() with { Live = true, SmallRoom = true });
        await site.Vote(poll, await site.Participant(), 2);
        await Eventually.Holds(async () => (await Snapshot(site, code)).Contains("\"row-2\"", StringComparison.Ordinal));
        await site.Close(poll);
        await Eventually.Holds(async () => !(await Snapshot(site, code)).Contains("row-", StringComparison.Ordinal));
        Assert.Contains("closed 1", await Snapshot(site, code), StringComparison.Ordinal);
    }

    private static async Task<string> Code(ForumSite site) =>
        (await site.App.Get<ForumStore>().Find(site.ForumId, CancellationToken.None))!.Code!;

    private static async Task<string> Snapshot(ForumSite site, string code)
    {
        using var visitor = site.App.Visitor();
        return await visitor.GetStringAsync($"/api/v1/boards/forum/{code}?lang=en");
    }
}
