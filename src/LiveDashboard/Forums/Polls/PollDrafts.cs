using System.Data.Common;
using Dapper;
using LiveDashboard.Forums.RoomCodes;
using LiveDashboard.Forums.Rooms;

namespace LiveDashboard.Forums.Polls;

/// <summary>A poll as a host writes it.</summary>
public sealed record PollDraft(
    string Kind, string Title, IReadOnlyList<string> Options, long Low, long High, string Unit, bool Named, bool Changeable,
    bool Live, bool SmallRoom, bool Recountable = false, bool RoomOnly = false);

/// <summary>Writes polls on the run sheet. What a poll means is fixed with its first ballot.</summary>
public sealed class PollDrafts(ForumActs acts)
{
    public const int MostPolls = 50;

    /// <summary>The end of the key of what is wrong with a draft; null: nothing is.</summary>
    public static string? Problem(PollDraft draft)
    {
        if (!PollKind.All.Contains(draft.Kind)) return "kind";
        if (draft.Title.Length is 0 or > PollStore.LongestTitle || draft.Title.Any(char.IsControl)) return "title";
        if (draft.Recountable && (draft.Named || PollKind.IsWritten(draft.Kind))) return "recountable";
        if (PollKind.HasOptions(draft.Kind))
        {
            if (draft.Options.Count is < 2 or > PollStore.MostOptions) return "options";
            if (draft.Options.Any(option => option.Length is 0 or > PollStore.LongestOption || option.Any(char.IsControl))) return "option";
            if (draft.Options.Select(BallotRules.Folded).Distinct().Count() != draft.Options.Count) return "same";
        }
        return draft.Kind switch
        {
            PollKind.Multiple => draft.Low < 0 || draft.High < Math.Max(1, draft.Low) || draft.High > draft.Options.Count ? "range" : null,
            PollKind.Ranking => draft.High < 1 || draft.High > draft.Options.Count ? "range" : null,
            PollKind.Points => draft.High is < 2 or > 1000 ? "range" : null,
            PollKind.Words => draft.High is < 1 or > 3 ? "range" : null,
            PollKind.Rating or PollKind.Scale => draft.High <= draft.Low || draft.High - draft.Low > 10 || Math.Abs(draft.Low) > 100 ? "range" : null,
            PollKind.Number => draft.High <= draft.Low || Math.Abs(draft.Low) > 1_000_000 || Math.Abs(draft.High) > 1_000_000 ? "range" : null,
            _ => null,
        };
    }

    /// <summary>Adds a poll at the end of the run sheet.</summary>
    public Task<ActAnswer> Add(HostAct act, string pollId, PollDraft draft, CancellationToken ct) =>
        acts.Do(act, "added", pollId, async (db, forum, now) =>
        {
            if (Problem(draft) is not null || await db.ExecuteScalarAsync<long>(
                "SELECT COUNT(*) FROM poll WHERE forum_id = @Id", new { forum.Id }) >= MostPolls) return false;
            await Insert(db, forum.Id, pollId, draft);
            return true;
        }, ct);

    /// <summary>Adds the polls of another forum, as they were written.</summary>
    public Task<ActAnswer> Copy(HostAct act, IReadOnlyList<Poll> polls, CancellationToken ct) =>
        acts.Do(act, "copied", "", async (db, forum, now) =>
        {
            if (polls.Count + await db.ExecuteScalarAsync<long>(
                "SELECT COUNT(*) FROM poll WHERE forum_id = @Id", new { forum.Id }) > MostPolls) return false;
            foreach (var poll in polls)
                await Insert(db, forum.Id, BallotId.New(), new PollDraft(
                    poll.Kind, poll.Title, [.. poll.Options.Select(option => option.Words)], poll.Low, poll.High, poll.Unit,
                    poll.Named == 1, poll.Changeable == 1, poll.Live == 1, poll.SmallRoom == 1, poll.Recountable == 1,
                    poll.Tier == PollTier.Room));
            return polls.Count > 0;
        }, ct);

    /// <summary>Takes a poll off the run sheet that nobody has voted in.</summary>
    public Task<ActAnswer> Remove(HostAct act, string pollId, CancellationToken ct) =>
        acts.Do(act, "removed", pollId, async (db, forum, now) =>
        {
            var given = new { pollId, forum.Id };
            if (await db.ExecuteScalarAsync<long>(
                """
                SELECT COUNT(*)
                  FROM poll p
                 WHERE p.id = @pollId AND p.forum_id = @Id AND p.state = 'draft'
                   AND NOT EXISTS (SELECT 1 FROM poll_round r WHERE r.poll_id = p.id)
                """, given) == 0) return false;
            await db.ExecuteAsync("DELETE FROM poll_option WHERE poll_id = @pollId", given);
            await db.ExecuteAsync("UPDATE forum SET shown_poll = NULL WHERE shown_poll = @pollId", given);
            return await db.ExecuteAsync("DELETE FROM poll WHERE id = @pollId", given) > 0;
        }, ct);

    private static async Task Insert(DbConnection db, string forumId, string pollId, PollDraft draft)
    {
        await db.ExecuteAsync(
            """
            INSERT INTO poll (id, forum_id, place, kind, title, low, high, unit, named, changeable, live, small_room,
                              recountable, tier, state, round)
            SELECT @pollId, @forumId, COALESCE(MAX(place), 0) + 1, @Kind, @Title, @Low, @High, @Unit, @named, @changeable,
                   @live, @smallRoom, @recountable, @tier, 'draft', 1
              FROM poll
             WHERE forum_id = @forumId
            """,
            new
            {
                pollId,
                forumId,
                draft.Kind,
                draft.Title,
                draft.Low,
                draft.High,
                draft.Unit,
                named = draft.Named ? 1L : 0L,
                changeable = draft.Changeable ? 1L : 0L,
                live = draft.Live ? 1L : 0L,
                smallRoom = draft.SmallRoom ? 1L : 0L,
                recountable = draft.Recountable ? 1L : 0L,
                tier = draft.RoomOnly ? PollTier.Room : PollTier.Open,
            });
        if (draft.RoomOnly) await RoomCodeStore.Prepare(db, forumId);
        foreach (var (i, words) in draft.Options.Index())
            await db.ExecuteAsync(
                "INSERT INTO poll_option (poll_id, choice, words) VALUES (@pollId, @choice, @words)",
                new { pollId, choice = i + 1L, words });
    }
}
