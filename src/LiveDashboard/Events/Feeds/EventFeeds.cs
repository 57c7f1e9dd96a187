using LiveDashboard.Events.Attendance;
using LiveDashboard.Events.Pages;
using LiveDashboard.Web;
using LiveDashboard.Web.Feeds;

namespace LiveDashboard.Events.Feeds;

/// <summary>Makes what calendars and feed readers follow.</summary>
public sealed class EventFeeds(EventStore store, IAttendanceMetrics metrics, StationTime station)
{
    /// <summary>How many events a calendar holds: the newest.</summary>
    public const int MostInCalendar = 500;

    /// <summary>Calendars forget an event that a feed forgets, so it stays there for a while.</summary>
    private static readonly TimeSpan Past = TimeSpan.FromDays(90);

    private static readonly TimeSpan LookAgain = TimeSpan.FromHours(4);

    /// <summary>All events to come and those of the last three months, as a calendar.</summary>
    public async Task<byte[]> Calendar(Visit visit, string initiative, string host, CancellationToken ct)
    {
        var known = await metrics.List(ct);
        var events = await store.Newest(EventsModel.Filter(known, initiative, host), station.Now - Past, MostInCalendar, ct);
        return Calendar(visit, known, events.OrderBy(one => one.StartsAt), visit.Language["events.title"]);
    }

    /// <summary>One event as a calendar; null when there is none.</summary>
    public async Task<byte[]?> Calendar(Visit visit, string slug, CancellationToken ct) =>
        await store.FindPublic(slug, ct) is { } one ? Calendar(visit, await metrics.List(ct), [one], one.Name(visit.Language)) : null;

    /// <summary>The events that were published or changed last.</summary>
    public async Task<Feed> Make(Visit visit, string initiative, string host, string name, CancellationToken ct)
    {
        var text = visit.Language;
        var known = await metrics.List(ct);
        var events = await store.Newest(EventsModel.Filter(known, initiative, host), DateTimeOffset.UnixEpoch, MostInCalendar, ct);
        var entries = events.OrderByDescending(one => one.ChangedAt).Take(FeedAnswers.Most).Select(one => Entry(visit, known, one)).ToArray();
        var query = QueryString.Create(new[] { ("initiative", initiative), ("host", host) }.Where(one => one.Item2.Length > 0)
            .Select(one => KeyValuePair.Create(one.Item1, (string?)one.Item2)));
        return new Feed(
            text["events.title"], visit.Provider.Name, text.Code, visit.Absolute(visit.Link("/events") + query),
            visit.Absolute(visit.Link($"/{name}") + query),
            entries.Length > 0 ? entries.Max(one => one.Updated) : DateTimeOffset.UnixEpoch, entries);
    }

    private byte[] Calendar(
        Visit visit, IReadOnlyList<AttendanceMetric> known, IEnumerable<CommunityEvent> events, string name)
    {
        var ics = new IcsWriter().Line("BEGIN", "VCALENDAR").Line("VERSION", "2.0").Line("PRODID", "-//LiveDashboard//Events//EN")
            .Line("CALSCALE", "GREGORIAN").Text("X-WR-CALNAME", $"{visit.Provider.Name}: {name}")
            .Line("X-WR-TIMEZONE", station.Zone.Id)
            .Line("REFRESH-INTERVAL;VALUE=DURATION", $"PT{(int)LookAgain.TotalHours}H").Line("X-PUBLISHED-TTL", $"PT{(int)LookAgain.TotalHours}H");
        foreach (var one in events) Write(ics, visit, known, one);
        return ics.Line("END", "VCALENDAR").ToBytes();
    }

    // The same event is the same UID in every language and file; who asks in French gets its French words.
    private void Write(IcsWriter ics, Visit visit, IReadOnlyList<AttendanceMetric> known, CommunityEvent one)
    {
        var text = visit.Language;
        var changed = DateTimeOffset.FromUnixTimeMilliseconds(one.ChangedAt);
        ics.Line("BEGIN", "VEVENT").Line("UID", $"{one.Id}@events.livedashboard").Moment("DTSTAMP", changed).Moment("LAST-MODIFIED", changed)
            .Line("SEQUENCE", $"{one.Sequence}").Line("STATUS", one.State == EventState.Cancelled ? "CANCELLED" : "CONFIRMED");
        if (one.AllDay == 1)
            ics.Day("DTSTART", station.FirstDay(one)).Day("DTEND", station.LastDay(one).AddDays(1)).Line("TRANSP", "TRANSPARENT");
        else ics.Moment("DTSTART", one.Starts).Moment("DTEND", one.Ends);
        ics.Text("SUMMARY", one.Name(text)).Text("LOCATION", one.Place).Text("DESCRIPTION", Said(text, one, "\n"))
            .Line("URL", visit.Absolute(visit.Link(one.Path)));
        if (known.FirstOrDefault(metric => metric.Shown && metric.Id == one.MetricId) is { } counts)
            ics.Text("CATEGORIES", counts.InitiativeName(text));
        ics.Line("END", "VEVENT");
    }

    private FeedEntry Entry(Visit visit, IReadOnlyList<AttendanceMetric> known, CommunityEvent one)
    {
        var text = visit.Language;
        return new FeedEntry(
            visit.Absolute(visit.Link(one.Path)), $"{one.Name(text)}, {station.Say(text, one)}",
            string.Join("\n\n", new[] { one.Place, Said(text, one, "\n\n") }.Where(part => part.Length > 0)), one.Foreign(text) ?? text.Code,
            DateTimeOffset.FromUnixTimeMilliseconds(one.PublishedAt), DateTimeOffset.FromUnixTimeMilliseconds(one.ChangedAt),
            [.. known.Where(metric => metric.Shown && metric.Id == one.MetricId).Select(metric => metric.InitiativeName(text))]);
    }

    /// <summary>Whether it takes place, what it is about, who invites, and that it is invented where it is.</summary>
    private static string Said(Language text, CommunityEvent one, string between) => string.Join(between, new[]
    {
        one.State == EventState.Cancelled ? $"{text["events.cancelled"]} {one.Reason}".Trim() : "",
        one.IsInvented ? text["events.invented"] : "", one.About(text), one.Host,
    }.Where(part => part.Length > 0));
}
