using LiveDashboard.Web;

namespace LiveDashboard.Events.Pages;

/// <summary>The events that begin in a month, and its calendar.</summary>
/// <param name="Month">Its first day.</param>
public sealed record MonthOfEvents(DateOnly Month, IReadOnlyList<CommunityEvent> Events)
{
    public static DateOnly First(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>"June 2026".</summary>
    public string Name(Language language) => language.Say("period.month", language[$"month.{Month.Month}"], Month.Year);

    /// <summary>Its weeks, from Monday; days of other months are null.</summary>
    public IEnumerable<DateOnly?[]> Weeks
    {
        get
        {
            var blank = ((int)Month.DayOfWeek + 6) % 7;
            var days = DateTime.DaysInMonth(Month.Year, Month.Month);
            for (var first = 1 - blank; first <= days; first += 7)
                yield return [.. Enumerable.Range(first, 7).Select(n => n >= 1 && n <= days ? Month.AddDays(n - 1) : (DateOnly?)null)];
        }
    }

    /// <summary>The first event of a day; null: none begins on it.</summary>
    public CommunityEvent? On(DateOnly day, StationTime station) => Events.FirstOrDefault(one => station.FirstDay(one) == day);
}
