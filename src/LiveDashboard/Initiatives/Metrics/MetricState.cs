using LiveDashboard.Figures;

namespace LiveDashboard.Initiatives.Metrics;

/// <summary>Where a metric stands, before any language: what its bullet and its history show.</summary>
/// <param name="Initiative">Whose it is.</param>
/// <param name="Total">All its readings; none: null.</param>
/// <param name="History">The last periods, oldest first: null where there is no reading.</param>
/// <param name="Entered">The day on which the newest reading was entered, or corrected.</param>
/// <param name="Due">The day by which the newest missing reading was expected; null when none is late.</param>
/// <param name="Today">What of the target is due by today.</param>
public sealed record MetricState(
    Initiative Initiative, Metric Metric, Combined? Total, EquatableList<(DateOnly Period, long? Milli)> History,
    DateOnly? Entered, DateOnly? Due, DateOnly Today, PublicationRules Rules)
{
    /// <summary>How many periods the history shows: one more than a year of months, to compare a month with its last.</summary>
    public const int Periods = 13;

    /// <summary>The number that is shown, in thousandths; of people it is rounded down, so that watching it tick tells little.</summary>
    public long? Milli => Total?.Of(Metric.Combine) is not { } value ? null
        : Metric.People == 0 ? value
        : value < Rules.K * 1000L ? null : value / (Rules.K * 1000L) * (Rules.K * 1000L);

    public FigureState State => Total is null ? FigureState.Empty
        : Milli is null ? FigureState.Suppressed
        : Initiative.State == InitiativeState.Closed ? FigureState.Closed
        : Due is not null ? FigureState.LateSource : FigureState.Ok;

    /// <summary>Whether the target is reached; null when there is none, or nothing to compare.</summary>
    public bool? Reached => Milli is not { } value || Metric.TargetMilli is not { } target ? null
        : Metric.Better == Metric.Less ? value <= target : value >= target;

    /// <summary>
    /// What a sum should be by now if it grew evenly; null for all else, which has no course: a rate is not
    /// half of itself at half-time.
    /// </summary>
    public long? Course => Metric is { Combine: Combine.Sum, Better: Metric.More, TargetMilli: { } target }
        && Initiative.State == InitiativeState.Open && Today < Initiative.Last && Today >= Initiative.First
            ? (long)((decimal)target * (Today.DayNumber - Initiative.First.DayNumber + 1)
                / (Initiative.Last.DayNumber - Initiative.First.DayNumber + 1))
            : null;

    /// <summary>Whether its periods may be shown: not of people, as differences would give small numbers away.</summary>
    public bool ShowsHistory => Metric.People == 0;

    /// <summary>Where the right end of the bullet is, in thousandths.</summary>
    public decimal Scale => Math.Max(1, Math.Max(Metric.TargetMilli ?? 0, Milli ?? 0)) * 1.1m;

    /// <summary>Equal when the same would be shown; an initiative's texts are compared by its version.</summary>
    public bool Equals(MetricState? other) => other is not null && Metric == other.Metric && Total == other.Total
        && History.Equals(other.History) && Entered == other.Entered && Due == other.Due && Course == other.Course
        && Initiative.Id == other.Initiative.Id && Initiative.Version == other.Initiative.Version
        && Initiative.State == other.Initiative.State && Rules == other.Rules;

    public override int GetHashCode() => HashCode.Combine(Metric.Id, Total, Entered, Due);
}
