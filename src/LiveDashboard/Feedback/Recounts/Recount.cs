using System.Data.Common;
using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Recounts;

/// <summary>
/// Counts everything again from the raw events and compares it with the tables that the figures are read from. Reads
/// one snapshot, writes nothing, and holds no case longer than its own events.
/// </summary>
public sealed class Recount(Database database)
{
    private const int MostNamed = 20;

    /// <summary>What differs, a sentence each, at most 20; empty when all is well.</summary>
    public async Task<IReadOnlyList<string>> Differences(CancellationToken ct)
    {
        await using var snapshot = await database.ReadSnapshot(ct);
        var db = snapshot.Connection;
        var counted = new Tally();
        var window = await db.QuerySingleAsync<(long First, long Last)>("SELECT first_day, last_day FROM headline_window");
        var targets = (await db.QueryAsync<StoredTarget>("SELECT kind, category_id, within_ms, valid_from, valid_to FROM target")).AsList();
        await foreach (var events in Cases(db, ct))
            if (CountedCase.From(events, targets) is { } one) Count(counted, one, window.First, window.Last);
        var stored = await Stored(db, ct);
        return [.. counted.DifferencesFrom(stored).Take(MostNamed)];
    }

    private static async IAsyncEnumerable<List<StoredEvent>> Cases(
        DbConnection db, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var current = new List<StoredEvent>();
        await foreach (var one in db.QueryUnbufferedAsync<StoredEvent>(
            """
            SELECT case_id, seq, kind, at, day, case_kind, category_id, area_id, voids
              FROM case_event
             ORDER BY case_id, seq
            """).WithCancellation(ct))
        {
            if (current.Count > 0 && current[0].CaseId != one.CaseId)
            {
                yield return current;
                current.Clear();
            }
            current.Add(one);
        }
        if (current.Count > 0) yield return current;
    }

    private static void Count(Tally tally, CountedCase one, long firstDay, long lastDay)
    {
        var bucket = one.RepliedAt is { } at ? DurationBuckets.Of(at - one.ReceivedAt) : (long?)null;
        tally.Add($"case {one.CaseId}: {one.CaseKind} {one.CategoryId} {one.AreaId} received {one.ReceivedAt} ({one.ReceivedDay})"
            + $" due {one.DueAt} replied {one.RepliedAt} ({one.RepliedDay}, {bucket}) resolved {one.ResolvedAt}"
            + $" reopened {one.Reopened} excluded {(one.Excluded ? 1 : 0)}", 1);
        if (one.Excluded) return;
        foreach (var (kind, id) in one.Scopes())
        {
            var scope = $"{kind} {id}";
            var daily = kind is "all" or "kind" ? 1 : 0; // the breakdowns have buckets per day, not counts
            tally.Add($"received {scope} day {one.ReceivedDay}", daily);
            tally.Add($"received {scope}", 1);
            if (bucket is null)
            {
                if (one.DueAt is not null) tally.Add($"promised {scope}", 1);
                tally.Add($"waiting {scope} day {one.ReceivedDay} hour {one.ReceivedAt / 3_600_000} due {one.DueAt / 3_600_000 ?? -1}", 1);
                continue;
            }
            tally.Add($"replied {scope} day {one.ReceivedDay}", daily);
            tally.Add($"replied {scope}", 1);
            tally.Add($"answered {scope} day {one.RepliedDay}", daily);
            tally.Add($"bucket {scope} day {one.ReceivedDay} {bucket}", 1);
            if (one.DueAt is { } due) tally.Add($"{(one.RepliedAt <= due ? "met" : "late")} {scope} day {one.ReceivedDay}", daily);
            if (kind == "all" && one.ReceivedDay >= firstDay && one.ReceivedDay <= lastDay) tally.Add($"headline {bucket}", 1);
        }
    }

    private static async Task<Tally> Stored(DbConnection db, CancellationToken ct)
    {
        var stored = new Tally();
        await foreach (var (name, n) in db.QueryUnbufferedAsync<(string, long)>(
            """
            SELECT 'case ' || case_id || ': ' || case_kind || ' ' || category_id || ' ' || area_id || ' received ' || received_at
                   || ' (' || received_day || ') due ' || COALESCE(CAST(due_at AS TEXT), '')
                   || ' replied ' || COALESCE(CAST(replied_at AS TEXT), '') || ' (' || COALESCE(CAST(replied_day AS TEXT), '') || ', '
                   || COALESCE(CAST(reply_bucket AS TEXT), '') || ') resolved ' || COALESCE(CAST(resolved_at AS TEXT), '')
                   || ' reopened ' || reopened || ' excluded ' || excluded,
                   CAST(1 AS BIGINT)
              FROM case_clock
             UNION ALL
            SELECT 'received ' || scope_kind || ' ' || scope_id || ' day ' || day, received FROM reply_day
             UNION ALL
            SELECT 'replied ' || scope_kind || ' ' || scope_id || ' day ' || day, replied FROM reply_day
             UNION ALL
            SELECT 'met ' || scope_kind || ' ' || scope_id || ' day ' || day, met FROM reply_day
             UNION ALL
            SELECT 'late ' || scope_kind || ' ' || scope_id || ' day ' || day, late FROM reply_day
             UNION ALL
            SELECT 'answered ' || scope_kind || ' ' || scope_id || ' day ' || day, answered FROM reply_day
             UNION ALL
            SELECT 'received ' || scope_kind || ' ' || scope_id, received FROM reply_total
             UNION ALL
            SELECT 'replied ' || scope_kind || ' ' || scope_id, replied FROM reply_total
             UNION ALL
            SELECT 'promised ' || scope_kind || ' ' || scope_id, promised FROM reply_total
             UNION ALL
            SELECT 'bucket ' || scope_kind || ' ' || scope_id || ' day ' || day || ' ' || bucket, n FROM reply_bucket
             UNION ALL
            SELECT 'waiting ' || scope_kind || ' ' || scope_id || ' day ' || day || ' hour ' || hour || ' due ' || due_hour, n
              FROM waiting_hour
             UNION ALL
            SELECT 'headline ' || bucket, n FROM headline_bucket
            """).WithCancellation(ct))
            stored.Add(name, n);
        return stored;
    }
}
