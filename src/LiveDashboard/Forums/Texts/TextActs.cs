using Dapper;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;

namespace LiveDashboard.Forums.Texts;

/// <summary>What moderators decide about what people wrote. It can be changed at any time, also after the forum.</summary>
public sealed class TextActs(WriteLane lane, ForumSignal signal, ForumClock clock, StaffClock staff)
{
    /// <summary>Shows or withholds words of a round, whoever sent them.</summary>
    /// <param name="was">The state that the page showed.</param>
    public async Task<ActAnswer> Decide(
        Actor actor, string forumId, string pollId, long round, string words, string was, string to, CancellationToken ct)
    {
        if (!TextState.Decisions.Contains(to) || to == was) return ActAnswer.Stale;
        lane.Gate.EnterFromOutside();
        var decided = await lane.Write(async turn =>
        {
            // Holds the poll until the commit, so that no ballot is changed beside it.
            await turn.Connection.ExecuteAsync("UPDATE poll SET round = round WHERE id = @pollId", new { pollId });
            if (await turn.Connection.ExecuteAsync(
                """
                INSERT INTO ballot_text (ballot_id, choice, state, decided_at)
                SELECT c.ballot_id, c.choice, @to, @now
                  FROM poll p
                  JOIN ballot b ON b.poll_id = p.id AND b.round = @round
                  JOIN ballot_choice c ON c.ballot_id = b.id AND c.words = @words
                  LEFT JOIN ballot_text t ON t.ballot_id = c.ballot_id AND t.choice = c.choice
                 WHERE p.id = @pollId AND p.forum_id = @forumId AND p.kind IN ('text', 'words')
                   AND COALESCE(t.state, CASE WHEN p.kind = 'words' THEN 'shown' ELSE 'pending' END) = @was
                    ON CONFLICT (ballot_id, choice) DO UPDATE SET state = excluded.state, decided_at = excluded.decided_at
                """,
                new { forumId, pollId, round, words, was, to, now = clock.NowMs }) == 0) return false;
            await AuditStore.Add(turn, staff, actor, AuditKind.ForumAct, forumId, became: $"text-{to} {pollId} {round}");
            return true;
        }, ct);
        if (!decided) return ActAnswer.Stale;
        signal.Changed(forumId);
        return ActAnswer.Done;
    }
}
