using System.Data.Common;
using LiveDashboard.Figures;
using LiveDashboard.Web;

namespace LiveDashboard.Initiatives.Metrics;

/// <summary>The metrics of a board, as they were measured.</summary>
/// <param name="Full">Whether each comes with its history.</param>
public sealed record InitiativesReading(EquatableList<MetricState> States, bool Full) : IFigureReading
{
    /// <summary>Another text when others are shown, or in other words: of pages that hold them from the start.</summary>
    public const string RowsKey = "initiatives-rows";

    public IEnumerable<Figure> InWords(Language language) => States.SelectMany(state => Full
        ? MetricWords.Bullet(state, language).Concat(MetricWords.History(state, language))
        : MetricWords.Bullet(state, language))
        .Append(new Figure(RowsKey, "", null, FigureState.Ok, string.Join(' ', States.Select(state =>
            $"{state.Metric.Key}.{state.Initiative.Version}.{(state.Milli is null ? "none" : "some")}"))));

    public IEnumerable<FigureNumber> InNumbers() => States.SelectMany(state => MetricWords.Numbers(state, Full));
}

/// <summary>
/// The metrics of all initiatives, or the first of each of those that the home page shows. Measures from the roll-ups:
/// the cost does not grow with the readings.
/// </summary>
public sealed class InitiativeFigures(bool home, StationTime station, PublicationRules rules) : IFigureSource
{
    /// <summary>The board of the initiatives' own pages.</summary>
    public const string OwnBoard = "initiatives";

    public const string SourceName = "initiatives";
    public const string HomeSourceName = "initiatives-home";

    /// <summary>How many the home page shows.</summary>
    public const int OnHome = 3;

    public string Name => home ? HomeSourceName : SourceName;
    public string Board => home ? Visit.BoardName : OwnBoard;

    public async Task<IFigureReading> Measure(DbConnection snapshot, DateTimeOffset now, CancellationToken ct)
    {
        var today = station.DayOf(now);
        var metrics = (await MetricStore.List(snapshot)).ToLookup(metric => metric.InitiativeId);
        var totals = await MetricStore.Totals(snapshot);
        // Years are the longest step: thirteen of them.
        var periods = await MetricStore.Periods(snapshot, today.AddYears(-MetricState.Periods));
        var shown = await InitiativeStore.List(snapshot, drafts: false);
        var states =
            from initiative in home ? shown.Where(one => one.State == InitiativeState.Open) : shown
            from metric in home ? metrics[initiative.Id].Take(1) : metrics[initiative.Id]
            select State(initiative, metric, totals.GetValueOrDefault(metric.Id), [.. periods[metric.Id]], today);
        return new InitiativesReading(new(home ? states.Take(OnHome) : states), Full: !home);
    }

    private MetricState State(
        Initiative initiative, Metric metric, Combined? total, MetricStore.PeriodRow[] rows, DateOnly today)
    {
        var current = Periods.Of(metric.Every, initiative.State == InitiativeState.Closed || today > initiative.Last ? initiative.Last : today);
        var values = rows.ToDictionary(row => row.Period, row => row.Combined.Of(metric.Combine));
        var history = Enumerable.Range(0, MetricState.Periods)
            .Select(i => Periods.Step(metric.Every, current, i - MetricState.Periods + 1))
            .Select(period => (period, values.GetValueOrDefault(InitiativeStore.Number(period))));
        DateOnly? entered = rows.Length == 0 ? null
            : station.DayOf(DateTimeOffset.FromUnixTimeMilliseconds(rows.Max(row => row.ChangedAt)));
        var last = rows.Length == 0 ? (DateOnly?)null : InitiativeStore.Day(rows.Max(row => row.Period));
        return new MetricState(
            initiative, metric, total is { Readings: > 0 } ? total : null, new(history), entered,
            initiative.State == InitiativeState.Open ? Expected(initiative, metric, last, today) : null, today, rules);
    }

    /// <summary>
    /// The day by which a reading was expected that has not come: that of the newest period that is over, and its days of
    /// grace too. Null when there is none, or it has come.
    /// </summary>
    public static DateOnly? Expected(Initiative initiative, Metric metric, DateOnly? last, DateOnly today)
    {
        DateOnly Due(DateOnly of) => Periods.Step(metric.Every, of, 1).AddDays((int)metric.GraceDays);
        var first = Periods.Of(metric.Every, initiative.First);
        var end = Periods.Of(metric.Every, initiative.Last);
        var newest = Periods.Of(metric.Every, today);
        if (newest > end) newest = end;
        while (newest >= first && Due(newest) > today) newest = Periods.Step(metric.Every, newest, -1);
        if (newest < first || last >= newest) return null;
        // The oldest that is missing is what has been waited for longest.
        return Due(last is { } there && there >= first ? Periods.Step(metric.Every, there, 1) : first);
    }
}
