using System.Data.Common;
using Dapper;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Events.SignUps;

/// <summary>What became of what a resident asked for.</summary>
public enum SignUpAnswer
{
    Done,
    /// <summary>Signed up before with the same form, and other words: what was said first holds.</summary>
    Earlier,
    /// <summary>Nobody can sign up any more, or change it.</summary>
    Closed,
    /// <summary>There are not so many places more.</summary>
    NoPlaces,
    /// <summary>Opens nothing: mistyped, or forgotten since.</summary>
    Unknown,
}

/// <summary>
/// Who comes, without an account. Places are given by SQL in the transaction of the sign-up, under the lock of
/// <see cref="WaitingList"/>: there are never more than the event has.
/// </summary>
public sealed class SignUpStore(
    Database database, WriteLane lane, WaitingList list, IPlaceLetters letters, TimeProvider clock)
{
    /// <summary>More sign-ups than this are no list of an event.</summary>
    public const int Most = 5000;

    /// <summary>Signs up, or puts on the waiting list. Sent again, it is told what it was told the first time.</summary>
    /// <exception cref="WriteStoppedException">Nothing is taken now; what is on the form is still there.</exception>
    public Task<(SignUpAnswer Answer, SignUp? SignUp)> Add(
        string eventId, SignUpCode code, NewSignUp given, Language language, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        return lane.Write(turn => Add(turn, eventId, code, given, language), ct);
    }

    /// <summary>The same in a transaction that does more.</summary>
    public async Task<(SignUpAnswer Answer, SignUp? SignUp)> Add(
        WriteTurn turn, string eventId, SignUpCode code, NewSignUp given, Language language)
    {
        var db = turn.Connection;
        if (!await WaitingList.Take(db, eventId)) return (SignUpAnswer.Closed, null);
        if (await Find(db, code) is { } earlier)
            return earlier.EventId != eventId ? (SignUpAnswer.Closed, null)
                : (earlier.People == given.People && earlier.Name == given.Name ? SignUpAnswer.Done : SignUpAnswer.Earlier, earlier);
        if (await Insert(db, eventId, code, given, language) > 0)
        {
            var added = (await Find(db, code))!;
            if (added.State == SignUpState.Waiting && given.LetterTo.Length > 0)
                await letters.Ask(db, eventId, added.Seq, given.LetterTo, language);
            return (SignUpAnswer.Done, added);
        }
        var capacity = await db.ExecuteScalarAsync<long>("SELECT capacity FROM community_event WHERE id = @eventId", new { eventId });
        return (capacity > 0 && given.People > capacity ? SignUpAnswer.NoPlaces : SignUpAnswer.Closed, null);
    }

    /// <summary>Comes with more people, or fewer. Who has a place keeps it when there are not enough for more.</summary>
    /// <exception cref="WriteStoppedException">Nothing is taken now.</exception>
    public Task<SignUpAnswer> Change(SignUpCode code, long people, CancellationToken ct) => Act(code, async (db, one, now) =>
    {
        if (one.State == SignUpState.Left) return SignUpAnswer.Closed;
        var changed = await db.ExecuteAsync(
            """
            UPDATE event_sign_up
               SET people = @people
             WHERE event_id = @EventId AND seq = @Seq
               AND NOT EXISTS (SELECT 1 FROM community_event e WHERE e.id = @EventId AND e.capacity > 0 AND e.capacity < @people)
               AND (state = 'waiting' OR people >= @people
                    OR EXISTS (SELECT 1
                                 FROM community_event e
                                WHERE e.id = @EventId
                                  AND (e.capacity = 0
                                       OR (NOT EXISTS (SELECT 1 FROM event_sign_up w
                                                        WHERE w.event_id = @EventId AND w.state = 'waiting')
                                           AND e.capacity >= @people
                                               + (SELECT COALESCE(SUM(p.people), 0) FROM event_sign_up p
                                                   WHERE p.event_id = @EventId AND p.state = 'place' AND p.seq <> @Seq)))))
            """,
            new { one.EventId, one.Seq, people });
        if (changed == 0) return SignUpAnswer.NoPlaces;
        await list.MoveUp(db, one.EventId, now);
        return SignUpAnswer.Done;
    }, ct);

    /// <summary>Does not come after all: the name goes at once, and whoever waits first moves up.</summary>
    /// <exception cref="WriteStoppedException">Nothing is taken now.</exception>
    public async Task<SignUpAnswer> Leave(SignUpCode code, CancellationToken ct)
    {
        var answer = await Act(code, async (db, one, now) =>
        {
            await Leave(db, one.EventId, one.Seq, now);
            return SignUpAnswer.Done;
        }, ct);
        if (answer == SignUpAnswer.Done) lane.ForgetLog();
        return answer;
    }

    /// <summary>Takes one off the list, in a turn that took the event's row.</summary>
    /// <returns>Whether it was on it.</returns>
    public async Task<bool> Leave(DbConnection db, string eventId, long seq, DateTimeOffset now)
    {
        var left = await db.ExecuteAsync(
            """
            UPDATE event_sign_up
               SET state = 'left', name = '', contact = ''
             WHERE event_id = @eventId AND seq = @seq AND state <> 'left'
            """,
            new { eventId, seq }) > 0;
        if (!left) return false;
        await letters.Forget(db, eventId, seq);
        await list.MoveUp(db, eventId, now);
        return true;
    }

    /// <summary>What a code opens; null: nothing.</summary>
    public async Task<SignUp?> Find(SignUpCode code, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await Find(db, code);
    }

    /// <summary>How many places of an event are taken.</summary>
    public async Task<Places> Places(string eventId, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await db.QuerySingleOrDefaultAsync<Places>(
            """
            SELECT e.capacity, CAST(COALESCE(SUM(s.people) FILTER (WHERE s.state = 'place'), 0) AS BIGINT) AS taken,
                   CAST(COALESCE(SUM(s.people) FILTER (WHERE s.state = 'waiting'), 0) AS BIGINT) AS waiting
              FROM community_event e
              LEFT JOIN event_sign_up s ON s.event_id = e.id
             WHERE e.id = @eventId
             GROUP BY e.id, e.capacity
            """,
            new { eventId }) ?? new Places(0, 0, 0);
    }

    /// <summary>The same of all events to come that take sign-ups and have any, by their ids.</summary>
    public static async Task<IReadOnlyDictionary<string, Places>> Places(DbConnection db, DateTimeOffset now) =>
        (await db.QueryAsync<(string Id, long Capacity, long Taken, long Waiting)>(
            """
            SELECT e.id, e.capacity, CAST(COALESCE(SUM(s.people) FILTER (WHERE s.state = 'place'), 0) AS BIGINT),
                   CAST(COALESCE(SUM(s.people) FILTER (WHERE s.state = 'waiting'), 0) AS BIGINT)
              FROM community_event e
              JOIN event_sign_up s ON s.event_id = e.id
             WHERE e.ends_at > @now AND e.state <> 'draft' AND e.sign_up = 1
             GROUP BY e.id, e.capacity
            """,
            new { now = now.ToUnixTimeMilliseconds() }))
        .ToDictionary(row => row.Id, row => new Places(row.Capacity, row.Taken, row.Waiting));

    private Task<SignUpAnswer> Act(
        SignUpCode code, Func<DbConnection, SignUp, DateTimeOffset, Task<SignUpAnswer>> act, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        return lane.Write(async turn =>
        {
            var (db, now) = (turn.Connection, clock.GetUtcNow());
            if (await Find(db, code) is not { } known || !await WaitingList.Take(db, known.EventId)) return SignUpAnswer.Unknown;
            var open = await db.ExecuteScalarAsync<long>(
                "SELECT COUNT(*) FROM community_event WHERE id = @EventId AND state = 'published' AND starts_at > @now",
                new { known.EventId, now = now.ToUnixTimeMilliseconds() }) > 0;
            // Read again: it may have moved while the row was waited for.
            return open && await Find(db, code) is { } one ? await act(db, one, now) : SignUpAnswer.Closed;
        }, ct);
    }

    private Task<int> Insert(DbConnection db, string eventId, SignUpCode code, NewSignUp given, Language language) =>
        db.ExecuteAsync(
            """
            INSERT INTO event_sign_up (event_id, seq, code_hash, people, state, name, contact, language, signed_at)
            SELECT e.id, t.last + 1, @hash, @People,
                   CASE WHEN e.capacity = 0 OR (t.waiting = 0 AND t.taken + @People <= e.capacity) THEN 'place'
                        ELSE 'waiting' END,
                   @Name, @Contact, @language, @now
              FROM community_event e,
                   (SELECT COALESCE(MAX(s.seq), 0) AS last, COUNT(*) FILTER (WHERE s.state = 'waiting') AS waiting,
                           COALESCE(SUM(s.people) FILTER (WHERE s.state = 'place'), 0) AS taken
                      FROM event_sign_up s
                     WHERE s.event_id = @eventId) t
             WHERE e.id = @eventId AND e.state = 'published' AND e.sign_up = 1 AND e.closes_at > @now AND e.ends_at > @now
               AND (e.capacity = 0 OR @People <= e.capacity) AND t.last < @Most
            """,
            new
            {
                eventId,
                hash = code.Hash,
                given.People,
                given.Name,
                given.Contact,
                language = language.Code,
                now = clock.GetUtcNow().ToUnixTimeMilliseconds(),
                Most,
            });

    private static Task<SignUp?> Find(DbConnection db, SignUpCode code) => db.QuerySingleOrDefaultAsync<SignUp?>(
        """
        SELECT s.event_id, s.seq, s.people, s.state, s.name, s.contact, s.language, s.signed_at, s.moved_at,
               CAST((SELECT COALESCE(SUM(w.people), 0) FROM event_sign_up w
                      WHERE w.event_id = s.event_id AND w.state = 'waiting' AND w.seq < s.seq) AS BIGINT) AS before
          FROM event_sign_up s
         WHERE s.code_hash = @hash
        """,
        new { hash = code.Hash });
}
