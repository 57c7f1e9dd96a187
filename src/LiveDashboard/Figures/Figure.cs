namespace LiveDashboard.Figures;

/// <summary>What a figure's place shows. The names are the same in C#, in HTML attributes, in frames and in tests.</summary>
public enum FigureState
{
    /// <summary>A value that may be shown.</summary>
    Ok,
    /// <summary>Nothing was measured yet: words, never 0.</summary>
    Empty,
    /// <summary>Too few people stand behind it to show it.</summary>
    Suppressed,
    /// <summary>Entered by hand and overdue for a new reading.</summary>
    LateSource,
    /// <summary>Ended: it will not change any more.</summary>
    Closed,
    /// <summary>Could not be measured; the rest of the page stands.</summary>
    Error,
}

/// <summary>
/// One published value in the words of one language: final text, which the browser only swaps.
/// </summary>
/// <param name="Key">Names the places on the page that show it (<c>data-key</c>).</param>
/// <param name="Text">What is read, complete with units.</param>
/// <param name="Spoken">What a screen reader says, where the text holds abbreviations; otherwise null.</param>
/// <param name="State">Whether there is a value, and if not, why.</param>
/// <param name="Drawing">
/// What the charts with this key draw, as the attribute's text (a width in per cent, a path, a list of dots);
/// null for a figure that is only text.
/// </param>
public sealed record Figure(string Key, string Text, string? Spoken = null, FigureState State = FigureState.Ok, string? Drawing = null);

/// <summary>One line of the open data: a published number without words, under the same suppression as the page.</summary>
/// <param name="Name">The figure, e.g. <c>reply-time</c>.</param>
/// <param name="Group">What it is split by, e.g. <c>category: Street Lights</c>; empty for all.</param>
/// <param name="Measure">What was measured, e.g. <c>median</c>.</param>
/// <param name="Number">The value; null when it is not <see cref="FigureState.Ok"/> or not reached.</param>
/// <param name="Unit"><c>seconds</c>, <c>messages</c>, ….</param>
/// <param name="Count">How many messages stand behind it; null when that may not be shown.</param>
/// <param name="From">First day of the period, station time.</param>
/// <param name="To">Last day of the period, station time.</param>
/// <param name="State">Whether there is a value, and if not, why.</param>
/// <param name="Note">What the number does not say, e.g. <c>more than</c>; empty otherwise.</param>
/// <param name="Definition">The number of its definition: it grows when what is counted, or how, is changed.</param>
public sealed record FigureNumber(
    string Name, string Group, string Measure, double? Number, string Unit, long? Count,
    DateOnly From, DateOnly To, FigureState State, string Note = "", long Definition = 1);
