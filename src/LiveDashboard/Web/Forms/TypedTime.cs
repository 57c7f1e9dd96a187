using System.Globalization;

namespace LiveDashboard.Web.Forms;

/// <summary>Moments as somebody types them.</summary>
public static class TypedTime
{
    /// <summary>A day and a time of day at the station; null when it is none, or the clock was put past it.</summary>
    /// <param name="day">As in 2026-11-21.</param>
    /// <param name="time">As in 14:02.</param>
    public static DateTimeOffset? Read(this StationTime station, string? day, string? time) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        && Clock(time) is { } clock ? station.Moment(date.ToDateTime(clock)) : null;

    /// <summary>A time of day as a field has it; null when it is none.</summary>
    public static TimeOnly? Clock(string? time) =>
        TimeOnly.TryParseExact(time, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock)
            ? clock : null;

    /// <summary>When the station's clocks show this; null when they were put past it.</summary>
    public static DateTimeOffset? Moment(this StationTime station, DateTime local)
    {
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
