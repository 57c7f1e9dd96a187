using System.Collections.Immutable;
using LiveDashboard.Web;

namespace LiveDashboard.Figures.Boards;

/// <summary>A figure and the version of the board at which it last changed.</summary>
public readonly record struct Stamped(Figure Figure, long ChangedAt);

/// <summary>
/// A board at one version, immutable: what every page of that version shows, in every language, and what was measured.
/// </summary>
public sealed record BoardState(
    string Name, string Epoch, long Version, DateTimeOffset At,
    ImmutableDictionary<string, IFigureReading> Readings,
    ImmutableDictionary<string, ImmutableDictionary<string, Stamped>> Figures)
{
    public static BoardState New(string name, string epoch, DateTimeOffset at) => new(
        name, epoch, 0, at, ImmutableDictionary<string, IFigureReading>.Empty,
        Language.All.ToImmutableDictionary(language => language.Code, _ => ImmutableDictionary<string, Stamped>.Empty));

    /// <summary>The reading of a kind; null before it was first measured.</summary>
    public T? Reading<T>() where T : class, IFigureReading => Readings.Values.OfType<T>().FirstOrDefault();

    public Figure? Find(Language language, string key) =>
        Figures[language.Code].TryGetValue(key, out var stamped) ? stamped.Figure : null;

    /// <summary>What a page at <paramref name="version"/> lacks; from 0, everything.</summary>
    public Frame Since(Language language, long version, string clock) => new(
        Epoch, version, Version, At.ToUnixTimeMilliseconds(), clock,
        [.. from stamped in Figures[language.Code].Values
            where stamped.ChangedAt > version
            orderby stamped.Figure.Key
            select FrameFigure.Of(stamped.Figure)]);

    /// <summary>
    /// The next version with what was measured anew; this same state when nothing on any page would change.
    /// A source that failed (null) turns its figures to <see cref="FigureState.Error"/> and leaves the others alone.
    /// </summary>
    public BoardState With(IEnumerable<KeyValuePair<string, IFigureReading?>> measured, DateTimeOffset at)
    {
        var next = this with { Version = Version + 1, At = at };
        var changed = false;
        foreach (var (source, reading) in measured)
        {
            if (reading is not null && !next.Failing.Contains(source)
                && Readings.TryGetValue(source, out var before) && before.Equals(reading)) continue;
            foreach (var language in Language.All)
            {
                var figures = (reading is null ? Failed(source, language) : reading.InWords(language)).ToArray();
                var held = next.Figures[language.Code];
                var swapped = Swap(held, figures, next.Version);
                if (reading is not null)
                {
                    // What a source no longer measures, as the rows of a poll that is over, is in no snapshot any more.
                    var keys = figures.Select(figure => figure.Key).ToImmutableHashSet();
                    swapped = swapped.RemoveRange(Keys.GetValueOrDefault(source, []).Except(keys));
                    next = next with { Keys = next.Keys.SetItem(source, keys) };
                }
                changed |= !ReferenceEquals(held, swapped);
                next = next with { Figures = next.Figures.SetItem(language.Code, swapped) };
            }
            next = reading is null
                ? next with { Failing = next.Failing.Add(source) }
                : next with { Failing = next.Failing.Remove(source), Readings = next.Readings.SetItem(source, reading) };
        }
        return changed ? next : next with { Version = Version };
    }

    /// <summary>The sources whose last measurement failed; what they measured before is kept for the page's shape.</summary>
    private ImmutableHashSet<string> Failing { get; init; } = [];

    /// <summary>The keys of each source's figures, which are the same in all languages.</summary>
    private ImmutableDictionary<string, ImmutableHashSet<string>> Keys { get; init; } =
        ImmutableDictionary<string, ImmutableHashSet<string>>.Empty;

    private IEnumerable<Figure> Failed(string source, Language language)
    {
        if (!Readings.TryGetValue(source, out var last)) yield break;
        foreach (var figure in last.InWords(language))
            if (figure.State == FigureState.Ok && figure.Text.Length > 0)
                yield return figure with
                {
                    Text = language["figure.error"],
                    Spoken = language.Say("figure.error.spoken", figure.Spoken ?? figure.Text),
                    State = FigureState.Error,
                };
    }

    private static ImmutableDictionary<string, Stamped> Swap(
        ImmutableDictionary<string, Stamped> held, IEnumerable<Figure> figures, long version)
    {
        var builder = held.ToBuilder();
        var changed = false;
        foreach (var figure in figures)
        {
            if (builder.TryGetValue(figure.Key, out var before) && before.Figure == figure) continue;
            builder[figure.Key] = new Stamped(figure, version);
            changed = true;
        }
        return changed ? builder.ToImmutable() : held;
    }
}
