using System.Diagnostics;
using LiveDashboard.Storage;

namespace LiveDashboard.Figures.Measuring;

/// <summary>Measures sources together, in one snapshot of the database, and keeps a failure to its own figures.</summary>
public sealed partial class FigureMeasuring(
    Database database, IEnumerable<IFigureSource> sources, IEnumerable<IFigureFamily> families, FigureMetrics metrics,
    ILogger<FigureMeasuring> log)
{
    private readonly IFigureSource[] _sources = [.. sources];
    private readonly IFigureFamily[] _families = [.. families];

    /// <summary>The names of all sources.</summary>
    public IEnumerable<string> Names =>
        _sources.Select(source => source.Name).Concat(_families.SelectMany(family => family.Names));

    /// <summary>Whether the source of this name is one of the quick ones.</summary>
    public bool IsQuick(string name) => Find(new HashSet<string> { name }).Any(source => source.IsQuick);

    /// <summary>
    /// What the sources of these names measure, by board. A source that failed is null; a database that cannot be read
    /// fails them all.
    /// </summary>
    public async Task<ILookup<string, KeyValuePair<string, IFigureReading?>>> Measure(
        IReadOnlySet<string> names, DateTimeOffset now, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        var asked = Find(names).ToArray();
        var measured = new List<(string Board, KeyValuePair<string, IFigureReading?> Reading)>();
        Snapshot? snapshot = null;
        try
        {
            foreach (var source in asked)
            {
                IFigureReading? reading = null;
                try
                {
                    snapshot ??= await database.ReadSnapshot(ct);
                    reading = await source.Measure(snapshot.Connection, now, ct);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    NotMeasured(e, source.Name);
                    // After an error PostgreSQL refuses the rest of the transaction: the others get a new one.
                    if (snapshot is not null) await snapshot.DisposeAsync();
                    snapshot = null;
                }
                measured.Add((source.Board, KeyValuePair.Create(source.Name, reading)));
            }
        }
        finally
        {
            if (snapshot is not null) await snapshot.DisposeAsync();
        }
        metrics.Measured(asked.Length, Stopwatch.GetElapsedTime(started));
        return measured.ToLookup(one => one.Board, one => one.Reading);
    }

    private IEnumerable<IFigureSource> Find(IReadOnlySet<string> names) =>
        _sources.Where(source => names.Contains(source.Name))
            .Concat(names.SelectMany(_ => _families, (name, family) => family.Find(name)).OfType<IFigureSource>());

    [LoggerMessage(LogLevel.Error, "The figures of {Source} could not be measured; their places say so")]
    private partial void NotMeasured(Exception e, string source);
}
