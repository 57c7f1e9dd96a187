using Dapper;
using LiveDashboard.Figures;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Projector;
using LiveDashboard.Forums.Promises;
using LiveDashboard.Forums.Questions;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Forums.Texts;
using LiveDashboard.Storage;

namespace LiveDashboard.Forums.Taking;

/// <summary>Somebody in a forum.</summary>
public sealed record Taker
{
    public string Id { get; init; } = "";
    public string Name { get; init; } = "";
    public long? BannedAt { get; init; }
    /// <summary>When the room's code was typed; null: it was not.</summary>
    public long? InRoomAt { get; init; }
}

/// <summary>What a participant's page shows, all of one moment.</summary>
/// <param name="Me">Null: not in.</param>
/// <param name="Poll">What is on, if anything is.</param>
/// <param name="Number">Of the poll on the run sheet, from 1.</param>
/// <param name="Result">When it may be seen; null otherwise.</param>
/// <param name="Ballots">Of the poll.</param>
public sealed record Room(
    Forum Forum, string Scene, Taker? Me, long Here, Poll? Poll, long Number, long Polls, OwnBallot Own, PollResult? Result,
    long Ballots, IReadOnlyList<AskedQuestion> Questions)
{
    /// <summary>What earlier forums were promised, where it is what the room sees.</summary>
    public IReadOnlyList<Promise> Promises { get; init; } = [];

    /// <summary>What people wrote, as far as a moderator approved it and the result may be seen.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];
}

/// <summary>Reads a participant's page in one snapshot.</summary>
public sealed class RoomReader(Database database, PublicationRules rules)
{
    public async Task<Room> Read(string forumId, string? participantId, CancellationToken ct)
    {
        await using var snapshot = await database.ReadSnapshot(ct);
        var db = snapshot.Connection;
        var forum = (await ForumStore.Read(db, forumId))!;
        var me = participantId is null ? null : await db.QuerySingleOrDefaultAsync<Taker?>(
            "SELECT id, name, banned_at, in_room_at FROM participant WHERE id = @participantId AND forum_id = @forumId",
            new { participantId, forumId });
        var here = await db.ExecuteScalarAsync<long>(
            "SELECT COUNT(*) FROM participant WHERE forum_id = @forumId AND banned_at IS NULL", new { forumId });
        var shown = forum.ShownPoll is { } id ? await PollStore.Read(db, id) : null;
        var ballots = shown is null ? 0 : await StageStore.Ballots(db, shown);
        var ticks = shown is { Live: 1, State: PollState.Open } && (ballots >= rules.K || shown.SmallRoom == 1);
        var scene = ForumScene.Of(forum, shown, await ForumScene.Written(db, forum, shown), ticks);
        var questions = me is null ? [] : await QuestionStore.For(db, forumId, me.Id);
        // An open poll can be voted in whatever the big screen shows.
        var poll = shown is { State: PollState.Open } || (forum.View == ProjectorView.Poll
            && shown is { State: PollState.Closed or PollState.Revealed }) ? shown : null;
        if (me is null || poll is null)
            return new Room(forum, scene, me, here, null, 0, 0, OwnBallot.None, null, 0, questions)
            {
                Promises = me is not null && forum.View == ProjectorView.Promises ? await PromiseStore.Opening(db, forum) : [],
            };
        var (number, polls) = await db.QuerySingleAsync<(long, long)>(
            """
            SELECT (SELECT COUNT(*) FROM poll WHERE forum_id = @ForumId AND place <= @Place),
                   (SELECT COUNT(*) FROM poll WHERE forum_id = @ForumId)
            """,
            new { poll.ForumId, poll.Place });
        var own = await OwnBallot.Read(db, poll, me.Id);
        var enough = ballots >= rules.K || poll.SmallRoom == 1;
        var result = !enough ? null
            : poll.State == PollState.Revealed ? await FrozenResult.Shown(db, poll, poll.Round)
            : poll is { State: PollState.Open, Live: 1 } && own.HasVoted ? await PollResult.Measure(db, poll, poll.Round) : null;
        return new Room(forum, scene, me, here, poll, number, polls, own, result, ballots, questions)
        {
            Texts = result is null || poll.Kind != PollKind.Text ? [] : await TextStore.Shown(db, poll.Id, poll.Round),
        };
    }

    /// <summary>The forums that ended lately, the newest first: a phone that was in one is told so.</summary>
    public async Task<IReadOnlyList<string>> Ended(long since, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<string>(
            "SELECT id FROM forum WHERE state = 'ended' AND ended_at >= @since ORDER BY ended_at DESC LIMIT 20", new { since })).AsList();
    }
}
