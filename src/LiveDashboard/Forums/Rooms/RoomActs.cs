using Dapper;
using LiveDashboard.Forums.Projector;

namespace LiveDashboard.Forums.Rooms;

/// <summary>What hosts do with the room: begin, end, and what its screens show.</summary>
public sealed class RoomActs(ForumActs acts, StageStore stages)
{
    public const int LongestNotice = 160;

    /// <summary>Opens the forum: people who have the code are in.</summary>
    public Task<ActAnswer> Begin(HostAct act, CancellationToken ct) => acts.Do(act, "begun", "", async (db, forum, now) =>
        await db.ExecuteAsync(
            "UPDATE forum SET state = 'open', opened_at = COALESCE(opened_at, @now) WHERE id = @Id AND state = 'planned'",
            new { forum.Id, now }) > 0, ct);

    /// <summary>Ends it: its code is free again, and nothing can be voted or asked any more.</summary>
    public Task<ActAnswer> End(HostAct act, CancellationToken ct) => acts.Do(act, "ended", "", async (db, forum, now) =>
        await db.ExecuteAsync(
            """
            UPDATE forum
               SET state = 'ended', ended_at = @now, ended_code = code, code = NULL, view = 'join', cover = '', notice = '',
                   asking = 'off', picture = ''
             WHERE id = @Id AND state = 'open'
               AND NOT EXISTS (SELECT 1 FROM poll p WHERE p.forum_id = @Id AND p.state = 'open')
            """,
            new { forum.Id, now }) > 0, ct);

    /// <summary>Chooses what the projector shows.</summary>
    /// <param name="pollId">With <see cref="ProjectorView.Poll"/>.</param>
    public Task<ActAnswer> Show(HostAct act, string view, string? pollId, CancellationToken ct) =>
        acts.Do(act, $"shown-{view}", pollId ?? "", async (db, forum, now) =>
            ProjectorView.All.Contains(view) && await db.ExecuteAsync(
                """
                UPDATE forum SET view = @view, shown_poll = COALESCE(@pollId, shown_poll)
                 WHERE id = @Id AND (@view <> 'poll' OR EXISTS (SELECT 1 FROM poll p WHERE p.id = @pollId AND p.forum_id = @Id))
                """,
                new { forum.Id, view, pollId }) > 0, ct);

    /// <summary>Lays a cover over the projector, or takes it away. What is frozen is kept, for screens that are loaded anew.</summary>
    public Task<ActAnswer> CoverUp(HostAct act, string cover, CancellationToken ct) =>
        acts.Do(act, cover.Length == 0 ? "uncovered" : cover, "", async (db, forum, now) =>
        {
            if (!Cover.All.Contains(cover)) return false;
            var picture = cover != Cover.Frozen ? ""
                : forum.Cover == Cover.Frozen ? forum.Picture
                : await FrozenPicture.Take(db, await stages.Read(db, forum.Id));
            return await db.ExecuteAsync(
                "UPDATE forum SET cover = @cover, picture = @picture WHERE id = @Id", new { forum.Id, cover, picture }) > 0;
        }, ct);

    /// <summary>Puts a sentence on the projector; "" takes it away.</summary>
    public Task<ActAnswer> Notice(HostAct act, string notice, CancellationToken ct) =>
        acts.Do(act, "notice", "", async (db, forum, now) =>
            notice.Length <= LongestNotice && !notice.Any(char.IsControl)
            && await db.ExecuteAsync("UPDATE forum SET notice = @notice WHERE id = @Id", new { forum.Id, notice }) > 0, ct);

    /// <summary>Chooses what may be asked. It holds for new questions only.</summary>
    public Task<ActAnswer> Ask(HostAct act, string asking, CancellationToken ct) =>
        acts.Do(act, $"asking-{asking}", "", async (db, forum, now) =>
            Asking.All.Contains(asking)
            && await db.ExecuteAsync("UPDATE forum SET asking = @asking WHERE id = @Id", new { forum.Id, asking }) > 0, ct);

    /// <summary>
    /// Begins or ends a rehearsal. When it ends, every poll that was tried begins a new round; the tried ones stay out
    /// of every total.
    /// </summary>
    public Task<ActAnswer> Rehearse(HostAct act, bool rehearse, CancellationToken ct) =>
        acts.Do(act, rehearse ? "rehearsal" : "rehearsed", "", async (db, forum, now) =>
        {
            if (await db.ExecuteAsync(
                """
                UPDATE forum SET rehearsal = @on, view = 'join', shown_poll = NULL
                 WHERE id = @Id AND rehearsal <> @on
                   AND NOT EXISTS (SELECT 1 FROM poll p WHERE p.forum_id = @Id AND p.state = 'open')
                """,
                new { forum.Id, on = rehearse ? 1L : 0L }) == 0) return false;
            await db.ExecuteAsync(
                """
                UPDATE poll
                   SET state = 'draft', round = round + 1, opened_at = NULL, closes_at = NULL, closed_at = NULL, revealed_at = NULL
                 WHERE forum_id = @Id
                   AND EXISTS (SELECT 1 FROM poll_round r WHERE r.poll_id = poll.id AND r.round = poll.round AND r.rehearsal = 1)
                """,
                new { forum.Id });
            return true;
        }, ct);
}
