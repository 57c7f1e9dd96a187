using LiveDashboard.Web;

namespace LiveDashboard.Events;

/// <summary>How pages write when an event is.</summary>
public static class EventTime
{
    /// <summary>"Friday 16 April 2027, 18:00 to 20:00"; of several days, both; of days alone, no time.</summary>
    public static string Say(this StationTime station, Language language, CommunityEvent one)
    {
        var (starts, ends) = (station.At(one.Starts), station.At(one.Ends));
        var (first, last) = (DateOnly.FromDateTime(starts.DateTime), LastDay(station, one));
        if (one.AllDay == 1)
            return first == last ? language.Weekday(first)
                : language.Say("events.days", language.Weekday(first), language.Weekday(last));
        return first == last || (last == first.AddDays(1) && ends.Hour < 6)
            ? language.Say("events.time", language.Weekday(first), language.Clock(starts), language.Clock(ends))
            : language.Say("events.days", $"{language.Weekday(first)}, {language.Clock(starts)}", $"{language.Weekday(last)}, {language.Clock(ends)}");
    }

    public static DateOnly FirstDay(this StationTime station, CommunityEvent one) => station.DayOf(one.Starts);

    /// <summary>The day in whose course it ends: midnight belongs to the day before.</summary>
    public static DateOnly LastDay(this StationTime station, CommunityEvent one) => station.DayOf(one.Ends.AddMilliseconds(-1));

    /// <summary>"Friday 16 April 2027".</summary>
    private static string Weekday(this Language language, DateOnly day) =>
        language.Say("date.weekday", language[$"weekday.{(int)day.DayOfWeek}"], language.LongDay(day));
}
