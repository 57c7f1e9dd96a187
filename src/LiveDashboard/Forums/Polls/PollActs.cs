using System.Data.Common;
using System.Text.Json;
using Dapper;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Storage;

namespace LiveDashboard.Forums.Polls;

/// <summary>
/// What hosts do with a poll. Each act names the version of the forum that its page showed: of two hosts who press at
/// once, one is told that the other was quicker, and the state is always a legal one.
/// </summary>
public sealed class PollActs(ForumActs acts, Database database, ForumClock clock)
{
    /// <summary>How long a reveal can be taken back.</summary>
    public static readonly TimeSpan TakeBack = TimeSpan.FromSeconds(10);

    /// <summary>Opens voting and shows the poll to the room.</summary>
    /// <param name="seconds">Of the countdown; null: none.</param>
    public Task<ActAnswer> Open(HostAct act, string pollId, int? seconds, CancellationToken ct) =>
        acts.Do(act, "opened", pollId, async (db, forum, now) =>
        {
            if (forum.State != ForumState.Open || await OtherIsOpen(db, forum.Id, pollId)) return false;
            var closes = seconds is { } left ? now + 1000L * left : (long?)null;
            if (await db.ExecuteAsync(
                """
                UPDATE poll
                   SET state = 'open', opened_at = COALESCE(opened_at, @now), closes_at = @closes, closed_at = NULL
                 WHERE id = @pollId AND forum_id = @Id AND state IN ('draft', 'closed')
                """,
                new { pollId, forum.Id, now, closes }) == 0) return false;
            await db.ExecuteAsync(
                """
                INSERT INTO poll_round (poll_id, round, rehearsal, opened_at, frozen)
                SELECT id, round, @Rehearsal, @now, '' FROM poll WHERE id = @pollId
                    ON CONFLICT (poll_id, round) DO NOTHING
                """,
                new { pollId, forum.Rehearsal, now });
            await db.ExecuteAsync(
                "UPDATE forum SET shown_poll = @pollId, view = 'poll', cover = '', picture = '' WHERE id = @Id", new { pollId, forum.Id });
            return true;
        }, ct);

    /// <summary>Gives the countdown more time, or begins one.</summary>
    public Task<ActAnswer> Extend(HostAct act, string pollId, int seconds, CancellationToken ct) =>
        acts.Do(act, "extended", pollId, async (db, forum, now) => await db.ExecuteAsync(
            """
            UPDATE poll
               SET closes_at = CASE WHEN closes_at IS NULL OR closes_at < @now THEN @now ELSE closes_at END + @more
             WHERE id = @pollId AND forum_id = @Id AND state = 'open'
            """,
            new { pollId, forum.Id, now, more = 1000L * seconds }) > 0, ct);

    /// <summary>Closes voting. Ballots of an anonymous poll are cut from who gave them.</summary>
    public Task<ActAnswer> Close(HostAct act, string pollId, CancellationToken ct) =>
        acts.Do(act, "closed", pollId, (db, forum, now) => Close(db, forum.Id, pollId, now), ct);

    /// <summary>Shows the result: it is frozen, and stays what it is.</summary>
    public Task<ActAnswer> Reveal(HostAct act, string pollId, CancellationToken ct) =>
        acts.Do(act, "revealed", pollId, async (db, forum, now) =>
        {
            if (await PollStore.Read(db, pollId) is not { State: PollState.Closed } poll || poll.ForumId != forum.Id) return false;
            if (!await PollTally.IsRight(db, poll.Id, poll.Round, PollKind.IsWritten(poll.Kind))) throw new MiscountedException();
            var frozen = JsonSerializer.Serialize(await PollResult.Measure(db, poll, poll.Round), FrozenResult.Json);
            await db.ExecuteAsync(
                "UPDATE poll SET state = 'revealed', revealed_at = @now WHERE id = @pollId", new { pollId, now });
            await db.ExecuteAsync(
                "UPDATE poll_round SET revealed_at = @now, frozen = @frozen WHERE poll_id = @pollId AND round = @Round",
                new { pollId, poll.Round, now, frozen });
            return true;
        }, ct);

    /// <summary>Takes a reveal back, for a few seconds: a finger slipped.</summary>
    public Task<ActAnswer> Hide(HostAct act, string pollId, CancellationToken ct) =>
        acts.Do(act, "hidden", pollId, async (db, forum, now) =>
        {
            if (await db.ExecuteAsync(
                """
                UPDATE poll SET state = 'closed', revealed_at = NULL
                 WHERE id = @pollId AND forum_id = @Id AND state = 'revealed' AND revealed_at >= @since
                """,
                new { pollId, forum.Id, since = now - (long)TakeBack.TotalMilliseconds }) == 0) return false;
            await db.ExecuteAsync(
                """
                UPDATE poll_round SET revealed_at = NULL, frozen = ''
                 WHERE poll_id = @pollId AND round = (SELECT round FROM poll WHERE id = @pollId)
                """,
                new { pollId });
            return true;
        }, ct);

    /// <summary>Begins a new round; the old one stays readable to hosts.</summary>
    public Task<ActAnswer> Again(HostAct act, string pollId, CancellationToken ct) =>
        acts.Do(act, "round", pollId, async (db, forum, now) => await db.ExecuteAsync(
            """
            UPDATE poll
               SET state = 'draft', round = round + 1, opened_at = NULL, closes_at = NULL, closed_at = NULL, revealed_at = NULL
             WHERE id = @pollId AND forum_id = @Id AND state IN ('closed', 'revealed')
            """,
            new { pollId, forum.Id }) > 0, ct);

    /// <summary>Closes what the countdown has closed, of all forums; safe to run at any time.</summary>
    /// <returns>The forums in which something closed.</returns>
    public async Task<IReadOnlyList<string>> CloseDue(WriteLane lane, CancellationToken ct)
    {
        var due = clock.NowMs - (long)BallotStore.Grace.TotalMilliseconds;
        await using (var db = await database.Read(ct))
            if (await db.ExecuteScalarAsync<long>(
                "SELECT COUNT(*) FROM poll WHERE state = 'open' AND closes_at < @due", new { due }) == 0) return [];
        return await lane.Write(async turn =>
        {
            var polls = (await turn.Connection.QueryAsync<(string Id, string ForumId, long ClosesAt)>(
                "SELECT id, forum_id, closes_at FROM poll WHERE state = 'open' AND closes_at < @due", new { due })).AsList();
            foreach (var (id, forumId, closes) in polls)
                if (await Close(turn.Connection, forumId, id, closes))
                    await turn.Connection.ExecuteAsync("UPDATE forum SET version = version + 1 WHERE id = @forumId", new { forumId });
            return (IReadOnlyList<string>)[.. polls.Select(poll => poll.ForumId).Distinct()];
        }, ct);
    }

    private static async Task<bool> Close(DbConnection db, string forumId, string pollId, long now)
    {
        if (await db.ExecuteAsync(
            """
            UPDATE poll SET state = 'closed', closed_at = @now
             WHERE id = @pollId AND forum_id = @forumId AND state = 'open'
            """,
            new { pollId, forumId, now }) == 0) return false;
        await db.ExecuteAsync(
            """
            UPDATE poll_round SET closed_at = @now
             WHERE poll_id = @pollId AND round = (SELECT round FROM poll WHERE id = @pollId)
            """,
            new { pollId, now });
        // Who has voted stays known, so that nobody votes twice; what they said is nobody's any more.
        await db.ExecuteAsync(
            """
            INSERT INTO poll_voter (poll_id, round, participant_id)
            SELECT b.poll_id, b.round, b.participant_id
              FROM ballot b
              JOIN poll p ON p.id = b.poll_id AND p.round = b.round AND p.named = 0
             WHERE b.poll_id = @pollId AND b.participant_id <> b.id
                ON CONFLICT (poll_id, round, participant_id) DO NOTHING
            """,
            new { pollId });
        await db.ExecuteAsync(
            """
            UPDATE ballot SET participant_id = id, sent = ''
             WHERE poll_id = @pollId AND participant_id <> id
               AND EXISTS (SELECT 1 FROM poll p WHERE p.id = ballot.poll_id AND p.round = ballot.round AND p.named = 0)
            """,
            new { pollId });
        return true;
    }

    private static async Task<bool> OtherIsOpen(DbConnection db, string forumId, string pollId) =>
        await db.ExecuteScalarAsync<long>(
            "SELECT COUNT(*) FROM poll WHERE forum_id = @forumId AND state = 'open' AND id <> @pollId", new { forumId, pollId }) > 0;
}
