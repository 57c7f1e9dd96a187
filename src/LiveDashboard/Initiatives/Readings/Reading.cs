using LiveDashboard.Initiatives.Metrics;

namespace LiveDashboard.Initiatives.Readings;

/// <summary>How a reading came in.</summary>
public static class ReadingWay
{
    public const string Form = "form";
    public const string Csv = "csv";
    public const string Api = "api";
    /// <summary>With an event's attendance.</summary>
    public const string Event = "event";
}

/// <summary>What somebody says of a period. Limits are those of the public page.</summary>
/// <param name="Period">Its first day.</param>
/// <param name="Part">What of the period, where it comes in parts; else "".</param>
/// <param name="Milli">The value, in thousandths of the unit.</param>
/// <param name="Weight">Of a mean: over how many it was taken; else 1.</param>
/// <param name="Source">Where the number comes from, for everybody to read.</param>
/// <param name="Note">What the number does not say.</param>
/// <param name="Reason">Why it is not what was said before; "" of a first word.</param>
public sealed record Reading(
    DateOnly Period, string Part, long Milli, long Weight, string Source, string Note, string Reason, bool Withdrawn = false)
{
    public const int LongestText = 200;
    public const int LongestPart = 80;
    public const long LargestWeight = 1_000_000;

    /// <summary>The end of the key of what is wrong with it; null: nothing.</summary>
    public string? Problem(Metric metric, DateOnly today)
    {
        if (Period > today) return "future";
        if (Period.Year < 1990 || Period != Periods.Of(metric.Every, Period)) return "period";
        if (Weight is < 1 or > LargestWeight || (Weight != 1 && metric.Combine != Combine.Mean)) return "over";
        if (Math.Abs(Milli) > Numbers.Largest / Weight) return "value";
        if (Part.Length > LongestPart || Part.Any(char.IsControl)) return "part";
        return new[] { Source, Note, Reason }.Any(text => text.Length > LongestText || text.Any(char.IsControl)) ? "text" : null;
    }
}

/// <summary>A version of a reading as it is stored.</summary>
public sealed record ReadingVersion
{
    public string MetricId { get; init; } = "";
    public long Period { get; init; }
    public string Part { get; init; } = "";
    public long Version { get; init; }
    public long ValueMilli { get; init; }
    public long Weight { get; init; }
    public string Source { get; init; } = "";
    public string Note { get; init; } = "";
    public string Reason { get; init; } = "";
    public long Withdrawn { get; init; }
    public string EnteredBy { get; init; } = "";
    public long EnteredAt { get; init; }
    /// <summary>Of a correction: what it was before.</summary>
    public long? WasMilli { get; init; }
    public string Way { get; init; } = "";

    public DateOnly Day => InitiativeStore.Day(Period);
}

/// <summary>
/// Questions about a reading that may be right and look wrong: they are asked, and whoever is sure says so.
/// </summary>
public static class SoftChecks
{
    /// <summary>So many times the reading before, or a part of it as small.</summary>
    public const int Times = 10;

    /// <summary>The ends of the keys of what looks wrong.</summary>
    /// <param name="before">The reading of the last period that has one, thousandths; null: none.</param>
    public static IEnumerable<string> Of(Reading reading, Initiative initiative, long? before)
    {
        if (reading.Withdrawn) yield break;
        var (now, then) = (Math.Abs((decimal)reading.Milli), Math.Abs((decimal)(before ?? 0)));
        if (then > 0 && now >= then * Times) yield return "large";
        if (then > 0 && now > 0 && now * Times <= then) yield return "small";
        if (reading.Milli < 0) yield return "negative";
        if (reading.Period.AddMonths(12) < initiative.First || reading.Period > initiative.Last) yield return "outside";
    }
}
