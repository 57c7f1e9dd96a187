namespace LiveDashboard.Web;

/// <summary>
/// The clock and the calendar of the station: days begin at its midnight, whatever the visitor's or the server's zone.
/// </summary>
public sealed class StationTime(TimeProvider clock, TimeZoneInfo zone)
{
    public TimeZoneInfo Zone => zone;
    public DateTimeOffset Now => clock.GetUtcNow();
    public DateOnly Today => DayOf(Now);
    public DateTimeOffset At(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone);
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(At(instant).DateTime);

    /// <summary>The instant at which a day begins; on the rare day that has no midnight, its first instant.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(15);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }
}
