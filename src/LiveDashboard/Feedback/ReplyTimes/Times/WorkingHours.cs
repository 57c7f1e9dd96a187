namespace LiveDashboard.Feedback.ReplyTimes.Times;

/// <summary>
/// A desk's hours, to tell how much of a wait fell into them. The headline is always calendar time, which is what
/// residents live through; this is its fair twin for staff (features.md 5.1).
/// </summary>
/// <param name="zone">The station's time zone.</param>
/// <param name="opens">When the desk opens, station time.</param>
/// <param name="closes">When it closes, later on the same day.</param>
/// <param name="days">The days of the week on which it is open.</param>
/// <param name="holidays">Days on which it is not, all the same.</param>
public sealed class WorkingHours(
    TimeZoneInfo zone, TimeOnly opens, TimeOnly closes, IReadOnlySet<DayOfWeek> days, IReadOnlySet<DateOnly> holidays)
{
    /// <summary>How much of the time between two instants the desk was open. Elapsed time: clock changes do not add to it.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to)
    {
        var total = TimeSpan.Zero;
        var last = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(to, zone).DateTime);
        for (var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, zone).DateTime); day <= last; day = day.AddDays(1))
        {
            if (!days.Contains(day.DayOfWeek) || holidays.Contains(day)) continue;
            var start = Later(from, At(day, opens));
            var end = Earlier(to, At(day, closes));
            if (end > start) total += end - start;
        }
        return total;
    }

    private DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(15);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
