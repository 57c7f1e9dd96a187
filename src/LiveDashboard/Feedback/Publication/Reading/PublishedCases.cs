using System.Data.Common;
using Dapper;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.Publication.Reading;

/// <summary>Reads what is public: from the view <c>shown_case</c>, and from nothing else.</summary>
public sealed class PublishedCases(Database database, StationTime station)
{
    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<PublishedCase>> List(CaseFilter filter, int skip, int most, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        var cases = await db.QueryAsync<PublishedCase>(
            """
            SELECT s.reference, s.language, s.category_id, s.area_id, s.received_day, s.replied_day, s.resolved_at,
                   s.title, s.said, s.did, s.why, s.edit_reason, s.edit_note, s.edited_at, s.name, s.outcome, s.visible_at
              FROM shown_case s
             WHERE s.visible_at <= @Now AND (@Category = '' OR s.category_id = @Category)
               AND (@Area = '' OR s.area_id = @Area)
             ORDER BY s.visible_at DESC, s.reference
             LIMIT @most OFFSET @skip
            """,
            new { Now, filter.Category, filter.Area, most, skip });
        return [.. cases.Select(one => one.Plain())];
    }

    /// <summary>Those that were shown after one moment and until another, the newest first.</summary>
    public static async Task<IReadOnlyList<PublishedCase>> Shown(
        DbConnection db, DateTimeOffset after, DateTimeOffset until, int most) =>
        [.. (await db.QueryAsync<PublishedCase>(
            """
            SELECT s.reference, s.language, s.category_id, s.area_id, s.received_day, s.replied_day, s.resolved_at,
                   s.title, s.said, s.did, s.why, s.edit_reason, s.edit_note, s.edited_at, s.name, s.outcome, s.visible_at
              FROM shown_case s
             WHERE s.visible_at > @after AND s.visible_at <= @until
             ORDER BY s.visible_at DESC, s.reference
             LIMIT @most
            """,
            new { after = after.ToUnixTimeMilliseconds(), until = until.ToUnixTimeMilliseconds(), most })).Select(one => one.Plain())];

    public async Task<long> Count(CaseFilter filter, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await db.ExecuteScalarAsync<long>(
            """
            SELECT COUNT(s.case_id)
              FROM shown_case s
             WHERE s.visible_at <= @Now AND (@Category = '' OR s.category_id = @Category)
               AND (@Area = '' OR s.area_id = @Area)
            """,
            new { Now, filter.Category, filter.Area });
    }

    /// <summary>Null when it is not public, or not yet.</summary>
    public async Task<PublishedCase?> Find(string reference, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        var found = await db.QuerySingleOrDefaultAsync<PublishedCase?>(
            """
            SELECT s.reference, s.language, s.category_id, s.area_id, s.received_day, s.replied_day, s.resolved_at,
                   s.title, s.said, s.did, s.why, s.edit_reason, s.edit_note, s.edited_at, s.name, s.outcome, s.visible_at
              FROM shown_case s
             WHERE s.reference = @reference AND s.visible_at <= @Now
            """,
            new { reference, Now });
        return found?.Plain();
    }

    /// <summary>Of a case that was public once; null of all others.</summary>
    public async Task<Tombstone?> Gone(string reference, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await db.QuerySingleOrDefaultAsync<Tombstone?>(
            """
            SELECT w.decided_at, w.reason, w.note
              FROM case_detail d
              JOIN publication_surface w ON w.case_id = d.case_id AND w.surface = 'web' AND w.state = 'withdrawn'
             WHERE d.reference = @reference AND d.queue = 'desk'
            """,
            new { reference });
    }

    private long Now => station.Now.ToUnixTimeMilliseconds();
}
