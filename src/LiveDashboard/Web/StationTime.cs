namespace LiveDashboard.Web;

/// <summary>
/// The clock and the calendar of the station: days begin at its midnight, whatever the visitor's or the server's zone.
/// </summary>
public sealed class StationTime(TimeProvider clock, TimeZoneInfo zone)
{
    /// <summary>The station's time zone. Settled before the first day is counted, and never changed after.</summary>
    public TimeZoneInfo Zone { get; private set; } = zone;

    /// <summary>Takes the zone that the database's days are counted in. At start, before anything is measured.</summary>
    public void Settle(TimeZoneInfo counted) => Zone = counted;

    public DateTimeOffset Now => clock.GetUtcNow();
    public DateOnly Today => DayOf(Now);
    public DateTimeOffset At(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(At(instant).DateTime);

    /// <summary>The instant at which a day begins; on the rare day that has no midnight, its first instant.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (Zone.IsInvalidTime(local)) local = local.AddMinutes(15);
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }
}
