using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Events.Importing;

/// <summary>What an import did. What looks like an error is imported, and told here.</summary>
/// <param name="Added">Events that were not there.</param>
/// <param name="Corrected">Attendances that were not what the file says now: each is a public correction.</param>
public sealed record ImportedEvents(EventFile File, int Added, int Corrected)
{
    public int Unchanged => File.Rows.Count - Added - Corrected;
}

/// <summary>
/// Writes records as events that were held: all of a file in one transaction, or none. Taken again it adds only what is
/// new, and corrects what differs.
/// </summary>
public sealed class EventImport(WriteLane lane, StationTime station, StaffClock staff)
{
    private const string Reason = "The imported records say another number now";

    /// <param name="host">The office that held them.</param>
    /// <param name="language">What the names are in.</param>
    public Task<ImportedEvents> Run(Actor actor, EventFile file, string host, Language language, CancellationToken ct) =>
        lane.Write(async turn =>
        {
            var known = (await turn.Connection.QueryAsync<(string Key, string Id, long Version, long People)>(
                """
                SELECT e.import_key, e.id, a.version, a.people
                  FROM community_event e
                  JOIN event_attendance a ON a.event_id = e.id
                   AND a.version = (SELECT MAX(v.version) FROM event_attendance v WHERE v.event_id = e.id)
                 WHERE e.import_key IS NOT NULL
                """)).ToDictionary(row => row.Key, row => (row.Id, row.Version, row.People));
            var rows = file.Rows.Select(row => (Row: row, Key: KeyOf(host, row))).ToArray();
            var added = rows.Where(row => !known.ContainsKey(row.Key)).ToArray();
            await Insert(turn.Connection, actor, host, language, added);
            var corrected = rows.Where(row => known.TryGetValue(row.Key, out var there) && there.People != row.Row.Attendees).ToArray();
            await Enter(turn.Connection, actor, corrected.Select(row =>
                (known[row.Key].Id, known[row.Key].Version + 1, row.Row.Attendees, Reason)));
            await AuditStore.Add(turn, staff, actor, AuditKind.EventsImported, host, became: $"{added.Length} + {corrected.Length}");
            return new ImportedEvents(file, added.Length, corrected.Length);
        }, ct);

    private async Task Insert(
        DbConnection db, Actor actor, string host, Language language, IReadOnlyList<(EventRow Row, string Key)> rows)
    {
        await using var insert = new PreparedCommand(db,
            """
            INSERT INTO community_event (id, slug, name_en, name_fr, about_en, about_fr, place, host, starts_at, ends_at, all_day,
                                         sign_up, capacity, closes_at, metric_id, state, reason, origin, import_key, added_at,
                                         published_at, changed_at, sequence, version, list_turn)
            VALUES (@id, @slug, @en, @fr, '', '', @place, @host, @starts, @ends, 1, 0, 0, @ends, '', 'held', '', '', @key, @now,
                    @now, @now, 0, 1, 0)
            """,
            "id", "slug", "en", "fr", "place", "host", "starts", "ends", "key", "now");
        var now = station.Now.ToUnixTimeMilliseconds();
        var events = new List<(string Id, long Version, long People, string Reason)>(rows.Count);
        foreach (var (row, key) in rows)
        {
            var id = EventLedger.NewId();
            events.Add((id, 1, row.Attendees, ""));
            await insert.Run(
                id, $"{row.Day:yyyy-MM-dd}-{Slugs.Of(row.Name, "event")}-{id[..8]}", language == Language.English ? row.Name : "",
                language == Language.French ? row.Name : "", row.Place, host, station.StartOf(row.Day).ToUnixTimeMilliseconds(),
                station.StartOf(row.Day.AddDays(1)).ToUnixTimeMilliseconds(), key, now);
        }
        await insert.Finish();
        await Enter(db, actor, events);
    }

    private async Task Enter(
        DbConnection db, Actor actor, IEnumerable<(string Id, long Version, long People, string Reason)> attendances)
    {
        await using var enter = new PreparedCommand(db,
            """
            INSERT INTO event_attendance (event_id, version, people, reason, entered_by, entered_at)
            VALUES (@id, @version, @people, @reason, @by, @now)
            """,
            "id", "version", "people", "reason", "by", "now");
        var now = station.Now.ToUnixTimeMilliseconds();
        foreach (var (id, version, people, reason) in attendances) await enter.Run(id, version, people, reason, actor.Name, now);
        await enter.Finish();
    }

    // Of events that nothing tells apart, the first of a file is the first of the next one too.
    private static string KeyOf(string host, EventRow row) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\u0001', host, $"{row.Day:yyyy-MM-dd}", row.Name, row.Place, $"{row.Nth}"))));
}
