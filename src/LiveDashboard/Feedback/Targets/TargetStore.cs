using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Targets;

/// <summary>A promise: the time to the first reply, for a kind and a category ("" for any), while it is valid.</summary>
public sealed record Target(string Kind, string Category, TimeSpan Within, DateTimeOffset From, DateTimeOffset? To);

/// <summary>The promised times. A change holds from a date on; what was promised before stays promised.</summary>
public sealed class TargetStore(Database database, WriteLane lane, StaffClock staff)
{
    /// <summary>
    /// Sets the target from a date on, and ends the one before it. Cases received since are counted anew against it, in
    /// the same transaction.
    /// </summary>
    /// <param name="categoryId">"" for every category.</param>
    /// <param name="by">Who of staff does it; null: nobody of whom a record is kept, as in a demonstration.</param>
    public Task Set(
        string kind, string categoryId, TimeSpan within, DateTimeOffset from, CancellationToken ct, Actor? by = null) =>
        lane.Write(async turn =>
        {
            var at = from.ToUnixTimeMilliseconds();
            await turn.Connection.ExecuteAsync(
                "DELETE FROM target WHERE kind = @kind AND category_id = @categoryId AND valid_from >= @at",
                new { kind, categoryId, at });
            await turn.Connection.ExecuteAsync(
                """
                UPDATE target SET valid_to = @at
                 WHERE kind = @kind AND category_id = @categoryId AND (valid_to IS NULL OR valid_to > @at)
                """,
                new { kind, categoryId, at });
            await turn.Connection.ExecuteAsync(
                """
                INSERT INTO target (id, kind, category_id, within_ms, valid_from, valid_to)
                VALUES (@id, @kind, @categoryId, @withinMs, @at, NULL)
                """,
                new { id = CaseId.New(), kind, categoryId, withinMs = (long)within.TotalMilliseconds, at });
            await TouchedCases.Prepare(turn.Connection);
            await turn.Connection.ExecuteAsync(
                """
                INSERT INTO touched_case (case_id, restates)
                SELECT case_id, 0 FROM case_clock WHERE received_at >= @at
                    ON CONFLICT (case_id) DO NOTHING
                """,
                new { at });
            turn.OnceBeforeCommit(nameof(CaseAggregates), CaseAggregates.Apply);
            if (by is not null)
                await AuditStore.Add(
                    turn, staff, by, AuditKind.TargetSet, $"{kind} {categoryId}".Trim(), became: $"{within.TotalHours} h, {from:yyyy-MM-dd}");
        }, ct);

    public async Task<IReadOnlyList<Target>> List(CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return [.. (await db.QueryAsync<Row>(
            """
            SELECT t.kind, COALESCE(c.name, t.category_id) AS category, t.within_ms, t.valid_from, t.valid_to
              FROM target t
              LEFT JOIN category c ON c.id = t.category_id
             ORDER BY t.category_id, t.kind, t.valid_from
            """)).Select(row => row.ToTarget())];
    }

    /// <summary>The id of a category by its name; null when there is none.</summary>
    public async Task<string?> FindCategory(string name, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await db.ExecuteScalarAsync<string?>("SELECT id FROM category WHERE name = @name", new { name });
    }

    private sealed record Row
    {
        public string Kind { get; init; } = "";
        public string Category { get; init; } = "";
        public long WithinMs { get; init; }
        public long ValidFrom { get; init; }
        public long? ValidTo { get; init; }

        public Target ToTarget() => new(
            Kind, Category, TimeSpan.FromMilliseconds(WithinMs), DateTimeOffset.FromUnixTimeMilliseconds(ValidFrom),
            ValidTo is { } to ? DateTimeOffset.FromUnixTimeMilliseconds(to) : null);
    }
}
