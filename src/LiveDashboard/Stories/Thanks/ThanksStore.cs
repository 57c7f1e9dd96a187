using System.Data.Common;
using Dapper;
using LiveDashboard.Storage;

namespace LiveDashboard.Stories.Thanks;

/// <summary>
/// Thanks for stories: one of each voice by the database's key, and counted in a table in the same transaction.
/// </summary>
public sealed class ThanksStore(Database database, WriteLane lane)
{
    /// <summary>Says thanks, once however often it is said.</summary>
    /// <returns>False when nothing changed: it was said before, or the story is not public.</returns>
    public Task<bool> Give(string storyId, string voice, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        return lane.Write(async turn => await turn.Connection.ExecuteAsync(
            """
            INSERT INTO story_thank (story_id, voice)
            SELECT id, @voice FROM story WHERE id = @storyId AND state = 'published'
                ON CONFLICT (story_id, voice) DO NOTHING
            """,
            new { storyId, voice }) > 0 && await Count(turn.Connection, storyId, 1), ct);
    }

    /// <summary>Takes it back.</summary>
    /// <returns>False when there was nothing to take back.</returns>
    public Task<bool> TakeBack(string storyId, string voice, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        return lane.Write(async turn => await turn.Connection.ExecuteAsync(
            "DELETE FROM story_thank WHERE story_id = @storyId AND voice = @voice",
            new { storyId, voice }) > 0 && await Count(turn.Connection, storyId, -1), ct);
    }

    public async Task<bool> Has(string storyId, string voice, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await db.ExecuteScalarAsync<long>(
            "SELECT COUNT(*) FROM story_thank WHERE story_id = @storyId AND voice = @voice", new { storyId, voice }) > 0;
    }

    /// <summary>How many thanks each published story has.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> Counts(DbConnection db) =>
        (await db.QueryAsync<(string Id, long N)>(
            """
            SELECT s.id, COALESCE(t.n, 0)
              FROM story s
              LEFT JOIN story_thanks t ON t.story_id = s.id
             WHERE s.state = 'published'
             ORDER BY s.id
            """)).ToDictionary(row => row.Id, row => row.N);

    private static async Task<bool> Count(DbConnection db, string storyId, long more)
    {
        await db.ExecuteAsync(
            """
            INSERT INTO story_thanks (story_id, n) VALUES (@storyId, @more)
                ON CONFLICT (story_id) DO UPDATE SET n = story_thanks.n + excluded.n
            """,
            new { storyId, more });
        return true;
    }
}
