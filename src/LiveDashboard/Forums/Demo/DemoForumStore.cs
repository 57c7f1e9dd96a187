using Dapper;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Storage;

namespace LiveDashboard.Forums.Demo;

/// <summary>The forums that replay a record: the newest of them, and those that nobody needs any more.</summary>
public sealed class DemoForumStore(Database database, WriteLane lane)
{
    // Children first. What became a case of the desk stays there.
    private static readonly string[] Removals =
    [
        "DELETE FROM ballot_text WHERE ballot_id IN (SELECT b.id FROM ballot b JOIN poll p ON p.id = b.poll_id WHERE p.forum_id = @id)",
        "DELETE FROM ballot_choice WHERE ballot_id IN (SELECT b.id FROM ballot b JOIN poll p ON p.id = b.poll_id WHERE p.forum_id = @id)",
        "DELETE FROM ballot WHERE poll_id IN (SELECT id FROM poll WHERE forum_id = @id)",
        "DELETE FROM poll_voter WHERE poll_id IN (SELECT id FROM poll WHERE forum_id = @id)",
        "DELETE FROM poll_tally WHERE poll_id IN (SELECT id FROM poll WHERE forum_id = @id)",
        "DELETE FROM poll_round WHERE poll_id IN (SELECT id FROM poll WHERE forum_id = @id)",
        "DELETE FROM poll_option WHERE poll_id IN (SELECT id FROM poll WHERE forum_id = @id)",
        "DELETE FROM poll WHERE forum_id = @id",
        "DELETE FROM question_support WHERE question_id IN (SELECT id FROM question WHERE forum_id = @id)",
        "DELETE FROM question WHERE forum_id = @id",
        "DELETE FROM promise WHERE forum_id = @id",
        "DELETE FROM participant WHERE forum_id = @id",
        "DELETE FROM forum_act WHERE forum_id = @id",
        "DELETE FROM forum WHERE id = @id",
    ];

    /// <summary>The newest forum of a record; null before the first.</summary>
    public async Task<Forum?> Newest(string origin, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        var id = await db.ExecuteScalarAsync<string?>(
            "SELECT id FROM forum WHERE origin = @origin ORDER BY made_at DESC, id LIMIT 1", new { origin });
        return id is null ? null : await ForumStore.Read(db, id);
    }

    /// <summary>Removes the ended forums of a record but the newest, each whole or not at all.</summary>
    /// <param name="kept">How many ended ones stay, for who still reads their results.</param>
    public async Task Forget(string origin, int kept, CancellationToken ct)
    {
        IReadOnlyList<string> old;
        await using (var db = await database.Read(ct))
            old = (await db.QueryAsync<string>(
                """
                SELECT id
                  FROM forum
                 WHERE origin = @origin AND state = 'ended'
                 ORDER BY ended_at DESC, id
                 LIMIT 1000 OFFSET @kept
                """,
                new { origin, kept })).AsList();
        foreach (var id in old)
            await lane.Write(async turn =>
            {
                foreach (var removal in Removals) await turn.Connection.ExecuteAsync(removal, new { id });
            }, ct);
    }
}
