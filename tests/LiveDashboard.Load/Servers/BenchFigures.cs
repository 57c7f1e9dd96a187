using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using LiveDashboard.Figures;
using LiveDashboard.Figures.Boards;
using LiveDashboard.Load.Viewers;
using LiveDashboard.Web;

namespace LiveDashboard.Load.Servers;

/// <summary>Seven figures that change with every beat; one tells when it was sent. About 600 bytes as a frame.</summary>
public sealed record BenchFigures(long SentAt) : IFigureReading
{
    public const string Board = "bench";

    /// <summary>As changed at this moment.</summary>
    public static ImmutableDictionary<string, IFigureReading?> Now() =>
        ImmutableDictionary<string, IFigureReading?>.Empty.Add("bench", new BenchFigures(Stopwatch.GetTimestamp()));

    public IEnumerable<Figure> InWords(Language language)
    {
        yield return new Figure("sent", string.Create(CultureInfo.InvariantCulture, $"{FrameReader.StampMark}{SentAt}."));
        for (var i = 0; i < 6; i++)
            yield return new Figure(
                $"figure-{i}", string.Create(CultureInfo.InvariantCulture, $"{SentAt % 997 + i} h {SentAt % 59} min"),
                string.Create(CultureInfo.InvariantCulture, $"{SentAt % 997 + i} hours {SentAt % 59} minutes"));
    }

    public IEnumerable<FigureNumber> InNumbers() => [];
}
