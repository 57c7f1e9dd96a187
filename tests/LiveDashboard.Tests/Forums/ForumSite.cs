using Dapper;
using LiveDashboard.Figures.Measuring;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;
using Microsoft.Extensions.DependencyInjection;

namespace LiveDashboard.Tests.Forums;

/// <summary>The program with a forum, under a clock that stands.</summary>
public sealed class ForumSite(DashboardApp app, FakeClock clock, string forumId) : IAsyncDisposable
{
    public static readonly Actor Host = new("h", "Ada");
    private static readonly CancellationToken None = CancellationToken.None;

    public DashboardApp App => app;
    public FakeClock Clock => clock;
    public string ForumId => forumId;

    /// <param name="begun">Whether people can join and vote.</param>
    public static async Task<ForumSite> Start(Engine engine = Engine.Sqlite, bool begun = true)
    {
        var clock = new FakeClock();
        var app = await DashboardApp.Start(engine, with: services => services.AddSingleton<TimeProvider>(clock));
        var forum = await app.Get<ForumStore>().Make(Host, "Night patrols", "en", clock.GetUtcNow(), None);
        await app.Get<FigureBeat>().MeasureAll(None); // its board, before anybody asks for it
        var site = new ForumSite(app, clock, forum.Id);
        if (begun) Assert.Equal(ActAnswer.Done, await app.Get<RoomActs>().Begin(await site.Act(), None));
        return site;
    }

    /// <summary>An act on the state as it is now.</summary>
    public async Task<HostAct> Act() => new(Host, forumId, (await app.Get<ForumStore>().Find(forumId, None))!.Version);

    public static PollDraft Draft(string kind = PollKind.One, params string[] options) => new(
        kind, "Which hours worry you most?", options.Length > 0 || !PollKind.HasOptions(kind) ? options : ["Early", "Late", "Never"],
        kind == PollKind.Rating ? 1 : 0, kind switch { PollKind.Rating => 5, PollKind.Points => 100, PollKind.Number => 100, PollKind.Scale => 10, PollKind.Ranking => 3, PollKind.Words => 3, PollKind.Multiple => 2, _ => 1 },
        "", Named: false, Changeable: true, Live: false, SmallRoom: false);

    /// <summary>A poll on the run sheet; opened unless said otherwise.</summary>
    public async Task<string> Poll(PollDraft? draft = null, bool open = true, int? seconds = null)
    {
        var id = BallotId.New();
        Assert.Equal(ActAnswer.Done, await app.Get<PollDrafts>().Add(await Act(), id, draft ?? Draft(), None));
        if (open) Assert.Equal(ActAnswer.Done, await app.Get<PollActs>().Open(await Act(), id, seconds, None));
        return id;
    }

    /// <summary>Somebody who has joined.</summary>
    public async Task<string> Participant()
    {
        var id = BallotId.New();
        await app.Get<WriteLane>().Write(turn => turn.Connection.ExecuteAsync(
            "INSERT INTO participant (id, forum_id, name, joined_at) VALUES (@id, @forumId, '', 0)", new { id, forumId }));
        return id;
    }

    public Task<BallotAnswer> Vote(string poll, string participant, SentBallot ballot, string? sent = null) =>
        app.Get<BallotStore>().Vote(poll, participant, sent ?? BallotId.New(), ballot, None);

    public Task<BallotAnswer> Vote(string poll, string participant, params long[] choices) =>
        Vote(poll, participant, SentBallot.Of(choices));

    public async Task<ActAnswer> Close(string poll) => await app.Get<PollActs>().Close(await Act(), poll, None);
    public async Task<ActAnswer> Reveal(string poll) => await app.Get<PollActs>().Reveal(await Act(), poll, None);

    public async Task<PollResult> Result(string poll)
    {
        await using var db = await app.Get<Database>().Read(None);
        var read = (await PollStore.Read(db, poll))!;
        return await PollResult.Measure(db, read, read.Round);
    }

    public async Task<T?> Scalar<T>(string sql)
    {
        await using var db = await app.Get<Database>().Read(None);
        return await db.ExecuteScalarAsync<T>(sql);
    }

    /// <summary>Whether the tallies are what the ballots say, by other statements than those that keep them.</summary>
    public Task<long> Differences() => Scalar<long>(
        """
        SELECT COUNT(*)
          FROM poll_tally t
          JOIN poll p ON p.id = t.poll_id
         WHERE t.n <> (SELECT COUNT(*)
                         FROM ballot b
                        WHERE b.poll_id = t.poll_id AND b.round = t.round
                          AND (t.choice = 0
                               OR (t.choice = -1 AND NOT EXISTS (SELECT 1 FROM ballot_choice c WHERE c.ballot_id = b.id))
                               OR EXISTS (SELECT 1 FROM ballot_choice c WHERE c.ballot_id = b.id AND c.choice = t.choice)))
        """);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
