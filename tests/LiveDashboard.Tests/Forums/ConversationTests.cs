using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using Microsoft.Extensions.DependencyInjection;

namespace LiveDashboard.Tests.Forums;

/// <summary>
/// Real conversations, replayed vote by vote over HTTP in the order of their time while the program is killed: what stands
/// after each quarter is what was worked out elsewhere. DASHBOARD_CONVERSATIONS=all replays the three large ones too.
/// </summary>
public sealed class ConversationTests
{
    [ConversationTheory, OnSqlite, OnPostgres]
    public async Task Every_standing_of_a_replay_is_the_records_however_often_the_program_is_killed(Engine engine)
    {
        foreach (var name in Conversations.Names) await Replay(engine, name);
    }

    private static async Task Replay(Engine engine, string name)
    {
        var votes = Conversations.Votes(name);
        await using var data = await RunData.New(engine);
        var polls = await Open(data, votes.Select(vote => vote.Comment).Distinct());
        await using var room = await ReplayedRoom.Open(data, polls);
        var done = 0;
        foreach (var (standing, rows) in Conversations.Standings(name))
        {
            await room.Replay(votes[done..rows], done);
            done = rows;
            Assert.Equal(standing, await Tallied(data, polls, standing.Keys));
        }
        Assert.Equal(votes.Length, done);
        Assert.Equal(4, room.Kills);
    }

    /// <summary>A forum for each comment, as a forum has one poll open at a time and people voted on all at once.</summary>
    private static async Task<Dictionary<string, ReplayedPoll>> Open(RunData data, IEnumerable<string> comments)
    {
        await using var app = Dashboard.Build(
        [
            "--Data:Folder", data.Folder, "--ConnectionStrings:Dashboard", data.Server ?? "", "--Logging:LogLevel:Default", "None",
            "--Provider:TimeZone", "Europe/London",
        ]);
        await Dashboard.PrepareStorage(app);
        var forums = app.Services.GetRequiredService<ForumStore>();
        var polls = new Dictionary<string, ReplayedPoll>();
        foreach (var comment in comments)
        {
            var forum = await forums.Make(ForumSite.Host, comment, "en", DateTimeOffset.UtcNow, CancellationToken.None);
            async Task<HostAct> Act() =>
                new(ForumSite.Host, forum.Id, (await forums.Find(forum.Id, CancellationToken.None))!.Version);
            var id = BallotId.New();
            var draft = ForumSite.Draft(PollKind.One, "Agree", "Disagree", "Pass");
            await app.Services.GetRequiredService<RoomActs>().Begin(await Act(), CancellationToken.None);
            await app.Services.GetRequiredService<PollDrafts>().Add(await Act(), id, draft, CancellationToken.None);
            Assert.Equal(
                ActAnswer.Done, await app.Services.GetRequiredService<PollActs>().Open(await Act(), id, null, CancellationToken.None));
            polls[comment] = new ReplayedPoll(forum.Code!, id);
        }
        return polls;
    }

    private static Task<SortedDictionary<string, string>> Tallied(
        RunData data, Dictionary<string, ReplayedPoll> polls, IEnumerable<string> comments) => data.Read(async database =>
    {
        await using var db = await database.Read(CancellationToken.None);
        var tallied = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var comment in comments)
        {
            var counts = (await PollTally.Read(db, polls[comment].PollId, 1)).ToDictionary(row => row.Choice, row => row.N);
            tallied[comment] = Conversations.Standing(
                counts.GetValueOrDefault(1), counts.GetValueOrDefault(2), counts.GetValueOrDefault(3));
            Assert.Equal(counts.Where(one => one.Key > 0).Sum(one => one.Value), counts.GetValueOrDefault(PollTally.Ballots));
        }
        return tallied;
    });
}
