using LiveDashboard.Figures;
using LiveDashboard.Web;
using LiveDashboard.Web.Charts;

namespace LiveDashboard.Initiatives.Metrics;

/// <summary>A metric in the words and drawings of a page.</summary>
public static class MetricWords
{
    /// <summary>The bullet and what stands around it: of every page that shows the metric.</summary>
    public static IEnumerable<Figure> Bullet(MetricState state, Language language)
    {
        var key = state.Metric.Key;
        yield return new Figure(key, Value(state, language), Spoken(state, language), state.State);
        yield return new Figure($"{key}-of", Of(state, language));
        yield return Drawn($"{key}-bar", state.Milli is { } value ? Svg.Percent(At(state, Math.Max(0, value))) : "0%");
        var course = state.Course is { } due ? Svg.Percent(At(state, due)) : "0%";
        yield return Drawn($"{key}-course", $"{course};{course};{(state.Course is null ? "hidden" : "visible")}");
        var target = state.Metric.TargetMilli is { } aim ? Svg.Percent(At(state, Math.Max(0, aim))) : "0%";
        yield return Drawn($"{key}-target", $"{target};{target};{(state.Metric.TargetMilli is null ? "hidden" : "visible")}");
        var (mark, said) = Mark(state, language);
        yield return new Figure($"{key}-mark", said, null, FigureState.Ok, mark);
        yield return new Figure($"{key}-by", By(state, language));
    }

    /// <summary>The history and its table: of the initiative's own page.</summary>
    public static IEnumerable<Figure> History(MetricState state, Language language)
    {
        var key = state.Metric.Key;
        var values = state.History.Select(one => state.ShowsHistory ? one.Milli : null).ToArray();
        var (top, bottom) = (Math.Max(1, values.Max() ?? 0), Math.Min(0, values.Min() ?? 0));
        double? Y(long? milli) => milli is { } value ? 100 - 100.0 * (value - bottom) / (top - bottom) : null;
        yield return Drawn($"{key}-line", Svg.Line([.. values.Select(Y)]));
        var last = Array.FindLastIndex(values, value => value is not null);
        yield return Drawn($"{key}-point", last < 0 ? "0%;0%;off"
            : $"{Svg.Percent(Svg.X(last, values.Length))};{Svg.Percent(Y(values[last])!.Value)};point");
        yield return new Figure($"{key}-top", values.Any(value => value is not null) ? language.Say(top) : "");
        foreach (var (i, (period, _)) in state.History.Index())
        {
            yield return new Figure($"{key}-p{i}", Periods.Say(language, state.Metric.Every, period));
            yield return values[i] is { } value
                ? new Figure($"{key}-v{i}", Amount(state.Metric, value, language))
                : new Figure($"{key}-v{i}", language["metric.none"], null, FigureState.Empty);
        }
        yield return new Figure($"{key}-compared", Compared(state, language));
    }

    /// <summary>The same as numbers.</summary>
    public static IEnumerable<FigureNumber> Numbers(MetricState state, bool history)
    {
        var name = $"{state.Initiative.Slug}/{state.Metric.Id}";
        var about = state.Metric.People == 1 ? $"rounded down to a multiple of {state.Rules.K}" : "";
        FigureNumber One(string measure, long? milli, DateOnly from, DateOnly to, FigureState shown) => new(
            name, $"metric: {state.Metric.Name(Language.English)}", measure, milli is { } value ? value / 1000.0 : null,
            state.Metric.Unit(Language.English), null, from, to, shown, about, state.Metric.Definition);
        yield return One(state.Metric.Combine, state.Milli, state.Initiative.First, state.Initiative.Last, state.State);
        if (state.Metric.TargetMilli is { } target)
            yield return One("target", target, state.Initiative.First, state.Initiative.Last, FigureState.Ok);
        if (!history || !state.ShowsHistory) yield break;
        foreach (var (period, milli) in state.History)
            yield return One(
                $"{state.Metric.Combine} of the {state.Metric.Every}", milli, period,
                Periods.Step(state.Metric.Every, period, 1).AddDays(-1), milli is null ? FigureState.Empty : FigureState.Ok);
    }

    /// <summary>"412 bicycles", with a space that does not break.</summary>
    public static string Amount(Metric metric, long milli, Language language)
    {
        var unit = metric.Unit(language);
        return unit == "%" ? language.Say("number.percent", language.Say(milli))
            : unit.Length == 0 ? language.Say(milli) : $"{language.Say(milli)}\u00a0{unit}";
    }

    private static string Value(MetricState state, Language language) => state.State switch
    {
        FigureState.Empty => language["metric.empty"],
        FigureState.Suppressed => language.Say("count.fewer", state.Rules.K),
        _ when state.Metric.Unit(language) == "%" => language.Say("number.percent", language.Say(state.Milli!.Value)),
        _ => language.Say(state.Milli!.Value),
    };

    private static string? Spoken(MetricState state, Language language) =>
        state.Milli is { } value ? Amount(state.Metric, value, language) : null;

    /// <summary>"of 600 bicycles by 30 June 2026"; without a target the unit alone.</summary>
    private static string Of(MetricState state, Language language) => state.Metric.TargetMilli is { } target
        ? language.Say(
            state.Metric.Combine == Combine.Sum ? "metric.of" : state.Metric.Better == Metric.Less ? "metric.atmost" : "metric.atleast",
            Amount(state.Metric, target, language), language.LongDay(state.Initiative.Last))
        : state.Metric.Unit(language);

    /// <summary>How it stands, as icon and words; no colour says it alone.</summary>
    private static (string Drawing, string Text) Mark(MetricState state, Language language) =>
        state.State == FigureState.LateSource ? ("slow over", language.Say("metric.late", language.LongDay(state.Due!.Value)))
        : (state.Reached, state.Milli, state.Course) switch
        {
            (true, _, _) => ("ok within", language["metric.reached"]),
            (_, { } value, { } course) => value >= course
                ? ("ok within", language["metric.oncourse"]) : ("slow over", language["metric.behind"]),
            (false, _, _) => state.State == FigureState.Closed
                ? ("late far", language["metric.missed"]) : ("none nodata", language["metric.notyet"]),
            _ => ("off none", ""),
        };

    private static string By(MetricState state, Language language) => state.Entered is { } day
        ? language.Say("metric.by", language.LongDay(day), state.Initiative.Owner)
        : language.Say("metric.owner", state.Initiative.Owner);

    /// <summary>The last period beside the one before, in neutral words.</summary>
    private static string Compared(MetricState state, Language language)
    {
        if (!state.ShowsHistory) return language.Say("metric.people", state.Rules.K);
        var known = state.History.Where(one => one.Milli is not null).TakeLast(2).ToArray();
        return known is not [var before, var now] ? ""
            : language.Say(
                "metric.compared", Periods.Say(language, state.Metric.Every, now.Period),
                Amount(state.Metric, now.Milli!.Value, language), Periods.Say(language, state.Metric.Every, before.Period),
                Amount(state.Metric, before.Milli!.Value, language));
    }

    private static double At(MetricState state, long milli) => (double)(100 * Math.Min(milli, state.Scale) / state.Scale);
    private static Figure Drawn(string key, string drawing) => new(key, "", null, FigureState.Ok, drawing);
}
