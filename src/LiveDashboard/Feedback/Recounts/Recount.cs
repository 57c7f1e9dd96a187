using System.Data.Common;
using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Jobs;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Recounts;

/// <summary>
/// Counts everything again from the raw events and compares it with the tables that the figures are read from. Reads
/// one snapshot, writes nothing, and holds no case longer than its own events. As a job it raises an alarm when
/// anything differs.
/// </summary>
public sealed class Recount(Database database) : IJob, IProof
{
    private const int MostNamed = 20;
    private const long Ratings = 16; // the migration that brings them
    private const long Closed = 45;

    /// <exception cref="JobAlarmException">Something differs; names the first of it.</exception>
    public async Task Run(CancellationToken ct)
    {
        var differences = await Differences(ct);
        if (differences.Count > 0)
            throw new JobAlarmException(
                $"The figures are not what the events say, in {differences.Count} places or more: {differences[0]}");
    }

    /// <summary>What differs, a sentence each, at most 20; empty when all is well.</summary>
    public Task<IReadOnlyList<string>> Differences(CancellationToken ct) => Differences(database, ct);

    public async Task<IReadOnlyList<string>> Differences(Database stored, CancellationToken ct)
    {
        await using var snapshot = await stored.ReadSnapshot(ct);
        var db = snapshot.Connection;
        var counted = new Tally();
        var differences = new List<string>();
        var window = await db.QuerySingleAsync<(long First, long Last)>("SELECT first_day, last_day FROM headline_window");
        var targets = (await db.QueryAsync<StoredTarget>("SELECT kind, category_id, within_ms, valid_from, valid_to FROM target")).AsList();
        await foreach (var events in Cases(db, ct))
        {
            // The table's row sorts before the events, which are numbered from 1; there may be none, or nothing else.
            var clock = events[0].Seq == 0 ? events[0].Clock : "";
            var one = CountedCase.From([.. events.Where(happened => happened.Seq > 0)], targets);
            if (one is not null) Count(counted, one, window.First, window.Last);
            if (differences.Count < MostNamed && (one?.ToString() ?? "") != clock)
                differences.Add(
                    $"case {events[0].CaseId}: the events say '{one}', the table case_clock says '{clock}'");
        }
        differences.AddRange(counted.DifferencesFrom(await Stored(db, ct)));
        if (await IProof.Has(db, Ratings)) differences.AddRange(await RatingRecount.Differences(db, ct));
        if (await IProof.Has(db, Closed)) differences.AddRange(await ClosedRecount.Differences(db, ct));
        return [.. differences.Take(MostNamed)];
    }

    public async Task<string> Contents(Database stored, CancellationToken ct)
    {
        await using var snapshot = await stored.ReadSnapshot(ct);
        var (cases, events) = await snapshot.Connection.QuerySingleAsync<(long, long)>(
            "SELECT (SELECT COUNT(*) FROM feedback_case), (SELECT COUNT(*) FROM case_event)");
        return FormattableString.Invariant($"{cases:N0} cases, {events:N0} events");
    }

    // One stream of both, in order, and no join: a server whose statistics are old would choose a quadratic one.
    private static async IAsyncEnumerable<List<StoredEvent>> Cases(
        DbConnection db, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var current = new List<StoredEvent>();
        await foreach (var one in db.QueryUnbufferedAsync<StoredEvent>(
            """
            SELECT case_id, seq, kind, at, day, case_kind, category_id, area_id, voids, '' AS clock
              FROM case_event
             UNION ALL
            SELECT case_id, 0, '', 0, 0, NULL, NULL, NULL, NULL,
                   case_kind || ' ' || category_id || ' ' || area_id || ' received ' || received_at
                   || ' (' || received_day || ') due ' || COALESCE(CAST(due_at AS TEXT), '')
                   || ' replied ' || COALESCE(CAST(replied_at AS TEXT), '')
                   || ' (' || COALESCE(CAST(replied_day AS TEXT), '') || ', '
                   || COALESCE(CAST(reply_bucket AS TEXT), '')
                   || ') resolved ' || COALESCE(CAST(resolved_at AS TEXT), '')
                   || ' reopened ' || reopened || ' excluded ' || excluded
              FROM case_clock
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
        var bucket = one.Bucket;
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
