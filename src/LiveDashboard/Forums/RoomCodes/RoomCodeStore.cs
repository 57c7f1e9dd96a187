using System.Data.Common;
using Dapper;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Storage;

namespace LiveDashboard.Forums.RoomCodes;

/// <summary>What became of letters that somebody typed.</summary>
public enum RoomAnswer
{
    In,
    Wrong,
    /// <summary>Too many were wrong: these were not looked at.</summary>
    Often,
}

/// <summary>Lets people in whom the hall's screen told its code.</summary>
public sealed class RoomCodeStore(Database database, WriteLane lane, RoomCodeLimit limit, ForumClock clock)
{
    /// <summary>What a forum's codes are made of; "" while no poll of it asks for one, or when it is not open.</summary>
    public async Task<string> Key(string forumId, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await db.ExecuteScalarAsync<string?>(
            "SELECT room_key FROM forum WHERE id = @forumId AND state = 'open'", new { forumId }) ?? "";
    }

    /// <summary>Gives a forum its key, with the first of its polls that asks for the room's code.</summary>
    public static Task Prepare(DbConnection db, string forumId) => db.ExecuteAsync(
        "UPDATE forum SET room_key = @key WHERE id = @forumId AND room_key = ''", new { forumId, key = RoomCode.NewKey() });

    /// <summary>Notes that somebody is in the room, once for the whole forum.</summary>
    public async Task<RoomAnswer> Enter(HttpContext http, string forumId, string participantId, string? typed, CancellationToken ct)
    {
        if (limit.IsReached(http, participantId)) return RoomAnswer.Often;
        if (!RoomCode.IsRight(await Key(forumId, ct), typed, clock.NowMs))
        {
            limit.Count(http, participantId);
            return RoomAnswer.Wrong;
        }
        lane.Gate.EnterFromOutside();
        await lane.Write(turn => turn.Connection.ExecuteAsync(
            "UPDATE participant SET in_room_at = @now WHERE id = @participantId AND forum_id = @forumId AND in_room_at IS NULL",
            new { participantId, forumId, now = clock.NowMs }), ct);
        return RoomAnswer.In;
    }
}
