using System.Data.Common;
using LiveDashboard.Events.SignUps;
using LiveDashboard.Figures;
using LiveDashboard.Web;

namespace LiveDashboard.Events;

/// <summary>An event to come, with its places as they are.</summary>
/// <param name="Open">Whether somebody may sign up now.</param>
public sealed record EventPlaces(CommunityEvent Event, Places Places, bool Open)
{
    /// <summary>"12 places left", "Full. 3 on the waiting list", or why there is nothing to say.</summary>
    public Figure InWords(Language language) => new(Event.PlacesKey, Text(language));

    private string Text(Language language) => this switch
    {
        { Event.State: EventState.Cancelled } => language["events.cancelled"],
        { Event.SignUp: 0 } => language["events.places.free"],
        { Open: false } => language["events.places.closed"],
        { Places.Capacity: 0 } => language.Plural("events.places.taken", Places.Taken),
        { Places: { IsFull: true, Waiting: > 0 } } => language.Say("events.places.waiting", language.Count(Places.Waiting)),
        { Places.IsFull: true } => language["events.places.full"],
        _ => language.Plural("events.places.left", Places.Left),
    };
}

/// <summary>The events to come, as they were measured.</summary>
public sealed record EventsReading(EquatableList<EventPlaces> Events) : IFigureReading
{
    public IEnumerable<Figure> InWords(Language language) => Events.Select(one => one.InWords(language));

    public IEnumerable<FigureNumber> InNumbers() => [];
}

/// <summary>How many places the next events have left, on the events' own pages and on the home page.</summary>
public sealed class EventFigures(bool home) : IFigureSource
{
    /// <summary>The board of the events' own pages.</summary>
    public const string OwnBoard = "events";

    public const string SourceName = "events";
    public const string HomeSourceName = "events-home";

    /// <summary>How many the home page shows.</summary>
    public const int OnHome = 3;

    /// <summary>How many are kept live: a year's for most; what comes after them is as it was when a page was made.</summary>
    public const int Most = 300;

    public string Name => home ? HomeSourceName : SourceName;
    public string Board => home ? Visit.BoardName : OwnBoard;

    public async Task<IFigureReading> Measure(DbConnection snapshot, DateTimeOffset now, CancellationToken ct)
    {
        var coming = await EventStore.Coming(snapshot, EventFilter.All, now, null, home ? 2 * OnHome : Most);
        var next = home
            ? coming.Where(one => one.State != EventState.Cancelled).OrderBy(one => one.StartsAt).Take(OnHome) : coming;
        var places = await SignUpStore.Places(snapshot, now);
        return new EventsReading(new(next.Select(one => Of(one, places.GetValueOrDefault(one.Id), now))));
    }

    /// <param name="places">Null: nobody has signed up.</param>
    public static EventPlaces Of(CommunityEvent one, Places? places, DateTimeOffset now) =>
        new(one, places ?? new Places(one.Capacity, 0, 0), one.TakesSignUps(now));
}
