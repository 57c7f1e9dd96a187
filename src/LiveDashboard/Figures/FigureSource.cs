using System.Data.Common;
using LiveDashboard.Web;

namespace LiveDashboard.Figures;

/// <summary>Measures some figures of a board. Each slice has a few; the composition root lists them.</summary>
public interface IFigureSource
{
    /// <summary>What <see cref="FigureSignal.Changed"/> is called with when these figures may have changed.</summary>
    string Name { get; }

    /// <summary>The board on which the figures appear.</summary>
    string Board { get; }

    /// <summary>
    /// Whether people wait for it together, as a room does for its votes: it moves at
    /// <see cref="LiveOptions.QuickBeatMilliseconds"/>.
    /// </summary>
    bool IsQuick => false;

    /// <summary>
    /// Measures from small tables. Never sees a viewer, a language or an earlier measurement. All sources of a beat read
    /// the same <paramref name="snapshot"/>, so that the figures of a frame agree with each other.
    /// </summary>
    Task<IFigureReading> Measure(DbConnection snapshot, DateTimeOffset now, CancellationToken ct);
}

/// <summary>What a source measured, before any language. Two readings that are equal make equal figures.</summary>
public interface IFigureReading
{
    /// <summary>The figures as the page shows them.</summary>
    IEnumerable<Figure> InWords(Language language);

    /// <summary>The same as numbers for the open data, suppressed alike.</summary>
    IEnumerable<FigureNumber> InNumbers();
}

/// <summary>When a figure may be shown at all (design.md 8, features.md 5.3).</summary>
/// <param name="K">The smallest count that is ever shown: no fewer than 5 people stand behind a number.</param>
/// <param name="HeadlineMinimum">How many messages a median needs.</param>
public sealed record PublicationRules(int K = 5, int HeadlineMinimum = 10);
