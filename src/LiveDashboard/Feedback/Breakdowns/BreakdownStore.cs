using System.Data.Common;
using Dapper;

namespace LiveDashboard.Feedback.Breakdowns;

/// <summary>A row as it was published.</summary>
public sealed record PublishedRow
{
    public string ScopeId { get; init; } = "";
    public long FirstDay { get; init; }
    public long LastDay { get; init; }
    public long Received { get; init; }
    public long? P50Ms { get; init; }
    public long P50Reached { get; init; }
    public long? LowMs { get; init; }
    public long? HighMs { get; init; }
    public string Weeks { get; init; } = "";
    public long SeenReceived { get; init; }
    public long SeenReplied { get; init; }
    public long PublishedAt { get; init; }
}

/// <summary>All that ever happened in a category or area.</summary>
public readonly record struct ScopeTotal(string Id, long Received, long Replied);

/// <summary>The published breakdowns, and what decides when a row is renewed.</summary>
public static class BreakdownStore
{
    public static async Task<IReadOnlyList<PublishedRow>> Rows(DbConnection db, string scopeKind) =>
        (await db.QueryAsync<PublishedRow>(
            """
            SELECT scope_id, first_day, last_day, received, p50_ms, p50_reached, low_ms, high_ms, weeks,
                   seen_received, seen_replied, published_at
              FROM breakdown_row
             WHERE scope_kind = @scopeKind
            """,
            new { scopeKind })).AsList();

    /// <summary>
    /// Every scope of the provider's list, with how many ever wrote in it and how many were answered; and the one of
    /// those who gave none, once there are <paramref name="k"/>: its mere appearance would tell of the first.
    /// </summary>
    public static async Task<IReadOnlyList<ScopeTotal>> Totals(DbConnection db, string scopeKind, int k) =>
        (await db.QueryAsync<ScopeTotal>(
            """
            SELECT l.id, COALESCE(t.received, 0) AS received, COALESCE(t.replied, 0) AS replied
              FROM (SELECT id FROM category WHERE @scopeKind = 'category'
                     UNION ALL
                    SELECT id FROM area WHERE @scopeKind = 'area') l
              LEFT JOIN reply_total t ON t.scope_kind = @scopeKind AND t.scope_id = l.id
             UNION ALL
            SELECT scope_id AS id, received, replied
              FROM reply_total
             WHERE scope_kind = @scopeKind AND scope_id = ''
               AND (received >= @k
                    OR EXISTS (SELECT 1 FROM breakdown_row b WHERE b.scope_kind = @scopeKind AND b.scope_id = ''))
            """,
            new { scopeKind, k })).AsList();

    /// <summary>The names of a list's items: in the provider's language under "", and in others by their code.</summary>
    public static async Task<ILookup<string, KeyValuePair<string, string>>> Names(DbConnection db, string scopeKind) =>
        (await db.QueryAsync<(string Id, string Language, string Name)>(
            """
            SELECT id, '' AS language, name FROM category WHERE @scopeKind = 'category'
             UNION ALL
            SELECT id, '' AS language, name FROM area WHERE @scopeKind = 'area'
             UNION ALL
            SELECT item_id, language, name FROM list_name WHERE list = @scopeKind
            """,
            new { scopeKind })).ToLookup(row => row.Id, row => KeyValuePair.Create(row.Language, row.Name));

    public static Task Publish(DbConnection db, string scopeKind, PublishedRow row) => db.ExecuteAsync(
        """
        INSERT INTO breakdown_row (scope_kind, scope_id, first_day, last_day, received, p50_ms, p50_reached, low_ms, high_ms,
                                   weeks, seen_received, seen_replied, published_at)
        VALUES (@scopeKind, @ScopeId, @FirstDay, @LastDay, @Received, @P50Ms, @P50Reached, @LowMs, @HighMs,
                @Weeks, @SeenReceived, @SeenReplied, @PublishedAt)
            ON CONFLICT (scope_kind, scope_id) DO UPDATE
           SET first_day = excluded.first_day, last_day = excluded.last_day, received = excluded.received,
               p50_ms = excluded.p50_ms, p50_reached = excluded.p50_reached, low_ms = excluded.low_ms,
               high_ms = excluded.high_ms, weeks = excluded.weeks, seen_received = excluded.seen_received,
               seen_replied = excluded.seen_replied, published_at = excluded.published_at
        """,
        new
        {
            scopeKind,
            row.ScopeId,
            row.FirstDay,
            row.LastDay,
            row.Received,
            row.P50Ms,
            row.P50Reached,
            row.LowMs,
            row.HighMs,
            row.Weeks,
            row.SeenReceived,
            row.SeenReplied,
            row.PublishedAt,
        });
}
