using System.Globalization;

namespace LiveDashboard.Web;

/// <summary>
/// How durations, counts and dates are written (ux.md 2.8). Parts that belong together are joined by U+00A0, never by
/// U+202F, which the typeface lacks.
/// </summary>
public static class Formats
{
    private const string Nbsp = "\u00a0";

    /// <summary>"under 1 min", "14 min", "2 h 05 min", "1 d 4 h" and, from 72 hours on, "5 days".</summary>
    public static string Duration(this Language language, TimeSpan time)
    {
        var (days, hours, minutes) = Parts(time);
        return days >= 3 ? language.Say("duration.days", language.Count(days)) : language.Short(days, hours, minutes);
    }

    /// <summary>The same for an axis, where every word must be short: "3 d".</summary>
    public static string Tick(this Language language, TimeSpan time)
    {
        var (days, hours, minutes) = Parts(time);
        return time == TimeSpan.Zero ? "0" : language.Short(days, hours, minutes);
    }

    /// <summary>A promised time: whole days as days ("2 days"), all else as a duration ("4 h").</summary>
    public static string Promise(this Language language, TimeSpan time) =>
        time >= TimeSpan.FromDays(2) && time.Ticks % TimeSpan.TicksPerDay == 0
            ? language.Say("duration.days", language.Count(time.Days))
            : language.Duration(time);

    /// <summary>A duration as a screen reader should say it: "2 hours 5 minutes".</summary>
    public static string SpokenDuration(this Language language, TimeSpan time)
    {
        var (days, hours, minutes) = Parts(time);
        if (days + hours + minutes == 0) return language["spoken.under"];
        return string.Join(' ', new[] { ("spoken.days", days), ("spoken.hours", hours), ("spoken.minutes", minutes) }
            .Where(part => part.Item2 > 0)
            .Select(part => language.Plural(part.Item1, part.Item2)));
    }

    /// <summary>"1,214", in French "1 214".</summary>
    public static string Count(this Language language, long count) =>
        count.ToString("#,0", CultureInfo.InvariantCulture)
            .Replace(",", language["number.group"], StringComparison.Ordinal);

    /// <summary>Whole per cent of a share from 0 to 1: "83%", in French "83 %".</summary>
    public static string Percent(this Language language, double share) =>
        language.Say("number.percent",
            Math.Round(100 * share, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture));

    /// <summary>"16 April", "1er avril".</summary>
    public static string Day(this Language language, DateOnly day) =>
        language.Say(day.Day == 1 ? "date.first" : "date.day", day.Day, language[$"month.{day.Month}"]);

    /// <summary>"16 April 2026".</summary>
    public static string LongDay(this Language language, DateOnly day) =>
        language.Say("date.long", language.Day(day), day.Year);

    /// <summary>"14:02" in both languages, at the offset that the instant carries (station time).</summary>
    public static string Clock(this Language _, DateTimeOffset instant) =>
        instant.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>
    /// What is written of a duration: minutes under a day, hours under three, then whole days; rounded, and rounded
    /// before the unit is chosen, so that there is no "24 h".
    /// </summary>
    private static (long Days, long Hours, long Minutes) Parts(TimeSpan time)
    {
        if (time < TimeSpan.FromMinutes(1)) return default;
        var minutes = Round(time.TotalMinutes);
        if (minutes < 24 * 60) return (0, minutes / 60, minutes % 60);
        var hours = Round(time.TotalHours);
        return hours < 72 ? (hours / 24, hours % 24, 0) : (Round(time.TotalDays), 0, 0);
    }

    private static long Round(double value) => (long)Math.Round(value, MidpointRounding.AwayFromZero);

    private static string Short(this Language language, long days, long hours, long minutes)
    {
        if (days + hours + minutes == 0) return language["duration.under"];
        var parts = new List<string>(2);
        if (days > 0) parts.Add(language.Say("duration.d", days));
        if (hours > 0) parts.Add(language.Say("duration.h", hours));
        if (minutes > 0)
            parts.Add(language.Say("duration.min",
                minutes.ToString(hours > 0 ? "00" : "0", CultureInfo.InvariantCulture)));
        return string.Join(Nbsp, parts);
    }
}
