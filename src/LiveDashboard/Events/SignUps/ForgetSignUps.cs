using System.ComponentModel.DataAnnotations;
using System.Data.Common;
using Dapper;
using LiveDashboard.Jobs;
using LiveDashboard.Storage;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Events.SignUps;

/// <summary>The section <c>Events</c> of the configuration.</summary>
public sealed class EventOptions
{
    public const string Section = "Events";

    /// <summary>So many days after an event, names, contacts and codes of its list are deleted.</summary>
    [Range(1, 366)] public int KeepDays { get; set; } = 30;
}

/// <summary>
/// Forgets who signed up, some days after the event. How many said that they come stays, and that they waited or left.
/// </summary>
public sealed class ForgetSignUps(
    Database database, WriteLane lane, IPlaceLetters letters, IOptions<EventOptions> options, TimeProvider clock)
    : IRetention
{
    private const int AtOnce = 50;

    public string Rule => "names and contacts of a list go some days after the event";

    public async Task Prune(CancellationToken ct)
    {
        var before = clock.GetUtcNow().AddDays(-options.Value.KeepDays).ToUnixTimeMilliseconds();
        var forgotten = false;
        while (await Due(before, ct) is { Count: > 0 } due)
        {
            await lane.Write(async turn =>
            {
                foreach (var eventId in due) await Forget(turn.Connection, eventId);
            }, ct);
            forgotten = true;
        }
        if (forgotten) lane.ForgetLog();
    }

    private async Task Forget(DbConnection db, string eventId)
    {
        foreach (var seq in (await db.QueryAsync<long>(
            """
            SELECT seq
              FROM event_sign_up
             WHERE event_id = @eventId AND code_hash IS NOT NULL AND (state = 'waiting' OR moved_at IS NOT NULL)
            """,
            new { eventId })).AsList())
            await letters.Forget(db, eventId, seq);
        await db.ExecuteAsync(
            "UPDATE event_sign_up SET name = '', contact = '', code_hash = NULL WHERE event_id = @eventId",
            new { eventId });
    }

    private async Task<IReadOnlyList<string>> Due(long before, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<string>(
            """
            SELECT DISTINCT s.event_id
              FROM event_sign_up s
              JOIN community_event e ON e.id = s.event_id
             WHERE s.code_hash IS NOT NULL AND e.ends_at < @before
             LIMIT @AtOnce
            """,
            new { before, AtOnce })).AsList();
    }
}
