using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using LiveDashboard.Storage;

namespace LiveDashboard.Forums.Questions;

/// <summary>Reads questions: what everybody may see, what is one's own, and all for moderators.</summary>
public sealed class QuestionStore(Database database)
{
    /// <summary>How many a list holds at most.</summary>
    private const int Most = 500;

    /// <summary>What the projector shows: the one on stage, and of the others those that most want answered.</summary>
    public async Task<OnProjector> Projector(string forumId, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await Projector(db, forumId);
    }

    /// <inheritdoc cref="Projector(string, CancellationToken)"/>
    public static async Task<OnProjector> Projector(DbConnection db, string forumId)
    {
        var seen = await For(db, forumId, "");
        return new OnProjector(
            seen.FirstOrDefault(one => one.State == QuestionState.Stage),
            [.. seen.Where(one => one.State is QuestionState.Live or QuestionState.Writing).Take(OnProjector.Top)],
            seen.Count);
    }

    /// <summary>All of a forum, for moderators: those that wait in the order they came, the others by support.</summary>
    public async Task<IReadOnlyList<AskedQuestion>> List(string forumId, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<AskedQuestion>(
            """
            SELECT q.id, q.participant_id AS asker, q.body, q.original, q.state, q.was, q.reason, q.merged_into, q.asked_at,
                   q.moved_at, q.case_reference,
                   (SELECT COUNT(*) FROM question_support s WHERE s.question_id = q.id) + 1 AS support
              FROM question q
             WHERE q.forum_id = @forumId
             ORDER BY CASE q.state WHEN 'pending' THEN 0 ELSE 1 END, support DESC, q.asked_at, q.id
             LIMIT @Most
            """,
            new { forumId, Most })).AsList();
    }

    /// <summary>What a participant may see: what everybody sees, and all of one's own.</summary>
    /// <param name="participantId">"" is nobody.</param>
    public static async Task<IReadOnlyList<AskedQuestion>> For(DbConnection db, string forumId, string participantId) =>
        (await db.QueryAsync<AskedQuestion>(
            """
            SELECT q.id, q.body, q.original, q.state, q.reason, q.asked_at, q.case_reference,
                   (SELECT COUNT(*) FROM question_support s WHERE s.question_id = q.id) + 1 AS support,
                   CAST(CASE WHEN q.participant_id = @participantId THEN 1 ELSE 0 END AS BIGINT) AS mine,
                   (SELECT COUNT(*)
                      FROM question_support s
                     WHERE s.question_id = q.id AND s.participant_id = @participantId) AS supported
              FROM question q
             WHERE q.forum_id = @forumId
               AND (q.participant_id = @participantId OR q.state IN ('live', 'stage', 'answered', 'writing'))
             ORDER BY CASE q.state WHEN 'stage' THEN 0 WHEN 'answered' THEN 2 ELSE 1 END, support DESC, q.asked_at, q.id
             LIMIT @Most
            """,
            new { forumId, participantId, Most })).AsList();

    /// <summary>
    /// Another text when another question can be seen or one has moved; of how many support them it says nothing.
    /// </summary>
    public static async Task<string> Scene(DbConnection db, string forumId)
    {
        var seen = (await db.QueryAsync<(string Id, string State, string Body)>(
            """
            SELECT id, state, body
              FROM question
             WHERE forum_id = @forumId AND state IN ('live', 'stage', 'answered', 'writing')
             ORDER BY id
            """,
            new { forumId })).AsList();
        if (seen.Count == 0) return "-";
        var text = string.Join('\n', seen.Select(one => $"{one.Id} {one.State} {one.Body}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
    }
}

/// <summary>The questions on the projector; <c>_OnProjector.cshtml</c> shows them.</summary>
/// <param name="Stage">Being answered now; null: none.</param>
/// <param name="Next">Those that most want answered.</param>
/// <param name="All">How many can be seen.</param>
public sealed record OnProjector(AskedQuestion? Stage, IReadOnlyList<AskedQuestion> Next, int All)
{
    public const int Top = 5;
}
