using System.Text.Json;
using Dapper;
using LiveDashboard.Forums.Demo;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Report;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Web;
using Microsoft.Extensions.DependencyInjection;

namespace LiveDashboard.Tests.Forums.Demo;

/// <summary>The demonstration's forum: real votes the normal way, each once, and a database that does not grow.</summary>
public sealed class DemoForumTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnSqlite, OnPostgres]
    public async Task Every_result_is_what_the_people_last_voted_also_after_a_stop_in_the_middle(Engine engine)
    {
        var clock = new FakeClock();
        await using var app = await Start(engine, clock);
        var first = await Run(app, clock, until: forum => forum.OpenedAt + 100_000 < Ms(clock)); // somewhere in a poll
        await app.Restart();
        await Run(app, clock, until: forum => forum.State == ForumState.Ended);

        var rounds = await app.Get<ReportStore>().Rounds(first.Id, None);
        var talk = Conversation.Read();
        Assert.Equal(talk.Statements.Select(one => one.Words), rounds.Select(round => round.Poll.Title));
        foreach (var (statement, round) in talk.Statements.Zip(rounds))
        {
            var last = statement.Votes.GroupBy(vote => vote.Voter).Select(votes => votes.Last().Choice).ToArray();
            Assert.Equal(
                [1, 2, 3], round.Shown.Result.Rows.Select(row => row.Choice));
            Assert.Equal(
                new[] { 1, 2, 3 }.Select(choice => (long)last.Count(one => one == choice)), round.Shown.Result.Rows.Select(row => row.N));
        }
        Assert.Equal(0, await Scalar(app, "SELECT COUNT(*) FROM staff_audit WHERE kind = 'forum-act'"));
    }

    [RecordFact]
    public void The_shipped_votes_are_those_of_the_record()
    {
        using var truth = JsonDocument.Parse(File.ReadAllText(RecordFactAttribute.Truth));
        var tallies = truth.RootElement.GetProperty("conversations").GetProperty("london.youth.policing").GetProperty("tallies");
        var ids = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "sample", "london-youth-policing.csv")).Skip(1)
            .Select(line => line.Split(',')[0]);
        Assert.All(ids.Zip(Conversation.Read().Statements), one =>
        {
            var told = tallies.GetProperty(one.First).GetProperty("last_vote");
            var last = one.Second.Until(one.Second.Length).ToLookup(vote => vote.Choice);
            Assert.Equal(
                [told.GetProperty("agree").GetInt32(), told.GetProperty("disagree").GetInt32(), told.GetProperty("pass").GetInt32()],
                [last[1].Count(), last[2].Count(), last[3].Count()]);
        });
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task When_it_is_through_another_begins_with_the_same_code_and_old_ones_go(Engine engine)
    {
        var clock = new FakeClock();
        await using var app = await Start(engine, clock);
        var codes = new HashSet<string>();
        for (var i = 0; i < DemoForum.KeptForums + 2; i++)
        {
            var open = await Run(app, clock, until: forum => forum.State == ForumState.Open);
            codes.Add(open.Code!);
            Assert.Equal(ActAnswer.Done, await app.Get<RoomActs>().End(new HostAct(ForumActs.Program, open.Id, open.Version), None));
            clock.Advance(TimeSpan.FromMinutes(2));
        }
        await app.Get<DemoForum>().Step(None);
        Assert.Single(codes);
        Assert.Equal(DemoForum.KeptForums + 1, await Scalar(app, "SELECT COUNT(*) FROM forum"));
        Assert.Equal(DemoForum.KeptForums + 1, await Scalar(app, "SELECT COUNT(DISTINCT forum_id) FROM poll"));
    }

    [Fact]
    public async Task Who_looks_is_led_in_told_whose_votes_these_are_and_may_vote_too()
    {
        var clock = new FakeClock();
        await using var app = await Start(Engine.Sqlite, clock);
        var forum = await Run(app, clock, until: forum => forum.ShownPoll is not null);
        using var visitor = app.Visitor();
        await Eventually.Holds(() => Task.FromResult(app.Get<OpenForum>().Now is { Code: not null }));
        var home = await visitor.GetStringAsync("/en");
        Assert.Contains($"href=\"/f/{forum.Code}?lang=en\"", home, StringComparison.Ordinal);
        Assert.Contains($"href=\"/f/{forum.Code}/projector\"", home, StringComparison.Ordinal);
        foreach (var page in new[] { $"/f/{forum.Code}", $"/f/{forum.Code}/projector", $"/f/{forum.Code}/text" })
            Assert.Contains("CC BY 4.0", await visitor.GetStringAsync(page), StringComparison.Ordinal);
        await app.Get<ParticipantStore>().Add("me", forum.Id, "", None);
        Assert.Equal(BallotAnswer.Counted, await app.Get<BallotStore>().Vote(forum.ShownPoll!, "me", "1", SentBallot.Of(1), None));
    }

    [Fact]
    public async Task While_a_host_steers_it_waits()
    {
        var clock = new FakeClock();
        await using var app = await Start(Engine.Sqlite, clock);
        var forum = await Run(app, clock, until: forum => forum.ShownPoll is not null);
        await app.Get<WriteLane>().Write(turn => turn.Connection.ExecuteAsync(
            """
            INSERT INTO staff_member (id, name, name_key, role, language, code_step, created_at)
            VALUES ('h', 'Ada', 'ada', 'host', '', 0, 0)
            """));
        await app.Get<RoomActs>().Notice(new HostAct(new Actor("h", "Ada"), forum.Id, forum.Version), "Back at eight", None);
        clock.Advance(TimeSpan.FromMinutes(4));
        await app.Get<DemoForum>().Step(None);
        Assert.Equal(1, await Scalar(app, "SELECT COUNT(*) FROM poll WHERE state = 'open'"));
        clock.Advance(TimeSpan.FromMinutes(2));
        await app.Get<DemoForum>().Step(None);
        Assert.Equal(0, await Scalar(app, "SELECT COUNT(*) FROM poll WHERE state = 'open'"));
    }

    private static Task<DashboardApp> Start(Engine engine, FakeClock clock) => DashboardApp.Start(engine, with: services =>
    {
        services.AddSingleton<TimeProvider>(clock);
        services.AddDemoForumSteps();
    });

    // Steps of two seconds, until the forum is as it should be.
    private static async Task<Forum> Run(DashboardApp app, FakeClock clock, Func<Forum, bool> until)
    {
        for (var steps = 0; steps < 3000; steps++)
        {
            await app.Get<DemoForum>().Step(None);
            if (await app.Get<DemoForumStore>().Newest(Conversation.Origin, None) is { } forum && until(forum)) return forum;
            clock.Advance(TimeSpan.FromSeconds(2));
        }
        throw new InvalidOperationException("The forum did not come there.");
    }

    private static long Ms(FakeClock clock) => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private static async Task<long> Scalar(DashboardApp app, string sql)
    {
        await using var db = await app.Get<Database>().Read(None);
        return await db.ExecuteScalarAsync<long>(sql);
    }

    private sealed class RecordFactAttribute : FactAttribute
    {
        public static readonly string Truth =
            Path.Combine(TestFolder.Repository, "..", "shared", "data", "polls_polis", "truth.json");

        public RecordFactAttribute() => Skip = File.Exists(Truth) ? null
            : "The record of the conversation (../shared/data/polls_polis) is not on this machine.";
    }
}
