// Over 120 lines because each view is a statement of its own: so it is served by its own index.
using System.Data.Common;
using Dapper;
using LiveDashboard.Staff;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.Desk.Queue.Reading;

/// <summary>Reads the queue. Each view walks one index in its order and stops; events are never looked at.</summary>
public sealed class QueueStore(Database database, StationTime station, StaffClock clock)
{
    /// <summary>How many a page shows.</summary>
    public const int PageSize = 100;

    /// <summary>Up to so many are counted, but of those who wait, who are all.</summary>
    public const int MostCounted = 20_000;

    public const long Day = 86_400_000;
    public const long Hour = 3_600_000;
    private const long Never = long.MaxValue;

    public async Task<QueuePage> Read(QueueFilter filter, DeskRights rights, CancellationToken ct)
    {
        await using var snapshot = await database.ReadSnapshot(ct);
        var db = snapshot.Connection;
        // Narrowed, a page costs a walk over the view anyway, and tells the count by the way.
        var whole = filter.IsNarrow || filter.View == "mine";
        var (at, after) = whole ? (-1, "") : filter.Cursor;
        var keys = await Keys(db, filter.View, new
        {
            queue = filter.Queue,
            category = filter.Category,
            area = filter.Area,
            kind = filter.Kind,
            narrow = filter.AsksForWords ? 1L : 0L,
            seen = rights.SeenQueues.ToArray(),
            assigned = filter.Who.Length > 0 ? 1L : 0L,
            member = filter.Who == "me" ? rights.MemberId : "",
            me = rights.MemberId,
            high = filter.High ? 1L : 0L,
            alert = filter.Alert,
            now = station.Now.ToUnixTimeMilliseconds(),
            day = Day,
            hour = Hour,
            never = Never,
            at,
            after,
            most = whole ? MostCounted : PageSize + 1,
        });
        var count = whole ? keys.Count : await Count(db, filter.View);
        if (whole && filter.Cursor is { Id.Length: > 0 } cursor)
            keys = [.. keys.Skip(keys.FindIndex(key => key.Id == cursor.Id) + 1)]; // gone: from the start again
        var page = keys.Take(PageSize).ToList();
        var next = keys.Count > PageSize ? $"{page[^1].At}.{page[^1].Id}" : "";
        var items = (await Items(db, page.ConvertAll(key => key.Id))).ToDictionary(item => item.Id);
        return new QueuePage(
            [.. page.Select(key => items[key.Id]).Select(item => rights.Sees(item.Queue) ? item : item.WithoutWords())],
            count, next);
    }

    private sealed record Key
    {
        public string Id { get; init; } = "";
        public long At { get; init; }
    }

    private static async Task<List<Key>> Keys(DbConnection db, string view, object asked) => (view switch
    {
        "answered" => await db.QueryAsync<Key>(EngineText.WithLists(db, QueueStatements.Answered), asked),
        "withheld" => await db.QueryAsync<Key>(EngineText.WithLists(db, QueueStatements.Withheld), asked),
        "mine" => await db.QueryAsync<Key>(EngineText.WithLists(db, QueueStatements.Mine), asked),
        _ => await db.QueryAsync<Key>(EngineText.WithLists(db, QueueStatements.Waiting), asked),
    }).AsList();

    private static Task<long> Count(DbConnection db, string view) => view switch
    {
        "answered" => db.ExecuteScalarAsync<long>(
            """
            SELECT COUNT(*)
              FROM (SELECT 1 AS one
                      FROM case_clock
                     WHERE replied_at IS NOT NULL AND resolved_at IS NULL AND excluded = 0
                     LIMIT @most) counted
            """,
            new { most = MostCounted }),
        "withheld" => db.ExecuteScalarAsync<long>(
            "SELECT COUNT(*) FROM (SELECT 1 AS one FROM case_clock WHERE excluded = 1 LIMIT @most) counted",
            new { most = MostCounted }),
        _ => db.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM case_clock WHERE replied_at IS NULL AND excluded = 0"),
    };

    private Task<IEnumerable<QueueItem>> Items(DbConnection db, IReadOnlyList<string> ids) => ids.Count == 0
        ? Task.FromResult(Enumerable.Empty<QueueItem>())
        : db.QueryAsync<QueueItem>(EngineText.WithLists(db,
            """
            SELECT c.case_id AS id, COALESCE(d.reference, '') AS reference, c.case_kind AS kind, c.category_id, c.area_id,
                   COALESCE(d.queue, 'desk') AS queue, c.received_at, c.due_at, c.replied_at,
                   substr(COALESCE(NULLIF(t.body, ''), f.subject, ''), 1, 160) AS words,
                   COALESCE(w.priority, 0) AS priority, COALESCE(w.assigned_to, '') AS assigned_to,
                   COALESCE(a.name, '') AS assigned_name, COALESCE(l.member_id, '') AS holder_id,
                   COALESCE(h.name, '') AS holder_name, COALESCE((l.held_until - @now + 59999) / 60000, 0) AS held_minutes
              FROM case_clock c
              JOIN feedback_case f ON f.id = c.case_id
              LEFT JOIN case_detail d ON d.case_id = c.case_id
              LEFT JOIN case_text t ON t.case_id = c.case_id AND t.seq = 1
              LEFT JOIN case_work w ON w.case_id = c.case_id
              LEFT JOIN staff_member a ON a.id = w.assigned_to
              LEFT JOIN case_claim l ON l.case_id = c.case_id AND l.held_until > @now
              LEFT JOIN staff_member h ON h.id = l.member_id
             WHERE c.case_id IN @ids
            """),
            new { ids = ids.ToArray(), now = clock.NowMs });

    /// <summary>What asks for somebody now, of all that wait.</summary>
    public async Task<DeskAlerts> Alerts(CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await db.QuerySingleAsync<DeskAlerts>(
            """
            SELECT COUNT(*) AS waiting,
                   COUNT(CASE WHEN w.assigned_to IS NULL AND c.received_at <= @now - @day THEN 1 END) AS unassigned,
                   COUNT(CASE WHEN c.due_at > @now AND (c.due_at - @now < @hour OR 4 * (c.due_at - @now) < c.due_at - c.received_at)
                              THEN 1 END) AS risk,
                   COUNT(CASE WHEN c.due_at <= @now AND COALESCE(w.told_until, 0) <= @now THEN 1 END) AS missed
              FROM case_clock c
              LEFT JOIN case_work w ON w.case_id = c.case_id
             WHERE c.replied_at IS NULL AND c.excluded = 0
            """,
            new { now = station.Now.ToUnixTimeMilliseconds(), day = Day, hour = Hour });
    }
}
