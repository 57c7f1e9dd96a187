using System.Data.Common;
using Dapper;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Storage;

namespace LiveDashboard.Forums.Questions;

/// <summary>What became of a question that was asked.</summary>
public enum AskAnswer
{
    /// <summary>It waits for a moderator.</summary>
    Waits,
    /// <summary>Everybody can see it.</summary>
    Seen,
    /// <summary>Too short, too long, or with signs that are no text.</summary>
    Refused,
    /// <summary>Three of this person wait already, or came within a minute.</summary>
    TooMany,
    /// <summary>Nothing is asked now, or not by this person.</summary>
    NotNow,
}

/// <summary>Takes questions, and who wants them answered too.</summary>
public sealed class AskStore(WriteLane lane, ForumSignal signal, ForumClock clock)
{
    public const int Shortest = 3;
    public const int Longest = 300;
    public const int MostPending = 3;

    /// <summary>Asks a question, durably.</summary>
    /// <param name="sent">Of the form: the same again is the same question.</param>
    public async Task<AskAnswer> Ask(
        string forumId, string participantId, string sent, string language, string body, CancellationToken ct)
    {
        var text = body.ReplaceLineEndings(" ").Trim();
        if (text.Length is < Shortest or > Longest || text.Any(char.IsControl)) return AskAnswer.Refused;
        lane.Gate.EnterFromOutside();
        var now = clock.NowMs;
        var given = new { id = BallotId.New(), forumId, participantId, sent, language, text, now, lately = now - 60_000 };
        var answer = await lane.Write(async turn =>
        {
            var db = turn.Connection;
            // Takes the row, so that of two questions sent at once the second counts the first.
            if (await db.ExecuteAsync(
                "UPDATE participant SET name = name WHERE id = @participantId AND forum_id = @forumId AND banned_at IS NULL", given) == 0)
                return AskAnswer.NotNow;
            if (await State(db, given) is { } there) return Said(there);
            if (await db.ExecuteScalarAsync<long>(
                """
                SELECT COUNT(*)
                  FROM question
                 WHERE forum_id = @forumId AND participant_id = @participantId AND (state = 'pending' OR asked_at > @lately)
                """,
                given) >= MostPending) return AskAnswer.TooMany;
            await db.ExecuteAsync(
                """
                INSERT INTO question (id, forum_id, participant_id, sent, language, body, original, state, was, reason, asked_at,
                                      moved_at, case_reference)
                SELECT @id, f.id, @participantId, @sent, @language, @text, '',
                       CASE f.asking WHEN 'open' THEN 'live' ELSE 'pending' END, '', '', @now, @now, ''
                  FROM forum f
                 WHERE f.id = @forumId AND f.state = 'open' AND f.asking IN ('open', 'checked')
                """,
                given);
            return await State(db, given) is { } state ? Said(state) : AskAnswer.NotNow;
        }, ct);
        if (answer == AskAnswer.Seen) signal.Changed(forumId);
        return answer;
    }

    /// <summary>Supports a question or no longer does: once for each person, and not one's own.</summary>
    public async Task Support(string forumId, string participantId, string questionId, bool on, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        var given = new { forumId, participantId, questionId };
        await lane.Write(turn => on
            ? turn.Connection.ExecuteAsync(
                """
                INSERT INTO question_support (question_id, participant_id, via)
                SELECT q.id, p.id, ''
                  FROM question q
                  JOIN forum f ON f.id = q.forum_id AND f.state = 'open' AND f.asking <> 'off'
                  JOIN participant p ON p.id = @participantId AND p.forum_id = f.id AND p.banned_at IS NULL
                 WHERE q.id = @questionId AND q.forum_id = @forumId AND q.participant_id <> p.id
                   AND q.state IN ('live', 'stage', 'writing')
                    ON CONFLICT (question_id, participant_id) DO NOTHING
                """, given)
            : turn.Connection.ExecuteAsync(
                """
                DELETE FROM question_support
                 WHERE question_id = @questionId AND participant_id = @participantId
                   AND EXISTS (SELECT 1
                                 FROM question q
                                 JOIN forum f ON f.id = q.forum_id
                                WHERE q.id = @questionId AND f.id = @forumId AND f.state = 'open' AND f.asking <> 'off')
                """, given), ct);
        signal.Changed(forumId);
    }

    private static Task<string?> State(DbConnection db, object given) => db.ExecuteScalarAsync<string?>(
        "SELECT state FROM question WHERE forum_id = @forumId AND participant_id = @participantId AND sent = @sent", given);

    private static AskAnswer Said(string state) => QuestionState.IsSeen(state) ? AskAnswer.Seen : AskAnswer.Waits;
}
