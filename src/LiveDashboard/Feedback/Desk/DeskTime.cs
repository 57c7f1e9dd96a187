using System.Globalization;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.Desk;

/// <summary>Moments as staff type them.</summary>
public static class DeskTime
{
    /// <summary>A day and a time of day at the station; null when it is none, or the clock was put past it.</summary>
    /// <param name="day">As in 2026-11-21.</param>
    /// <param name="time">As in 14:02.</param>
    public static DateTimeOffset? Read(this StationTime station, string? day, string? time)
    {
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            || !TimeOnly.TryParseExact(time, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock))
            return null;
        var local = date.ToDateTime(clock);
        if (station.Zone.IsInvalidTime(local)) return null;
        // Of an hour that the clock shows twice, the first.
        var offset = station.Zone.IsAmbiguousTime(local) ? station.Zone.GetAmbiguousTimeOffsets(local).Max() : station.Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>The day as a date field has it.</summary>
    public static string DayField(this StationTime station, DateTimeOffset at) =>
        station.At(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The time of day as a time field has it.</summary>
    public static string TimeField(this StationTime station, DateTimeOffset at) =>
        station.At(at).ToString("HH:mm", CultureInfo.InvariantCulture);
}
