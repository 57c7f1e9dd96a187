using LiveDashboard.Web;

namespace LiveDashboard.Initiatives.Metrics;

/// <summary>How the readings of a period, and of the whole time, become one number.</summary>
public static class Combine
{
    public const string Sum = "sum";
    public const string Latest = "latest";
    /// <summary>Over how many it was taken is told with every reading, so that the mean of means is none.</summary>
    public const string Mean = "mean";

    public static readonly IReadOnlyList<string> All = [Sum, Latest, Mean];
}

/// <summary>What an initiative is measured by.</summary>
public sealed record Metric
{
    public const string More = "more";
    public const string Less = "less";

    public static readonly IReadOnlyList<string> Directions = [More, Less];

    public string Id { get; init; } = "";
    public string InitiativeId { get; init; } = "";
    public long Position { get; init; }
    /// <summary>One of <see cref="Metrics.Combine"/>.</summary>
    public string Combine { get; init; } = "";
    /// <summary>Which way is better: <see cref="More"/> or <see cref="Less"/>.</summary>
    public string Better { get; init; } = "";
    /// <summary>One of <see cref="Periods.All"/>.</summary>
    public string Every { get; init; } = "";
    /// <summary>So many days after a period its reading is not late yet.</summary>
    public long GraceDays { get; init; }
    /// <summary>In thousandths of the unit; null when there is none.</summary>
    public long? TargetMilli { get; init; }
    /// <summary>1: counts people who could be pointed at, so only a rounded total is shown.</summary>
    public long People { get; init; }
    /// <summary>The number of its definition: it grows when what is counted, or how, is changed.</summary>
    public long Definition { get; init; } = 1;
    public string NameEn { get; init; } = "";
    public string NameFr { get; init; } = "";
    public string UnitEn { get; init; } = "";
    public string UnitFr { get; init; } = "";

    public string Name(Language language) => BothLanguages.Choose(language, NameEn, NameFr);
    public string Unit(Language language) => BothLanguages.Choose(language, UnitEn, UnitFr);

    /// <summary>The beginning of the keys of its figures.</summary>
    public string Key => $"metric-{Id}";
}

/// <summary>
/// The readings of a period, or of all, combined as far as that needs no metric. Values are thousandths.
/// </summary>
/// <param name="Sum">Of value times weight.</param>
/// <param name="Last">The last one.</param>
public sealed record Combined(long Readings, long Sum, long Weight, long Last)
{
    /// <summary>The number that they make, in thousandths; null when there is none.</summary>
    public long? Of(string combine) => Readings == 0 ? null : combine switch
    {
        Combine.Sum => Sum,
        Combine.Latest => Last,
        _ => Weight == 0 ? null : (long)Math.Round((decimal)Sum / Weight, MidpointRounding.AwayFromZero),
    };
}

/// <summary>The steps in which readings come. A period is named by its first day.</summary>
public static class Periods
{
    public const string Month = "month";
    public const string Quarter = "quarter";
    public const string Year = "year";

    public static readonly IReadOnlyList<string> All = [Month, Quarter, Year];

    public static DateOnly Of(string every, DateOnly day) => every switch
    {
        Year => new(day.Year, 1, 1),
        Quarter => new(day.Year, (day.Month - 1) / 3 * 3 + 1, 1),
        _ => new(day.Year, day.Month, 1),
    };

    public static DateOnly Step(string every, DateOnly period, int steps) =>
        period.AddMonths(steps * (every == Year ? 12 : every == Quarter ? 3 : 1));

    /// <summary>"March 2026", "January to March 2026", "2026".</summary>
    public static string Say(Language language, string every, DateOnly period) => every switch
    {
        Year => $"{period.Year}",
        Quarter => language.Say(
            "period.quarter", language[$"month.{period.Month}"], language[$"month.{period.Month + 2}"], period.Year),
        _ => language.Say("period.month", language[$"month.{period.Month}"], period.Year),
    };
}
