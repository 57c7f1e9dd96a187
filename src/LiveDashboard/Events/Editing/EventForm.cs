using System.Globalization;
using LiveDashboard.Events.Attendance;
using LiveDashboard.Web;
using LiveDashboard.Web.Forms;

namespace LiveDashboard.Events.Editing;

/// <summary>An event as a form sends it. Days and times are the station's.</summary>
public sealed class EventForm
{
    public const string Weekly = "weekly";
    public const string Monthly = "monthly";

    public static readonly IReadOnlyList<string> Repeats = ["", Weekly, Monthly];

    public string? NameEn { get; set; }
    public string? NameFr { get; set; }
    public string? AboutEn { get; set; }
    public string? AboutFr { get; set; }
    public string? Place { get; set; }
    public string? Host { get; set; }
    public string? Day { get; set; }
    /// <summary>Empty with <see cref="To"/>: days alone.</summary>
    public string? From { get; set; }
    /// <summary>The last day; empty: the first, or the one after where it ends after midnight.</summary>
    public string? Last { get; set; }
    public string? To { get; set; }
    public bool SignUp { get; set; }
    /// <summary>Empty or 0: no limit.</summary>
    public string? Capacity { get; set; }
    /// <summary>Both empty: until it begins.</summary>
    public string? CloseDay { get; set; }
    public string? CloseTime { get; set; }
    public string? Metric { get; set; }
    public string? State { get; set; }
    /// <summary>One of <see cref="Repeats"/>.</summary>
    public string? Repeat { get; set; }
    public string? Times { get; set; }
    public long Was { get; set; }

    public static EventForm Of(CommunityEvent one, StationTime station) => new()
    {
        NameEn = one.NameEn,
        NameFr = one.NameFr,
        AboutEn = one.AboutEn,
        AboutFr = one.AboutFr,
        Place = one.Place,
        Host = one.Host,
        Day = station.DayField(one.Starts),
        From = one.AllDay == 1 ? "" : station.TimeField(one.Starts),
        Last = FormText.Field(station.LastDay(one)),
        To = one.AllDay == 1 ? "" : station.TimeField(one.Ends),
        SignUp = one.SignUp == 1,
        Capacity = one.Capacity.ToString(CultureInfo.InvariantCulture),
        CloseDay = one.ClosesAt == one.StartsAt ? "" : station.DayField(one.Closes),
        CloseTime = one.ClosesAt == one.StartsAt ? "" : station.TimeField(one.Closes),
        Metric = one.MetricId,
        State = one.State,
        Was = one.Version,
    };

    /// <summary>An empty one: in a fortnight, at six.</summary>
    public static EventForm New(DateOnly today) => new()
    {
        Day = FormText.Field(today.AddDays(14)),
        From = "18:00",
        To = "20:00",
        Capacity = "0",
        SignUp = true,
        Times = "1",
        State = EventState.Draft,
    };

    /// <summary>What is asked for, and the end of the key of what is wrong with it; null: nothing.</summary>
    public (CommunityEvent Given, string? Problem) Read(
        CommunityEvent before, StationTime station, IReadOnlyList<AttendanceMetric> metrics)
    {
        string[] names = [FormText.Line(NameEn), FormText.Line(NameFr)];
        string[] texts = [FormText.Lines(AboutEn), FormText.Lines(AboutFr)];
        var (place, host, capacity) = (FormText.Line(Place), FormText.Line(Host), FormText.Line(Capacity));
        var isNumber = long.TryParse(
            capacity.Length == 0 ? "0" : capacity, NumberStyles.None, CultureInfo.InvariantCulture, out var people);
        var times = Span(station);
        var closes = FormText.Line(CloseDay).Length + FormText.Line(CloseTime).Length == 0
            ? times?.Starts : station.Read(CloseDay, CloseTime);
        var metric = FormText.Line(Metric);
        var problem = names.All(name => name.Length == 0) ? "name"
            : names.Any(name => !FormText.Fits(name, EventLimits.Name)) || !FormText.Fits(place, EventLimits.Place)
                || texts.Any(text => !FormText.Fits(text, EventLimits.About)) ? "text"
            : host.Length == 0 || !FormText.Fits(host, EventLimits.Host) ? "host"
            : times is null ? "times"
            : !isNumber || people > EventLimits.People ? "capacity"
            : closes is null || closes > times.Value.Ends ? "closes"
            : metric.Length > 0 && metric != before.MetricId && metrics.All(one => one.Id != metric) ? "metric"
            : State is not null && State != before.State
                && !(State is EventState.Draft or EventState.Published && before.State is "" or EventState.Draft)
                ? "stale" : null;
        return (before with
        {
            NameEn = names[0],
            NameFr = names[1],
            AboutEn = texts[0],
            AboutFr = texts[1],
            Place = place,
            Host = host,
            StartsAt = times?.Starts.ToUnixTimeMilliseconds() ?? before.StartsAt,
            EndsAt = times?.Ends.ToUnixTimeMilliseconds() ?? before.EndsAt,
            AllDay = times?.AllDay ?? false ? 1 : 0,
            SignUp = SignUp ? 1 : 0,
            Capacity = people,
            ClosesAt = closes?.ToUnixTimeMilliseconds() ?? before.ClosesAt,
            MetricId = metric,
            State = State ?? before.State,
            Version = Was,
        }, problem);
    }

    /// <summary>The event and its repetitions, at the same time of the station's day; null: they cannot be so many.</summary>
    public IReadOnlyList<CommunityEvent>? Series(CommunityEvent first, StationTime station)
    {
        if (FormText.Line(Repeat).Length == 0) return [first];
        var isNumber = int.TryParse(FormText.Line(Times), NumberStyles.None, CultureInfo.InvariantCulture, out var n);
        if (!Repeats.Contains(Repeat) || !isNumber || n is < 1 or > EventLimits.Copies) return null;
        return [.. Enumerable.Range(0, n).Select(i => first with
        {
            StartsAt = Later(first.Starts, i),
            EndsAt = Later(first.Ends, i),
            ClosesAt = Later(first.Closes, i),
        })];

        long Later(DateTimeOffset at, int steps)
        {
            var local = station.At(at).DateTime;
            local = Repeat == Weekly ? local.AddDays(7 * steps) : local.AddMonths(steps);
            // In the hour that is put past, an hour later.
            return (station.Moment(local) ?? station.Moment(local.AddHours(1)) ?? at).ToUnixTimeMilliseconds();
        }
    }

    /// <summary>When it begins and ends; null: that is no time.</summary>
    private (DateTimeOffset Starts, DateTimeOffset Ends, bool AllDay)? Span(StationTime station)
    {
        if (FormText.Day(Day) is not { } first) return null;
        var last = FormText.Line(Last).Length == 0 ? first : FormText.Day(Last);
        if (last is not { } until || until < first || until.DayNumber - first.DayNumber > 366) return null;
        if (FormText.Line(From).Length + FormText.Line(To).Length == 0)
            return (station.StartOf(first).ToUniversalTime(), station.StartOf(until.AddDays(1)).ToUniversalTime(), true);
        var (opens, ends) = (TypedTime.Clock(FormText.Line(From)), TypedTime.Clock(FormText.Line(To)));
        if (opens is not { } from || ends is not { } to) return null;
        if (until == first && to <= from) until = first.AddDays(1); // after midnight
        return station.Moment(first.ToDateTime(from)) is { } begin && station.Moment(until.ToDateTime(to)) is { } end && end > begin
            ? (begin, end, false) : null;
    }
}
