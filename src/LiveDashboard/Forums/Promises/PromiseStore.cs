using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Storage;

namespace LiveDashboard.Forums.Promises;

/// <summary>Reads what was promised.</summary>
public sealed class PromiseStore(Database database)
{
    /// <summary>For how long a forum still hears that a promise was kept or broken.</summary>
    public static readonly TimeSpan Lately = TimeSpan.FromDays(90);

    /// <summary>How many open a forum: more cannot be read in a room.</summary>
    private const int Most = 12;

    /// <summary>All that was promised in a forum, in the order it was given; withdrawn ones only for staff.</summary>
    public async Task<IReadOnlyList<Promise>> Of(string forumId, bool withdrawn, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<Promise>(
            """
            SELECT p.id, p.forum_id, f.name AS forum, p.body, p.owner, p.due_at, p.state, p.reason, p.made_at, p.settled_at
              FROM promise p
              JOIN forum f ON f.id = p.forum_id
             WHERE p.forum_id = @forumId AND (p.state <> 'withdrawn' OR @withdrawn = 1)
             ORDER BY p.made_at, p.id
            """,
            new { forumId, withdrawn = withdrawn ? 1L : 0L })).AsList();
    }

    /// <summary>Those whose day is over and of which nobody has said what became, the longest first.</summary>
    public async Task<IReadOnlyList<Promise>> Late(long now, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<Promise>(
            """
            SELECT p.id, p.forum_id, f.name AS forum, p.body, p.owner, p.due_at, p.state, p.reason, p.made_at, p.settled_at
              FROM promise p
              JOIN forum f ON f.id = p.forum_id
             WHERE p.state = 'open' AND p.due_at <= @now
             ORDER BY p.due_at, p.id
             LIMIT 100
            """,
            new { now })).AsList();
    }

    /// <summary>Those of forums that have ended, for everybody: the newest forum first, and in it in the order they were given.</summary>
    public static async Task<IReadOnlyList<Promise>> Ended(DbConnection db) => (await db.QueryAsync<Promise>(
        """
        SELECT p.id, p.forum_id, f.name AS forum, p.body, p.owner, p.due_at, p.state, p.reason, p.made_at, p.settled_at
          FROM promise p
          JOIN forum f ON f.id = p.forum_id
         WHERE p.state <> 'withdrawn' AND f.state = 'ended' AND f.rehearsal = 0
         ORDER BY f.starts_at DESC, f.id, p.made_at, p.id
         LIMIT 2000
        """)).AsList();

    /// <inheritdoc cref="Opening(DbConnection, Forum)"/>
    public async Task<IReadOnlyList<Promise>> Opening(Forum forum, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await Opening(db, forum);
    }

    /// <summary>What earlier forums were promised, as it stands: the open ones, and those settled lately.</summary>
    /// <param name="forum">The one that it opens.</param>
    public static async Task<IReadOnlyList<Promise>> Opening(DbConnection db, Forum forum) => (await db.QueryAsync<Promise>(
        """
        SELECT p.id, p.forum_id, f.name AS forum, p.body, p.owner, p.due_at, p.state, p.reason, p.made_at, p.settled_at
          FROM promise p
          JOIN forum f ON f.id = p.forum_id
         WHERE p.forum_id <> @Id AND p.made_at < @before AND f.origin = @Origin
           AND (p.state = 'open' OR (p.state IN ('kept', 'broken') AND p.settled_at >= @since))
         ORDER BY CASE p.state WHEN 'open' THEN 0 ELSE 1 END, p.due_at, p.id
         LIMIT @Most
        """,
        new
        {
            forum.Id,
            forum.Origin,
            before = forum.EndedAt ?? long.MaxValue,
            since = (forum.OpenedAt ?? forum.StartsAt) - (long)Lately.TotalMilliseconds,
            Most,
        })).AsList();

    /// <summary>Another text when what opens a forum reads otherwise; "" where it is not what the room sees.</summary>
    public static async Task<string> Scene(DbConnection db, Forum forum)
    {
        if (forum.View != ProjectorView.Promises) return "";
        var text = string.Join('\n', (await Opening(db, forum)).Select(one => $"{one.Id} {one.State} {one.Body} {one.Reason}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
    }
}
