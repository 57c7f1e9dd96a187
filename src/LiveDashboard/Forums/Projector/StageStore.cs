using System.Data.Common;
using Dapper;
using LiveDashboard.Figures;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Promises;
using LiveDashboard.Forums.Questions;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Forums.Texts;
using LiveDashboard.Storage;

namespace LiveDashboard.Forums.Projector;

/// <summary>What the room sees at one instant. Of a result that is not to be seen there is nothing in it.</summary>
/// <param name="Poll">The one that is shown; null: none.</param>
/// <param name="Number">Of the poll on the run sheet, from 1.</param>
/// <param name="Of">How many polls there are.</param>
/// <param name="Here">How many have joined.</param>
/// <param name="Ballots">Of the poll, in its round.</param>
/// <param name="Written">See <see cref="ForumScene.Written"/>.</param>
public sealed record Stage(
    Forum Forum, Poll? Poll, long Number, long Of, long Here, long Ballots, ShownResult? Result, string Written)
{
    public string Scene => ForumScene.Of(Forum, Poll, Written, Result is not null && Poll?.State == PollState.Open);

    /// <summary>One of <see cref="ProjectorView"/>.</summary>
    public string View => Forum.View == ProjectorView.Poll && Poll is null ? ProjectorView.Join : Forum.View;
}

/// <summary>What is on the projector.</summary>
/// <param name="Now">As things stand: its scene is what pages wait for.</param>
/// <param name="Shown">What is seen: another moment while the projector is frozen.</param>
public sealed record Sight(Stage Now, Stage Shown, OnProjector Asked, IReadOnlyList<Promise> Promises);

/// <summary>A result that may be seen.</summary>
/// <param name="TooFew">Fewer ballots than are ever shown: there are no rows.</param>
/// <param name="Counted">By hand or on paper: the source, and its counts by choice.</param>
public sealed record ShownResult(PollResult Result, bool TooFew, IReadOnlyList<CountedSource> Counted)
{
    /// <summary>What people wrote, as far as a moderator approved it; of other kinds nothing.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>Leaves out what too few people stand behind.</summary>
    public static async Task<ShownResult> Of(DbConnection db, Poll poll, long round, PollResult result, PublicationRules rules)
    {
        var tooFew = result.Ballots < rules.K && poll.SmallRoom == 0;
        var counted = (await PollTally.Read(db, poll.Id, round)).Where(row => row.Source != PollTally.Phones)
            .GroupBy(row => row.Source).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Where(group => poll.SmallRoom == 1 || group.Sum(row => row.N) >= rules.K)
            .Select(group => new CountedSource(group.Key, group.ToDictionary(row => row.Choice, row => row.N)));
        return new ShownResult(
            tooFew ? new PollResult([], result.Ballots, 0, null, null, null) : result, tooFew, [.. counted])
        {
            Texts = tooFew || poll.Kind != PollKind.Text ? [] : await TextStore.Shown(db, poll.Id, round),
        };
    }
}

/// <summary>What was counted in the room, by choice.</summary>
public sealed record CountedSource(string Source, IReadOnlyDictionary<long, long> Counts);

/// <summary>Reads what the room sees.</summary>
public sealed class StageStore(Database database, PublicationRules rules)
{
    /// <summary>What the room is to see now.</summary>
    public async Task<Stage> Read(string forumId, CancellationToken ct)
    {
        await using var snapshot = await database.ReadSnapshot(ct);
        return await Read(snapshot.Connection, forumId);
    }

    /// <summary>What is on the projector: the present, or the picture that is frozen, as far as it may still be seen.</summary>
    public async Task<Sight> See(string forumId, CancellationToken ct)
    {
        await using var snapshot = await database.ReadSnapshot(ct);
        var db = snapshot.Connection;
        var now = await Read(db, forumId);
        if (now.Forum.Cover == Cover.Frozen && await FrozenPicture.Read(db, now.Forum) is { } picture)
            return new Sight(now, picture.Stage, picture.Asked, picture.Promises);
        return new Sight(
            now, now, await QuestionStore.Projector(db, forumId), await PromiseStore.Opening(db, now.Forum));
    }

    /// <summary>The present in a transaction that may do more.</summary>
    public async Task<Stage> Read(DbConnection db, string forumId)
    {
        var forum = (await ForumStore.Read(db, forumId))!;
        var poll = forum.ShownPoll is { } shown ? await PollStore.Read(db, shown) : null;
        var (number, of, here) = await db.QuerySingleAsync<(long, long, long)>(
            """
            SELECT (SELECT COUNT(*) FROM poll WHERE forum_id = @forumId AND place <= @place) AS number,
                   (SELECT COUNT(*) FROM poll WHERE forum_id = @forumId) AS polls,
                   (SELECT COUNT(*) FROM participant WHERE forum_id = @forumId AND banned_at IS NULL) AS here
            """,
            new { forumId, place = poll?.Place ?? 0 });
        var ballots = poll is null ? 0 : await Ballots(db, poll);
        return new Stage(
            forum, poll, number, of, here, ballots, poll is null ? null : await Result(db, poll),
            await ForumScene.Written(db, forum, poll));
    }

    /// <summary>How many have voted in the poll's round.</summary>
    public static async Task<long> Ballots(DbConnection db, Poll poll) => (await PollTally.Read(db, poll.Id, poll.Round))
        .Where(row => row.Source == PollTally.Phones && row.Choice == PollTally.Ballots).Sum(row => row.N);

    private async Task<ShownResult?> Result(DbConnection db, Poll poll)
    {
        if (poll.State == PollState.Revealed
            && await FrozenResult.Shown(db, poll, poll.Round) is { } frozen)
            return await ShownResult.Of(db, poll, poll.Round, frozen, rules);
        if (poll is not { State: PollState.Open, Live: 1 }) return null;
        var shown = await ShownResult.Of(db, poll, poll.Round, await PollResult.Measure(db, poll, poll.Round), rules);
        return shown.TooFew ? null : shown;
    }
}
