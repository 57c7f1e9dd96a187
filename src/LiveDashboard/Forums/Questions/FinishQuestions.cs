using Dapper;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;

namespace LiveDashboard.Forums.Questions;

/// <summary>Nothing that people asked in front of everybody is lost: what was not answered there becomes a case.</summary>
public sealed class FinishQuestions(WriteLane lane, ForumSignal signal, IQuestionCases cases, StaffClock staff)
{
    /// <summary>
    /// Opens a case for each question of an ended forum that was seen and not answered; each once, however often this
    /// runs. Their state becomes <c>writing</c>.
    /// </summary>
    /// <returns>How many were opened; null when the forum has not ended.</returns>
    public async Task<int?> Finish(Actor actor, string forumId, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        var opened = await lane.Write<int?>(async turn =>
        {
            var db = turn.Connection;
            // Takes the row: somebody who finishes it at once waits, and finds nothing left.
            if (await db.ExecuteAsync(
                "UPDATE forum SET version = version WHERE id = @forumId AND state = 'ended'", new { forumId }) == 0) return null;
            var open = (await db.QueryAsync<OpenQuestion>(
                """
                SELECT id, body, language, asked_at
                  FROM question
                 WHERE forum_id = @forumId AND state IN ('live', 'stage', 'writing') AND case_reference = ''
                 ORDER BY asked_at, id
                """,
                new { forumId })).AsList();
            foreach (var question in open)
            {
                var reference = await cases.Open(
                    turn, question.Body, question.Language, DateTimeOffset.FromUnixTimeMilliseconds(question.AskedAt));
                await db.ExecuteAsync(
                    "UPDATE question SET state = 'writing', was = '', case_reference = @reference WHERE id = @Id",
                    new { question.Id, reference });
            }
            if (open.Count > 0)
                await AuditStore.Add(turn, staff, actor, AuditKind.ForumAct, forumId, became: $"questions-finished {open.Count}");
            return open.Count;
        }, ct);
        if (opened is not > 0) return opened;
        cases.Opened();
        signal.Changed(forumId);
        return opened;
    }

    private sealed record OpenQuestion
    {
        public string Id { get; init; } = "";
        public string Body { get; init; } = "";
        public string Language { get; init; } = "";
        public long AskedAt { get; init; }
    }
}
