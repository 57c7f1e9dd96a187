using LiveDashboard.Events.Attendance;
using LiveDashboard.Events.SignUps;
using LiveDashboard.Storage;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LiveDashboard.Events.Pages;

/// <summary>What comes next, by month, and what was.</summary>
public sealed class EventsModel(
    Visit visit, EventStore store, IAttendanceMetrics metrics, Database database, StationTime station) : PageModel
{
    public const int OnPage = 60;
    public const int PastOnFirstPage = 10;

    public IReadOnlyList<AttendanceMetric> Metrics { get; private set; } = [];
    public IReadOnlyList<string> Hosts { get; private set; } = [];

    /// <summary>What is asked for; "" any.</summary>
    public string Initiative { get; private set; } = "";
    public string Host { get; private set; } = "";

    /// <summary>By the month in which they begin; nothing empty.</summary>
    public IReadOnlyList<MonthOfEvents> Coming { get; private set; } = [];
    public IReadOnlyList<CommunityEvent> Past { get; private set; } = [];

    /// <summary>Where the next page of each begins; null: there is none.</summary>
    public EventKey? Later { get; private set; }
    public EventKey? Earlier { get; private set; }

    /// <summary>Which part the page shows: all, or a further page of one.</summary>
    public bool ShowsComing { get; private set; } = true;
    public bool ShowsPast { get; private set; } = true;
    public bool IsFiltered => Initiative.Length + Host.Length > 0;

    /// <summary>The initiatives that have events, each once.</summary>
    public IReadOnlyList<AttendanceMetric> Initiatives { get; private set; } = [];

    public async Task OnGet(string? initiative, string? host, string? after, string? before, CancellationToken ct)
    {
        visit.Watch(EventFigures.OwnBoard);
        (Initiative, Host) = (Short(initiative), Short(host));
        Metrics = [.. (await metrics.List(ct)).Where(one => one.Shown)];
        Hosts = await store.Hosts(ct);
        var counted = await store.Metrics(ct);
        Initiatives = [.. Metrics.Where(one => counted.Contains(one.Id)).DistinctBy(one => one.Initiative)];
        var (from, until) = (EventKey.Read(after), EventKey.Read(before));
        (ShowsComing, ShowsPast) = (until is null, from is null);
        var filter = Filter(Metrics, Initiative, Host);
        if (ShowsComing) await ShowComing(filter, from, ct);
        if (ShowsPast)
        {
            var most = until is null ? PastOnFirstPage : OnPage;
            var past = await store.Past(filter, station.Now, until, most + 1, ct);
            Past = [.. past.Take(most)];
            if (past.Count > most) Earlier = EventKey.Of(Past[^1]);
        }
    }

    /// <summary>What an address asks for. An initiative that is not there has no events.</summary>
    public static EventFilter Filter(IReadOnlyList<AttendanceMetric> metrics, string initiative, string host) => new(
        host, initiative.Length == 0 ? null : [.. metrics.Where(one => one.Initiative == initiative).Select(one => one.Id)]);

    /// <summary>The initiative that an event counts for, where the public sees it; null: none.</summary>
    public AttendanceMetric? Of(CommunityEvent one) => Metrics.FirstOrDefault(metric => metric.Id == one.MetricId);

    /// <summary>This page with a further parameter, under the same filter.</summary>
    public string To(string name, EventKey? key) => visit.Link("/events") + Query(key is null ? "" : $"{name}={key}");

    /// <summary>A feed under the same filter.</summary>
    public string Feed(string name) => visit.Link($"/{name}") + Query("");

    private string Query(string more)
    {
        var parts = new[] { ("initiative", Initiative), ("host", Host) }.Where(part => part.Item2.Length > 0)
            .Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2)}").Append(more).Where(part => part.Length > 0);
        var query = string.Join('&', parts);
        return query.Length > 0 ? "?" + query : "";
    }

    private async Task ShowComing(EventFilter filter, EventKey? from, CancellationToken ct)
    {
        var found = await store.Coming(filter, station.Now, from, OnPage + 1, ct);
        var coming = found.Take(OnPage).ToArray();
        if (found.Count > OnPage) Later = EventKey.Of(coming[^1]);
        Coming = [.. coming.OrderBy(one => one.StartsAt).ThenBy(one => one.Id, StringComparer.Ordinal)
            .GroupBy(one => MonthOfEvents.First(station.FirstDay(one)))
            .Select(group => new MonthOfEvents(group.Key, [.. group]))];
        if (coming.All(one => visit.Find(one.PlacesKey) is not null)) return;
        await using var db = await database.Read(ct); // added since the last beat, or too far ahead to be live
        var places = await SignUpStore.Places(db, station.Now);
        visit.Otherwise(coming.Select(one =>
            EventFigures.Of(one, places.GetValueOrDefault(one.Id), station.Now).InWords(visit.Language)));
    }

    private static string Short(string? text) => text is { Length: <= EventLimits.Host } ? text : "";
}
