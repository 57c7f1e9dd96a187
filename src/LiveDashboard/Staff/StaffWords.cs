using LiveDashboard.Web;

namespace LiveDashboard.Staff;

/// <summary>How staff pages write times.</summary>
public static class StaffWords
{
    /// <summary>"21 November 2026, 14:02", station time.</summary>
    public static string When(this StationTime station, Language language, long at)
    {
        var time = station.At(DateTimeOffset.FromUnixTimeMilliseconds(at));
        return $"{language.LongDay(DateOnly.FromDateTime(time.DateTime))}, {language.Clock(time)}";
    }
}
