using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Forums.Polls;

/// <summary>features.md 4.3: one ballot, once, and what it says is what is counted.</summary>
public sealed class BallotTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_hundred_participants_who_each_send_a_hundred_times_give_a_hundred_ballots(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        var poll = await site.Poll();
        var people = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => site.Participant()));
        await Parallel.ForEachAsync(people.SelectMany(_ => Enumerable.Range(0, 100), (person, i) => (person, i)).OrderBy(_ => Random.Shared.Next()),
            new ParallelOptions { MaxDegreeOfParallelism = 64 },
            async (one, _) => Assert.Equal(BallotAnswer.Counted,
                await site.Vote(poll, one.person, SentBallot.Of(1 + one.i % 3), $"{one.i % 7}")));
        Assert.Equal(100, await site.Scalar<long>("SELECT COUNT(*) FROM ballot"));
        Assert.Equal(100, (await site.Result(poll)).Rows.Sum(row => row.N));
        Assert.Equal(0, await site.Differences());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_ballot_can_be_changed_until_closing_and_the_last_one_counts(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        var poll = await site.Poll();
        var person = await site.Participant();
        await site.Vote(poll, person, 1);
        await site.Vote(poll, person, 2);
        Assert.Equal([0, 1, 0], (await site.Result(poll)).Rows.Select(row => row.N));
        await site.Close(poll);
        Assert.Equal(BallotAnswer.TooLate, await site.Vote(poll, person, 3));
        Assert.Equal([0, 1, 0], (await site.Result(poll)).Rows.Select(row => row.N));
        Assert.Equal(0, await site.Differences());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Where_changing_is_off_the_first_ballot_stands(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        var poll = await site.Poll(ForumSite.Draft() with { Changeable = false });
        var person = await site.Participant();
        Assert.Equal(BallotAnswer.Counted, await site.Vote(poll, person, SentBallot.Of(1), "a"));
        Assert.Equal(BallotAnswer.Counted, await site.Vote(poll, person, SentBallot.Of(1), "a")); // its answer was lost
        Assert.Equal(BallotAnswer.Stands, await site.Vote(poll, person, SentBallot.Of(2), "b"));
        Assert.Equal([1, 0, 0], (await site.Result(poll)).Rows.Select(row => row.N));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Every_ballot_around_closing_is_either_counted_and_told_so_or_neither(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        for (var round = 0; round < 5; round++)
        {
            var poll = await site.Poll();
            var people = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => site.Participant()));
            var answers = people.Select((person, i) => Task.Run(() => site.Vote(poll, person, 1 + i % 3))).ToArray();
            await Task.WhenAny(answers);
            Assert.Equal(ActAnswer.Done, await site.Close(poll));
            var counted = (await Task.WhenAll(answers)).Count(answer => answer == BallotAnswer.Counted);
            Assert.All(answers, answer => Assert.True(answer.Result is BallotAnswer.Counted or BallotAnswer.TooLate));
            Assert.Equal(counted, (await site.Result(poll)).Ballots);
        }
        Assert.Equal(0, await site.Differences());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task After_closing_an_anonymous_ballot_is_nobodys_and_nobody_votes_twice(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        var poll = await site.Poll();
        var person = await site.Participant();
        await site.Vote(poll, person, 1);
        await site.Close(poll);
        Assert.Equal(0, await site.Scalar<long>("SELECT COUNT(*) FROM ballot WHERE participant_id <> id"));
        Assert.Equal(1, await site.Scalar<long>("SELECT COUNT(*) FROM poll_voter"));
        Assert.Equal(ActAnswer.Done, await site.App.Get<PollActs>().Open(await site.Act(), poll, null, CancellationToken.None));
        Assert.Equal(BallotAnswer.Stands, await site.Vote(poll, person, 2));
        Assert.Equal(BallotAnswer.Counted, await site.Vote(poll, await site.Participant(), 2));
        Assert.Equal([1, 1, 0], (await site.Result(poll)).Rows.Select(row => row.N));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_named_ballot_stays_its_voters(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        var poll = await site.Poll(ForumSite.Draft() with { Named = true });
        var person = await site.Participant();
        await site.Vote(poll, person, 1);
        await site.Close(poll);
        Assert.Equal(person, await site.Scalar<string>("SELECT participant_id FROM ballot"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_countdown_refuses_what_comes_later_than_its_grace(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        var poll = await site.Poll(seconds: 30);
        site.Clock.Advance(TimeSpan.FromSeconds(33));
        Assert.Equal(BallotAnswer.Counted, await site.Vote(poll, await site.Participant(), 1));
        site.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(BallotAnswer.TooLate, await site.Vote(poll, await site.Participant(), 1));
        await Eventually.Holds(async () =>
        {
            site.Clock.Advance(TimeSpan.FromSeconds(1));
            return await site.Scalar<string>("SELECT state FROM poll") == PollState.Closed;
        });
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Ballots_outlive_a_restart(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        var poll = await site.Poll();
        var person = await site.Participant();
        await site.Vote(poll, person, 1);
        await site.App.Restart();
        Assert.Equal(1, (await site.Result(poll)).Ballots);
        await site.Vote(poll, person, 2);
        Assert.Equal([0, 1, 0], (await site.Result(poll)).Rows.Select(row => row.N));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Nobody_votes_before_it_opens_in_another_forum_or_under_a_ban(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        var poll = await site.Poll(open: false);
        var person = await site.Participant();
        Assert.Equal(BallotAnswer.TooLate, await site.Vote(poll, person, 1));
        await site.App.Get<PollActs>().Open(await site.Act(), poll, null, CancellationToken.None);
        Assert.Equal(BallotAnswer.Unknown, await site.Vote(poll, "stranger", 1));
        Assert.Equal(BallotAnswer.Unknown, await site.Vote("no-poll", person, 1));
        await site.App.Get<WriteLane>().Write(turn => Dapper.SqlMapper.ExecuteAsync(turn.Connection, "UPDATE participant SET banned_at = 1"));
        Assert.Equal(BallotAnswer.Unknown, await site.Vote(poll, person, 1));
        Assert.Equal(0, await site.Scalar<long>("SELECT COUNT(*) FROM ballot"));
    }
}
