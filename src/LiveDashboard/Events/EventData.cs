using System.Data.Common;
using System.Globalization;
using Dapper;
using LiveDashboard.Figures;
using LiveDashboard.Web;

namespace LiveDashboard.Events;

/// <summary>What the slice publishes as open data: every event, with how many came.</summary>
public sealed class EventData(StationTime station) : IDataSets
{
    public Task<IReadOnlyList<IDataSet>> List(DbConnection db, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<IDataSet>>([new EventList(station)]);

    private sealed class EventList(StationTime station) : IDataSet
    {
        public string Name => "lists/events";
        public string About => "events";
        public string Licence => "";
        public IReadOnlyList<string> Columns =>
            ["event", "starts", "ends", "name_en", "name_fr", "place", "host", "capacity", "state", "attendance",
             "attendance_version", "metric", "origin"];

        public IAsyncEnumerable<object?[]> Rows(DbConnection db, int skip, int most, CancellationToken ct) =>
            db.QueryUnbufferedAsync<CommunityEvent>(
                """
                SELECT e.slug, e.name_en, e.name_fr, e.place, e.host, e.starts_at, e.ends_at, e.all_day, e.sign_up, e.capacity,
                       e.metric_id, e.state, e.origin, a.people AS attendance, COALESCE(a.version, 0) AS attendance_version
                  FROM community_event e
                  LEFT JOIN event_attendance a ON a.event_id = e.id
                   AND a.version = (SELECT MAX(v.version) FROM event_attendance v WHERE v.event_id = e.id)
                 WHERE e.state <> 'draft'
                 ORDER BY e.ends_at, e.id
                 LIMIT @most OFFSET @skip
                """,
                new { skip, most }).Select(one => new object?[]
                {
                    one.Slug, At(one, one.Starts), At(one, one.AllDay == 1 ? one.Ends.AddMilliseconds(-1) : one.Ends), one.NameEn,
                    one.NameFr, one.Place, one.Host, one is { SignUp: 1, Capacity: > 0 } ? one.Capacity : null, one.State,
                    one.Attendance, one.Attendance is null ? null : one.AttendanceVersion, one.MetricId, one.Origin,
                });

        private string At(CommunityEvent one, DateTimeOffset at) => station.At(at).ToString(
            one.AllDay == 1 ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mmzzz", CultureInfo.InvariantCulture);
    }
}

/// <summary>Corrections of attendance, in the public log.</summary>
public sealed class AttendanceCorrections(StationTime station) : ICorrectionLog
{
    private sealed record Row(
        string Slug, string Host, long StartsAt, long Was, long Became, string Reason, long EnteredAt);

    public async Task<IReadOnlyList<Correction>> Newest(DbConnection db, int most, CancellationToken ct) =>
        [.. (await db.QueryAsync<Row>(
            """
            SELECT e.slug, e.host, e.starts_at, b.people AS was, a.people AS became, a.reason, a.entered_at
              FROM event_attendance a
              JOIN event_attendance b ON b.event_id = a.event_id AND b.version = a.version - 1
              JOIN community_event e ON e.id = a.event_id
             WHERE a.version > 1
             ORDER BY a.entered_at DESC, e.slug
             LIMIT @most
            """,
            new { most })).Select(row => new Correction(
                $"events/{row.Slug}",
                station.DayOf(DateTimeOffset.FromUnixTimeMilliseconds(row.StartsAt)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                row.Was, row.Became, "people", row.Reason, row.Host, DateTimeOffset.FromUnixTimeMilliseconds(row.EnteredAt)))];
}
