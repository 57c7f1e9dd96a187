using System.Data.Common;
using Dapper;
using LiveDashboard.Figures;
using LiveDashboard.Stories.Thanks;
using LiveDashboard.Web;

namespace LiveDashboard.Stories.Linking;

/// <summary>
/// Figures that prove published stories, once more on the stories' own board, as a page watches one. Measured by the
/// source that measures them for their own page, in the same snapshot, and only while a story points to one of them.
/// </summary>
/// <param name="inner">Whose figures.</param>
/// <param name="kind">The kind of places whose keys these figures are; one of <see cref="PlaceKind"/>.</param>
/// <param name="figure">The beginning of the figures' keys for such a place's key.</param>
public sealed class ProvenFigures(IFigureSource inner, string kind, Func<string, string> figure) : IFigureSource
{
    /// <summary>The kind of places that the figures belong to.</summary>
    public string Kind => kind;

    public string Name => inner.Name;
    public string Board => ThanksFigures.OwnBoard;

    public async Task<IFigureReading> Measure(DbConnection snapshot, DateTimeOffset now, CancellationToken ct)
    {
        var keys = new EquatableList<string>((await snapshot.QueryAsync<string>(
            """
            SELECT DISTINCT proof_key
              FROM story
             WHERE state = 'published' AND proof_kind = @kind
             ORDER BY proof_key
            """,
            new { kind })).Select(figure));
        return new ProvenReading(keys, keys.Count == 0 ? null : await inner.Measure(snapshot, now, ct));
    }

    private sealed record ProvenReading(EquatableList<string> Keys, IFigureReading? Inner) : IFigureReading
    {
        public IEnumerable<Figure> InWords(Language language) => Inner is null ? [] : Inner.InWords(language)
            .Where(figure => Keys.Any(key =>
                figure.Key == key || figure.Key.StartsWith($"{key}-", StringComparison.Ordinal)));

        // They are open data where they belong.
        public IEnumerable<FigureNumber> InNumbers() => [];
    }
}
