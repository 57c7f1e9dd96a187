using Dapper;
using LiveDashboard.Storage;

namespace LiveDashboard.Events.Editing;

/// <summary>What staff see of the events: drafts, and those whose attendance nobody has entered.</summary>
public sealed class EventDesk(Database database)
{
    private const int Most = 200;

    /// <summary>Drafts, the next first.</summary>
    public Task<IReadOnlyList<CommunityEvent>> Drafts(CancellationToken ct) => List(EventState.Draft, long.MaxValue, ct);

    /// <summary>Those that are over and wait for their attendance, the oldest first.</summary>
    public Task<IReadOnlyList<CommunityEvent>> ToDo(DateTimeOffset now, CancellationToken ct) =>
        List(EventState.Published, now.ToUnixTimeMilliseconds(), ct);

    private async Task<IReadOnlyList<CommunityEvent>> List(string state, long until, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<CommunityEvent>(
            """
            SELECT id, slug, name_en, name_fr, place, host, starts_at, ends_at, all_day, sign_up, capacity, closes_at, metric_id,
                   state, origin, version
              FROM community_event
             WHERE state = @state AND ends_at <= @until
             ORDER BY ends_at, id
             LIMIT @Most
            """,
            new { state, until, Most })).AsList();
    }
}
