using System.Globalization;
using LiveDashboard.Initiatives.Metrics;
using LiveDashboard.Initiatives.Readings;

using LiveDashboard.Web.Forms;

namespace LiveDashboard.Initiatives.Editing;

/// <summary>A reading as a form sends it.</summary>
public sealed class ReadingForm
{
    public string? Period { get; set; }
    public string? Part { get; set; }
    public string? Value { get; set; }
    public string? Over { get; set; }
    public string? Source { get; set; }
    public string? Note { get; set; }
    public string? Reason { get; set; }
    public bool Withdrawn { get; set; }

    /// <summary>The value about which somebody said that it is right though it looks wrong.</summary>
    public string? Sure { get; set; }

    /// <summary>The version that the page showed; 0: none.</summary>
    public long Was { get; set; }

    public static ReadingForm Of(Metric metric, ReadingVersion one) => new()
    {
        Period = one.Day.ToString(metric.Every == Periods.Year ? "yyyy" : "yyyy-MM", CultureInfo.InvariantCulture),
        Part = one.Part,
        Value = Numbers.Plain(one.ValueMilli),
        Over = one.Weight.ToString(CultureInfo.InvariantCulture),
        Source = one.Source,
        Note = one.Note,
        Was = one.Version,
    };

    /// <summary>What is said, and the end of the key of what is wrong with it; null: nothing.</summary>
    public (Reading? Given, string? Problem) Read(Metric metric, DateOnly today)
    {
        if (ReadingCsv.Period(FormText.Line(Period), metric.Every) is not { } period) return (null, "period");
        if (Numbers.Read(Value) is not { } milli) return (null, "value");
        var over = 1L;
        if (metric.Combine == Combine.Mean
            && !long.TryParse(FormText.Line(Over), NumberStyles.None, CultureInfo.InvariantCulture, out over)) return (null, "over");
        var reading = new Reading(
            period, FormText.Line(Part), milli, over, FormText.Line(Source), FormText.Line(Note), FormText.Line(Reason), Withdrawn && Was > 0);
        return (reading, reading.Problem(metric, today) ?? (Was > 0 && reading.Reason.Length == 0 ? "reason" : null));
    }
}
