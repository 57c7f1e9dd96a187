using System.Data.Common;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Figures;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.Pulse;

/// <summary>Measures how many agree with each statement, of the batches that were published in the last 90 days.</summary>
public sealed class PulseFigures(StationTime station, PublicationRules rules) : IFigureSource
{
    public const string SourceName = "pulse";

    public string Name => SourceName;
    public string Board => HomeBoard.Name;

    public async Task<IFigureReading> Measure(DbConnection snapshot, DateTimeOffset now, CancellationToken ct)
    {
        var since = now - PulseStore.Shown;
        var counts = await PulseStore.Published(snapshot, since.ToUnixTimeMilliseconds());
        var newest = await PulseStore.Newest(snapshot);
        return new PulseReading(
            station.DayOf(since), station.DayOf(now),
            newest is { } at ? station.At(DateTimeOffset.FromUnixTimeMilliseconds(at)) : null,
            new(from statement in Enumerable.Range(1, PulseStore.Statements)
                let answers = counts.Where(one => one.Statement == statement).ToArray()
                select new PulseRow(statement, answers.Sum(one => one.N), answers.Where(one => one.Score >= 4).Sum(one => one.N))),
            rules);
    }
}

/// <summary>One statement: how many answered it, and how many of them agree (4 or 5 of 5).</summary>
public sealed record PulseRow(int Statement, long N, long Agree);

/// <summary>What residents said to the statements in the last 90 days, as far as it was published.</summary>
/// <param name="AsOf">When the newest batch was published, station time; null: none was.</param>
public sealed record PulseReading(
    DateOnly From, DateOnly To, DateTimeOffset? AsOf, EquatableList<PulseRow> Rows, PublicationRules Rules) : IFigureReading
{
    public IEnumerable<Figure> InWords(Language language) =>
        Rows.SelectMany(row => PulseWords.Of(row, this, language)).Append(PulseWords.Note(this, language));

    public IEnumerable<FigureNumber> InNumbers() => Rows.Select(row => Share(row).InNumbers(
        PulseFigures.SourceName, $"statement: {row.Statement}", "agree", From, To));

    public PublishedShare Share(PulseRow row) => new(row.N, row.Agree, Rules);
}
