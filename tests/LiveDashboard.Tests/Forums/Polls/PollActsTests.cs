using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Forums.Polls;

public sealed class PollActsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_hosts_who_press_at_once_end_in_a_legal_state(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        var acts = site.App.Get<PollActs>();
        for (var i = 0; i < 10; i++)
        {
            var poll = await site.Poll();
            var act = await site.Act();
            var answers = await Task.WhenAll(
                acts.Close(act, poll, None), acts.Reveal(act, poll, None), acts.Close(act, poll, None), acts.Again(act, poll, None));
            Assert.Single(answers, ActAnswer.Done);
            Assert.Equal(PollState.Closed, await site.Scalar<string>($"SELECT state FROM poll WHERE id = '{poll}'"));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task One_poll_is_open_at_a_time_and_states_follow_their_order(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        var acts = site.App.Get<PollActs>();
        var (first, second) = (await site.Poll(), await site.Poll(open: false));
        Assert.Equal(ActAnswer.NotNow, await acts.Open(await site.Act(), second, null, None));
        Assert.Equal(ActAnswer.NotNow, await site.Reveal(first)); // still open
        Assert.Equal(ActAnswer.Done, await site.Close(first));
        Assert.Equal(ActAnswer.NotNow, await site.Close(first));
        Assert.Equal(ActAnswer.Done, await acts.Open(await site.Act(), first, null, None)); // again, before the reveal
        await site.Close(first);
        Assert.Equal(ActAnswer.Done, await site.Reveal(first));
        Assert.Equal(ActAnswer.NotNow, await acts.Open(await site.Act(), first, null, None)); // after it: a new round
        Assert.Equal(ActAnswer.Done, await acts.Again(await site.Act(), first, None));
        Assert.Equal(2, await site.Scalar<long>($"SELECT round FROM poll WHERE id = '{first}'"));
        Assert.Equal(ActAnswer.Done, await acts.Open(await site.Act(), second, null, None));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_revealed_is_frozen_and_equals_a_recount(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        var poll = await site.Poll();
        for (var i = 0; i < 10; i++) await site.Vote(poll, await site.Participant(), 1 + i % 2);
        await site.Vote(poll, await site.Participant()); // abstains
        await site.Close(poll);
        await site.Reveal(poll);
        var frozen = FrozenResult.Read((await site.Scalar<string>("SELECT frozen FROM poll_round"))!)!;
        var now = await site.Result(poll);
        Assert.Equal((11, 1), (frozen.Ballots, frozen.Abstained));
        Assert.Equal(now.Rows, frozen.Rows);
        Assert.Equal([50, 50, 0], frozen.Rows.Select(row => row.Percent));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_reveal_can_be_taken_back_for_ten_seconds(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        var poll = await site.Poll();
        await site.Close(poll);
        await site.Reveal(poll);
        site.Clock.Advance(PollActs.TakeBack);
        Assert.Equal(ActAnswer.Done, await site.App.Get<PollActs>().Hide(await site.Act(), poll, None));
        await site.Reveal(poll);
        site.Clock.Advance(PollActs.TakeBack + TimeSpan.FromMilliseconds(1));
        Assert.Equal(ActAnswer.NotNow, await site.App.Get<PollActs>().Hide(await site.Act(), poll, None));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_rehearsal_reaches_no_total(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        var rooms = site.App.Get<RoomActs>();
        Assert.Equal(ActAnswer.Done, await rooms.Rehearse(await site.Act(), true, None));
        var poll = await site.Poll();
        await site.Vote(poll, await site.Participant(), 1);
        Assert.Equal(ActAnswer.NotNow, await rooms.Rehearse(await site.Act(), false, None)); // while one is open
        await site.Close(poll);
        Assert.Equal(ActAnswer.Done, await rooms.Rehearse(await site.Act(), false, None));
        Assert.Equal(0, (await site.Result(poll)).Ballots);
        Assert.Equal(1, await site.Scalar<long>("SELECT rehearsal FROM poll_round WHERE round = 1"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_forum_ends_once_nothing_is_open_and_its_code_is_free(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        var code = (await site.App.Get<ForumStore>().Find(site.ForumId, None))!.Code;
        Assert.NotNull(await site.App.Get<ForumStore>().FindByCode($" {code![..3]} {code[3..]} ", None));
        var poll = await site.Poll();
        Assert.Equal(ActAnswer.NotNow, await site.App.Get<RoomActs>().End(await site.Act(), None));
        await site.Close(poll);
        Assert.Equal(ActAnswer.Done, await site.App.Get<RoomActs>().End(await site.Act(), None));
        Assert.Null(await site.App.Get<ForumStore>().FindByCode(code, None));
        Assert.Equal(BallotAnswer.Unknown, await site.Vote(poll, await site.Participant(), 1));
    }

    [Theory]
    [InlineData(PollKind.One, 1, "options"), InlineData(PollKind.One, 13, "options"), InlineData("nonsense", 3, "kind")]
    public void A_draft_that_cannot_work_is_refused(string kind, int options, string problem) =>
        Assert.Equal(problem, PollDrafts.Problem(ForumSite.Draft() with { Kind = kind, Options = [.. Enumerable.Range(0, options).Select(i => $"{i}")] }));
}
