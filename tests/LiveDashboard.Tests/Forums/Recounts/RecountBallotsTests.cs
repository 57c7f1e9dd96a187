using Dapper;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Recounts;
using LiveDashboard.Jobs;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Forums.Recounts;

/// <summary>Every night the ballots are counted again, and a difference is an alarm.</summary>
public sealed class RecountBallotsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnSqlite, OnPostgres]
    public async Task All_kinds_come_out_the_same_and_a_changed_tally_or_result_is_an_alarm(Engine engine)
    {
        await using var site = await ForumSite.Start(engine);
        var recount = site.App.Get<RecountBallots>();
        Assert.Equal("0 ballots", await recount.Contents(site.App.Get<Database>(), None));
        string poll = "";
        foreach (var (kind, ballot) in new (string, SentBallot)[]
        {
            (PollKind.Text, new([], new Dictionary<long, long>(), ["More lamps"])), (PollKind.Words, new([], new Dictionary<long, long>(), ["lamps", "paths"])),
            (PollKind.Rating, SentBallot.Of(4)), (PollKind.Ranking, SentBallot.Of(3, 1, 2)),
            (PollKind.Points, new([], new Dictionary<long, long> { [1] = 60, [2] = 40 }, [])), (PollKind.YesNo, SentBallot.Of(1)), (PollKind.One, SentBallot.Of(2)),
        })
        {
            poll = await site.Poll(ForumSite.Draft(kind));
            var (first, second) = (await site.Participant(), await site.Participant());
            foreach (var one in new[] { first, second, await site.Participant() }) await site.Vote(poll, one, ballot);
            await site.Vote(poll, second, SentBallot.Of());
            await site.Close(poll);
            await site.Reveal(poll);
        }
        await recount.Run(None);
        Assert.Equal("21 ballots", await recount.Contents(site.App.Get<Database>(), None));

        await Set(site, $"UPDATE poll_tally SET n = n + 1 WHERE poll_id = '{poll}' AND choice = 2");
        var alarm = await Assert.ThrowsAsync<JobAlarmException>(() => recount.Run(None));
        Assert.Contains($"poll {poll}, round 1, choice 2: the ballots say -1 ballots", alarm.Message, StringComparison.Ordinal);
        await Set(site, $"UPDATE poll_tally SET n = n - 1 WHERE poll_id = '{poll}' AND choice = 2");
        await recount.Run(None);
        await Set(site, $"UPDATE poll_round SET frozen = REPLACE(frozen, '\"n\":2', '\"n\":3') WHERE poll_id = '{poll}'");
        alarm = await Assert.ThrowsAsync<JobAlarmException>(() => recount.Run(None));
        Assert.Contains("what was revealed", alarm.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_runs_every_night() => Assert.Contains(Timetable.Entries, entry => entry.Job == typeof(RecountBallots));

    private static Task Set(ForumSite site, string sql) =>
        site.App.Get<WriteLane>().Write(turn => turn.Connection.ExecuteAsync(sql));
}
