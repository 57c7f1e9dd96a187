using System.Data.Common;
using Dapper;
using LiveDashboard.Storage;

namespace LiveDashboard.Forums.Polls;

/// <summary>Reads polls, and writes them while they are drafts.</summary>
public sealed class PollStore(Database database)
{
    public const int LongestTitle = 120;
    public const int LongestOption = 60;
    public const int MostOptions = 12;

    /// <summary>The polls of a forum, in the order of its run sheet.</summary>
    public async Task<IReadOnlyList<Poll>> List(string forumId, CancellationToken ct)
    {
        await using var snapshot = await database.ReadSnapshot(ct);
        var ids = await snapshot.Connection.QueryAsync<string>(
            "SELECT id FROM poll WHERE forum_id = @forumId ORDER BY place, id", new { forumId });
        var polls = new List<Poll>();
        foreach (var id in ids) polls.Add((await Read(snapshot.Connection, id))!);
        return polls;
    }

    /// <summary>A poll with its options; null when there is none of this id.</summary>
    public static async Task<Poll?> Read(DbConnection db, string pollId)
    {
        var poll = await db.QuerySingleOrDefaultAsync<Poll?>(
            """
            SELECT id, forum_id, place, kind, title, low, high, unit, named, changeable, live, small_room, recountable, tier,
                   state, round, opened_at, closes_at, closed_at, revealed_at
              FROM poll
             WHERE id = @pollId
            """,
            new { pollId });
        return poll is null ? null : poll with
        {
            Options = (await db.QueryAsync<PollOption>(
                "SELECT choice, words FROM poll_option WHERE poll_id = @pollId ORDER BY choice", new { pollId })).AsList(),
        };
    }
}
