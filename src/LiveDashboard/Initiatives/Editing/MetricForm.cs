using System.Globalization;
using LiveDashboard.Initiatives.Metrics;

using LiveDashboard.Web.Forms;

namespace LiveDashboard.Initiatives.Editing;

/// <summary>A metric as a form sends it.</summary>
public sealed class MetricForm
{
    public string? MetricId { get; set; }
    public string? NameEn { get; set; }
    public string? NameFr { get; set; }
    public string? UnitEn { get; set; }
    public string? UnitFr { get; set; }
    public string? Combine { get; set; }
    public string? Better { get; set; }
    public string? Every { get; set; }
    public string? Grace { get; set; }
    public string? Target { get; set; }
    public bool People { get; set; }

    public static MetricForm Of(Metric metric) => new()
    {
        MetricId = metric.Id,
        NameEn = metric.NameEn,
        NameFr = metric.NameFr,
        UnitEn = metric.UnitEn,
        UnitFr = metric.UnitFr,
        Combine = metric.Combine,
        Better = metric.Better,
        Every = metric.Every,
        Grace = metric.GraceDays.ToString(CultureInfo.InvariantCulture),
        Target = metric.TargetMilli is { } target ? Numbers.Plain(target) : "",
        People = metric.People == 1,
    };

    public static MetricForm New() => new()
    {
        MetricId = InitiativeStore.NewId(),
        Combine = Metrics.Combine.Sum,
        Better = Metric.More,
        Every = Periods.Month,
        Grace = "14",
    };

    /// <summary>What is asked for, and the end of the key of what is wrong with it; null: nothing.</summary>
    /// <param name="before">As it is; null: a new one.</param>
    public (Metric Given, string? Problem) Read(Initiative of, Metric? before, long position)
    {
        string[] texts = [FormText.Line(NameEn), FormText.Line(NameFr), FormText.Line(UnitEn), FormText.Line(UnitFr)];
        var target = FormText.Line(Target);
        var milli = target.Length > 0 ? Numbers.Read(target) : null;
        var isGrace = long.TryParse(FormText.Line(Grace), NumberStyles.None, CultureInfo.InvariantCulture, out var grace) && grace <= 366;
        var problem = MetricId is not { Length: > 0 and <= 40 } ? "stale"
            : texts[0].Length + texts[1].Length == 0 ? "name"
            : texts.Any(text => !FormText.Fits(text, InitiativeWords.LongestName)) || texts[2..].Any(text => text.Length > InitiativeWords.LongestUnit) ? "text"
            : !Metrics.Combine.All.Contains(Combine) || !Metric.Directions.Contains(Better) || !Periods.All.Contains(Every) ? "kind"
            : !isGrace ? "grace"
            : target.Length > 0 && milli is null or <= 0 ? "target"
            : before is not null && before.Every != Every ? "every" : null;
        return (new Metric
        {
            Id = MetricId ?? "",
            InitiativeId = of.Id,
            Position = before?.Position ?? position,
            Combine = Combine ?? "",
            Better = Better ?? "",
            Every = Every ?? "",
            GraceDays = grace,
            TargetMilli = milli,
            People = People ? 1 : 0,
            NameEn = texts[0],
            NameFr = texts[1],
            UnitEn = texts[2],
            UnitFr = texts[3],
        }, problem);
    }
}
