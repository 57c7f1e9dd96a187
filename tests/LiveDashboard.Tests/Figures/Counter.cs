using System.Data.Common;
using System.Globalization;
using LiveDashboard.Figures;
using LiveDashboard.Figures.Boards;
using LiveDashboard.Web;

namespace LiveDashboard.Tests.Figures;

/// <summary>A source of one figure that tests set, on a board of its own, beside one that never changes.</summary>
public sealed class Counter : IFigureSource
{
    public const string BoardName = "counter";
    private long _value;

    public string Name { get; init; } = BoardName;
    public string Board => Name;
    public bool IsQuick { get; init; }
    public long Value { get => Interlocked.Read(ref _value); set => Interlocked.Exchange(ref _value, value); }

    public Task<IFigureReading> Measure(DbConnection snapshot, DateTimeOffset now, CancellationToken ct) =>
        Task.FromResult<IFigureReading>(new CounterReading(Value));

    public void Increment() => Interlocked.Increment(ref _value);
}

/// <param name="Padding">How long the text is that comes with it.</param>
public sealed record CounterReading(long Value, int Padding = 0) : IFigureReading
{
    public IEnumerable<Figure> InWords(Language language) =>
    [
        new Figure("value", Value.ToString(CultureInfo.InvariantCulture), $"{Value} in {language}"),
        new Figure("constant", "same"),
        .. Padding == 0 ? Array.Empty<Figure>()
            : [new Figure("padding", new string((char)('a' + Value % 26), Padding))],
    ];

    public IEnumerable<FigureNumber> InNumbers() => [];

    /// <summary>The value in a frame.</summary>
    public static long In(Frame frame) =>
        long.Parse(frame.Figures.Single(figure => figure.Key == "value").Text, CultureInfo.InvariantCulture);
}
