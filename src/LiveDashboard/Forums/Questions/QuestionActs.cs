using System.Data.Common;
using Dapper;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;

namespace LiveDashboard.Forums.Questions;

/// <summary>
/// What moderators do with a question. Each act names the state that the page showed: of two who press at once, one is
/// told that the other was quicker.
/// </summary>
public sealed class QuestionActs(WriteLane lane, ForumSignal signal, ForumClock clock, StaffClock staff)
{
    /// <summary>How long a move can be taken back.</summary>
    public static readonly TimeSpan TakeBack = TimeSpan.FromSeconds(10);

    private static readonly Dictionary<string, string[]> From = new()
    {
        [QuestionState.Live] = [QuestionState.Pending, QuestionState.Stage, QuestionState.Declined],
        [QuestionState.Stage] = [QuestionState.Live, QuestionState.Writing],
        [QuestionState.Answered] = [QuestionState.Live, QuestionState.Stage, QuestionState.Writing],
        [QuestionState.Writing] = [QuestionState.Live, QuestionState.Stage],
        [QuestionState.Declined] = [QuestionState.Pending, QuestionState.Live],
    };

    /// <summary>Which states a question can be moved to from this one.</summary>
    public static IEnumerable<string> Next(string state) => From.Where(move => move.Value.Contains(state)).Select(move => move.Key);

    /// <summary>Moves a question. Putting one on stage returns the one that was there to the list.</summary>
    /// <param name="was">The state that the page showed.</param>
    /// <param name="reason">Of declining; else "".</param>
    public Task<ActAnswer> Move(
        Actor actor, string forumId, string questionId, string was, string to, string reason, CancellationToken ct) =>
        Do(actor, forumId, $"question-{to}", questionId, async (db, now) =>
        {
            if (!From.TryGetValue(to, out var from) || !from.Contains(was)) return false;
            if ((to == QuestionState.Declined) != DeclineReason.All.Contains(reason)) return false;
            if (to == QuestionState.Stage)
                await db.ExecuteAsync(
                    "UPDATE question SET state = 'live', was = '', moved_at = @now WHERE forum_id = @forumId AND state = 'stage'",
                    new { forumId, now });
            return await db.ExecuteAsync(
                """
                UPDATE question SET state = @to, was = state, reason = @reason, moved_at = @now
                 WHERE id = @questionId AND forum_id = @forumId AND state = @was
                """,
                new { questionId, forumId, was, to, reason, now }) > 0;
        }, ct);

    /// <summary>Lets another question stand for this one: who supports either then supports that one.</summary>
    public Task<ActAnswer> Merge(Actor actor, string forumId, string questionId, string was, string into, CancellationToken ct) =>
        Do(actor, forumId, "question-merged", questionId, async (db, now) =>
        {
            var given = new { questionId, forumId, was, into, now };
            if (was is not (QuestionState.Pending or QuestionState.Live) || questionId == into || await db.ExecuteAsync(
                """
                UPDATE question SET state = 'merged', was = state, merged_into = @into, moved_at = @now
                 WHERE id = @questionId AND forum_id = @forumId AND state = @was
                   AND EXISTS (SELECT 1
                                 FROM question m
                                WHERE m.id = @into AND m.forum_id = @forumId AND m.state IN ('live', 'stage', 'writing'))
                """, given) == 0) return false;
            await db.ExecuteAsync(
                """
                INSERT INTO question_support (question_id, participant_id, via)
                SELECT @into, v.participant_id, @questionId
                  FROM (SELECT participant_id FROM question_support WHERE question_id = @questionId
                         UNION
                        SELECT participant_id FROM question WHERE id = @questionId) v
                 WHERE v.participant_id <> (SELECT m.participant_id FROM question m WHERE m.id = @into)
                    ON CONFLICT (question_id, participant_id) DO NOTHING
                """, given);
            return true;
        }, ct);

    /// <summary>Takes the last move of a question back, for a few seconds; its support stays.</summary>
    public Task<ActAnswer> Undo(Actor actor, string forumId, string questionId, CancellationToken ct) =>
        Do(actor, forumId, "question-undone", questionId, async (db, now) =>
        {
            var given = new { questionId, forumId, now, since = now - (long)TakeBack.TotalMilliseconds };
            // One stage, and it may be taken by now.
            if (await db.ExecuteAsync(
                """
                UPDATE question
                   SET state = was, was = '', merged_into = NULL, reason = '', moved_at = @now
                 WHERE id = @questionId AND forum_id = @forumId AND was <> '' AND moved_at >= @since AND case_reference = ''
                   AND (was <> 'stage' OR NOT EXISTS (SELECT 1 FROM question o WHERE o.forum_id = @forumId AND o.state = 'stage'))
                """, given) == 0) return false;
            await db.ExecuteAsync("DELETE FROM question_support WHERE via = @questionId", given);
            return true;
        }, ct);

    /// <summary>Corrects what a question says. What was written is kept, and everybody sees that it was edited.</summary>
    public Task<ActAnswer> Edit(Actor actor, string forumId, string questionId, string was, string body, CancellationToken ct) =>
        Do(actor, forumId, "question-edited", questionId, async (db, now) =>
            body.Length is >= AskStore.Shortest and <= AskStore.Longest && !body.Any(char.IsControl) && await db.ExecuteAsync(
                """
                UPDATE question
                   SET original = CASE original WHEN '' THEN body ELSE original END, body = @body
                 WHERE id = @questionId AND forum_id = @forumId AND state = @was AND body <> @body AND case_reference = ''
                """,
                new { questionId, forumId, was, body }) > 0, ct);

    private async Task<ActAnswer> Do(
        Actor actor, string forumId, string kind, string questionId, Func<DbConnection, long, Task<bool>> work, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        var now = clock.NowMs;
        try
        {
            await lane.Write(async turn =>
            {
                // Holds the forum until the commit, so that there is one stage, and no move beside the end.
                await turn.Connection.ExecuteAsync("UPDATE forum SET version = version WHERE id = @forumId", new { forumId });
                if (!await work(turn.Connection, now)) throw new StaleException();
                await AuditStore.Add(turn, staff, actor, AuditKind.ForumAct, forumId, became: $"{kind} {questionId}");
            }, ct);
        }
        catch (StaleException)
        {
            return ActAnswer.Stale;
        }
        signal.Changed(forumId);
        return ActAnswer.Done;
    }

    // Takes back what the act had begun.
    private sealed class StaleException : Exception;
}
