// Over 150 lines because the statements of one change belong side by side: what is added must be what was taken away.
using System.Data.Common;
using Dapper;

namespace LiveDashboard.Feedback.Cases;

/// <summary>
/// Keeps everything that is derived from the events: takes what the touched cases contributed before out of the
/// aggregates, derives their clocks anew, and puts what they contribute now in. All by SQL over sets, so a batch of
/// thousands costs a dozen statements. <c>CROSS JOIN</c> tells SQLite to begin with the few touched cases, and groups
/// are formed by numbers first, as comparing texts is what sorting costs.
/// </summary>
public static class CaseAggregates
{
    /// <summary>Brings the derived tables up to date with the touched cases; ends with none touched.</summary>
    public static async Task Apply(DbConnection connection)
    {
        if (await Recall(connection) > 0)
        {
            await Contribute(connection, -1);
            await Restate(connection); // a receipt that moves to another day restates the one it leaves, too
            await Forget(connection);
            await connection.ExecuteAsync("DELETE FROM touched_clock");
        }
        await Derive(connection);
        await Keep(connection);
        await Contribute(connection, +1);
        await Restate(connection);
        await connection.ExecuteAsync(
            """
            DELETE FROM touched_clock;
            DELETE FROM touched_case
            """);
    }

    /// <summary>Reads where the touched cases stood before.</summary>
    /// <returns>How many were known.</returns>
    private static Task<int> Recall(DbConnection connection) => connection.ExecuteAsync(
        """
        INSERT INTO touched_clock (case_id, restates, case_kind, category_id, area_id, received_at, received_day, due_at,
                                   replied_at, replied_day, reply_bucket, resolved_at, reopened, excluded)
        SELECT c.case_id, t.restates, c.case_kind, c.category_id, c.area_id, c.received_at, c.received_day, c.due_at,
               c.replied_at, c.replied_day, c.reply_bucket, c.resolved_at, c.reopened, c.excluded
          FROM touched_case t
         CROSS JOIN case_clock c
         WHERE c.case_id = t.case_id
        """);

    /// <summary>Stops the clock of touched cases whose every receipt was voided: nothing was received.</summary>
    private static Task Forget(DbConnection connection) => connection.ExecuteAsync(
        """
        DELETE FROM case_clock
         WHERE case_id IN (SELECT case_id FROM touched_case)
           AND NOT EXISTS (SELECT 1
                             FROM case_event x
                            WHERE x.case_id = case_clock.case_id AND x.kind = 'received'
                              AND NOT EXISTS (SELECT 1 FROM case_event v WHERE v.case_id = x.case_id AND v.voids = x.seq))
        """);

    /// <summary>Derives where each touched case stands from its events that were not voided.</summary>
    private static Task Derive(DbConnection connection) => connection.ExecuteAsync(
        """
        INSERT INTO touched_clock (case_id, restates, case_kind, category_id, area_id, received_at, received_day, due_at,
                                   replied_at, replied_day, reply_bucket, resolved_at, reopened, excluded)
        SELECT t.case_id, t.restates, r.case_kind, r.category_id, r.area_id, r.at, r.day,
               r.at + (SELECT g.within_ms
                         FROM target g
                        WHERE g.kind IN ('', r.case_kind)
                          AND g.category_id IN ('', r.category_id)
                          AND g.valid_from <= r.at
                          AND (g.valid_to IS NULL OR g.valid_to > r.at)
                        ORDER BY g.category_id DESC, g.kind DESC, g.valid_from DESC
                        LIMIT 1),
               p.at, p.day,
               (SELECT d.bucket FROM duration_bucket d WHERE d.from_ms <= p.at - r.at ORDER BY d.from_ms DESC LIMIT 1),
               (SELECT CASE WHEN x.kind = 'resolved' THEN x.at END
                  FROM case_event x
                 WHERE x.case_id = t.case_id AND x.kind IN ('resolved', 'reopened', 'withheld', 'restored') AND x.kind <> 'withheld' AND x.kind <> 'restored'
                   AND NOT EXISTS (SELECT 1 FROM case_event v WHERE v.case_id = x.case_id AND v.voids = x.seq)
                 ORDER BY x.at DESC, x.seq DESC
                 LIMIT 1),
               (SELECT COUNT(*)
                  FROM case_event x
                 WHERE x.case_id = t.case_id AND x.kind IN ('resolved', 'reopened', 'withheld', 'restored') AND x.kind = 'reopened'
                   AND NOT EXISTS (SELECT 1 FROM case_event v WHERE v.case_id = x.case_id AND v.voids = x.seq)),
               COALESCE((SELECT CASE WHEN x.kind = 'withheld' THEN 1 ELSE 0 END
                           FROM case_event x
                          WHERE x.case_id = t.case_id AND x.kind IN ('resolved', 'reopened', 'withheld', 'restored') AND x.kind <> 'resolved' AND x.kind <> 'reopened'
                            AND NOT EXISTS (SELECT 1 FROM case_event v WHERE v.case_id = x.case_id AND v.voids = x.seq)
                          ORDER BY x.at DESC, x.seq DESC
                          LIMIT 1), 0)
          FROM touched_case t
         CROSS JOIN case_event r
          LEFT JOIN case_event p
            ON p.case_id = t.case_id
           AND p.seq = (SELECT x.seq
                          FROM case_event x
                         WHERE x.case_id = t.case_id AND x.kind = 'replied' AND x.at >= r.at
                           AND NOT EXISTS (SELECT 1 FROM case_event v WHERE v.case_id = x.case_id AND v.voids = x.seq)
                         ORDER BY x.at, x.seq
                         LIMIT 1)
         WHERE r.case_id = t.case_id
           AND r.seq = (SELECT MAX(x.seq)
                          FROM case_event x
                         WHERE x.case_id = t.case_id AND x.kind = 'received'
                           AND NOT EXISTS (SELECT 1 FROM case_event v WHERE v.case_id = x.case_id AND v.voids = x.seq))
        """);

    /// <summary>Keeps what was derived.</summary>
    private static Task Keep(DbConnection connection) => connection.ExecuteAsync(
        """
        INSERT INTO case_clock (case_id, case_kind, category_id, area_id, received_at, received_day, due_at,
                                replied_at, replied_day, reply_bucket, resolved_at, reopened, excluded)
        SELECT c.case_id, c.case_kind, c.category_id, c.area_id, c.received_at, c.received_day, c.due_at,
               c.replied_at, c.replied_day, c.reply_bucket, c.resolved_at, c.reopened, c.excluded
          FROM touched_clock c
         WHERE true
            ON CONFLICT (case_id) DO UPDATE
           SET case_kind = excluded.case_kind, category_id = excluded.category_id, area_id = excluded.area_id,
               received_at = excluded.received_at, received_day = excluded.received_day, due_at = excluded.due_at,
               replied_at = excluded.replied_at, replied_day = excluded.replied_day,
               reply_bucket = excluded.reply_bucket, resolved_at = excluded.resolved_at,
               reopened = excluded.reopened, excluded = excluded.excluded
        """);

    /// <summary>Adds (+1) or takes away (−1) what the touched cases contribute to each aggregate.</summary>
    private static async Task Contribute(DbConnection connection, long sign)
    {
        await connection.ExecuteAsync(
            """
            INSERT INTO reply_day (scope_kind, scope_id, day, received, replied, met, late, answered)
            SELECT s.scope_kind,
                   CASE s.scope_kind WHEN 'kind' THEN g.case_kind ELSE '' END,
                   g.day,
                   @sign * SUM(g.received), @sign * SUM(g.replied), @sign * SUM(g.met), @sign * SUM(g.late),
                   @sign * SUM(g.answered)
              FROM (SELECT c.received_day AS day, c.case_kind,
                           COUNT(*) AS received,
                           COUNT(c.replied_at) AS replied,
                           COUNT(CASE WHEN c.replied_at <= c.due_at THEN 1 END) AS met,
                           COUNT(CASE WHEN c.replied_at > c.due_at THEN 1 END) AS late,
                           0 AS answered
                      FROM touched_clock c
                     WHERE c.excluded = 0
                     GROUP BY 1, 2
                     UNION ALL
                    SELECT c.replied_day, c.case_kind, 0, 0, 0, 0, COUNT(*)
                      FROM touched_clock c
                     WHERE c.excluded = 0 AND c.replied_at IS NOT NULL
                     GROUP BY 1, 2) g
              JOIN scope_of_kind s ON s.case_kind = g.case_kind AND s.scope_kind IN ('all', 'kind')
             GROUP BY 3, 1, 2
                ON CONFLICT (scope_kind, scope_id, day) DO UPDATE
               SET received = reply_day.received + excluded.received, replied = reply_day.replied + excluded.replied,
                   met = reply_day.met + excluded.met, late = reply_day.late + excluded.late,
                   answered = reply_day.answered + excluded.answered
            """,
            new { sign });
        await connection.ExecuteAsync(
            """
            INSERT INTO reply_bucket (scope_kind, scope_id, day, bucket, n)
            SELECT s.scope_kind,
                   CASE s.scope_kind WHEN 'category' THEN c.category_id WHEN 'area' THEN c.area_id
                                     WHEN 'kind' THEN c.case_kind ELSE '' END,
                   c.received_day, c.reply_bucket, @sign * COUNT(*)
              FROM touched_clock c
              JOIN scope_of_kind s ON s.case_kind = c.case_kind
             WHERE c.excluded = 0 AND c.replied_at IS NOT NULL
             GROUP BY 3, 4, 2, 1
                ON CONFLICT (scope_kind, scope_id, day, bucket) DO UPDATE SET n = reply_bucket.n + excluded.n
            """,
            new { sign });
        await connection.ExecuteAsync(
            """
            INSERT INTO waiting_hour (scope_kind, scope_id, day, hour, due_hour, n)
            SELECT s.scope_kind,
                   CASE s.scope_kind WHEN 'category' THEN c.category_id WHEN 'area' THEN c.area_id
                                     WHEN 'kind' THEN c.case_kind ELSE '' END,
                   c.received_day, c.received_at / 3600000, COALESCE(c.due_at / 3600000, -1), @sign * COUNT(*)
              FROM touched_clock c
              JOIN scope_of_kind s ON s.case_kind = c.case_kind
             WHERE c.excluded = 0 AND c.replied_at IS NULL
             GROUP BY 4, 5, 3, 2, 1
                ON CONFLICT (scope_kind, scope_id, day, hour, due_hour) DO UPDATE SET n = waiting_hour.n + excluded.n
            """,
            new { sign });
        await connection.ExecuteAsync(
            """
            INSERT INTO reply_total (scope_kind, scope_id, received, replied, promised)
            SELECT s.scope_kind,
                   CASE s.scope_kind WHEN 'category' THEN g.category_id WHEN 'area' THEN g.area_id
                                     WHEN 'kind' THEN g.case_kind ELSE '' END,
                   @sign * SUM(g.received), @sign * SUM(g.replied), @sign * SUM(g.promised)
              FROM (SELECT c.case_kind, c.category_id, c.area_id,
                           COUNT(*) AS received,
                           COUNT(c.replied_at) AS replied,
                           COUNT(CASE WHEN c.replied_at IS NULL THEN c.due_at END) AS promised
                      FROM touched_clock c
                     WHERE c.excluded = 0
                     GROUP BY c.area_id, c.category_id, c.case_kind) g
              JOIN scope_of_kind s ON s.case_kind = g.case_kind
             GROUP BY 1, 2
                ON CONFLICT (scope_kind, scope_id) DO UPDATE
               SET received = reply_total.received + excluded.received, replied = reply_total.replied + excluded.replied,
                   promised = reply_total.promised + excluded.promised
            """,
            new { sign });
        await ClosedCases.Contribute(connection, sign);
        await connection.ExecuteAsync(
            """
            INSERT INTO headline_bucket (bucket, n)
            SELECT c.reply_bucket, @sign * COUNT(*)
              FROM touched_clock c
              JOIN scope_of_kind s ON s.case_kind = c.case_kind AND s.scope_kind = 'all'
              JOIN headline_window w ON c.received_day BETWEEN w.first_day AND w.last_day
             WHERE c.excluded = 0 AND c.replied_at IS NOT NULL
             GROUP BY 1
                ON CONFLICT (bucket) DO UPDATE SET n = headline_bucket.n + excluded.n
            """,
            new { sign });
    }

    /// <summary>Remembers the days of which something was learnt late, for the roll-up to note a correction.</summary>
    private static Task Restate(DbConnection connection) => connection.ExecuteAsync(
        """
        INSERT INTO restated_day (day)
        SELECT DISTINCT c.received_day
          FROM touched_clock c
         WHERE c.restates = 1
            ON CONFLICT (day) DO NOTHING
        """);
}
