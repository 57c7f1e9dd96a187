namespace LiveDashboard.Web;

/// <summary>
/// Says that this instance is a demonstration with old records replayed; registered in that mode only, and then every
/// page says so.
/// </summary>
/// <param name="HoursPerMinute">How many hours of the records pass in one minute.</param>
/// <param name="Ended">Whether the records have run out, so that nothing changes any more.</param>
public sealed record DemoNotice(double HoursPerMinute, bool Ended);
