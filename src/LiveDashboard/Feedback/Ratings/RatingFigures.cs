using System.Data.Common;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Figures;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.Ratings;

/// <summary>Measures how many of those who rated an answer say that it helped, as it was published last.</summary>
public sealed class RatingFigures(StationTime station, PublicationRules rules) : IFigureSource
{
    public const string SourceName = "answer-helped";

    public string Name => SourceName;
    public string Board => HomeBoard.Name;

    public async Task<IFigureReading> Measure(DbConnection snapshot, DateTimeOffset now, CancellationToken ct)
    {
        var published = await RatingStore.Published(snapshot);
        var today = station.DayOf(now);
        var never = new RatingReading(today.AddDays(1 - RatingStore.Days), today, null, 0, 0, rules);
        if (published.PublishedAt == 0 || published.LastDay <= today.Number() - RatingStore.Days) return never;
        var at = station.At(DateTimeOffset.FromUnixTimeMilliseconds(published.PublishedAt));
        return new RatingReading(
            StationDays.Day(published.FirstDay), StationDays.Day(published.LastDay), at,
            published.N, published.Helped, rules);
    }
}

/// <summary>What residents said of the answers they got, as far as it was published.</summary>
/// <param name="AsOf">When it was published, station time; null: it never was, or too long ago.</param>
/// <param name="N">Who rated; each once, whatever they said first.</param>
/// <param name="Helped">Who of them says yes: not partly, not no.</param>
public sealed record RatingReading(
    DateOnly From, DateOnly To, DateTimeOffset? AsOf, long N, long Helped, PublicationRules Rules) : IFigureReading
{
    public IEnumerable<Figure> InWords(Language language) => RatingWords.Of(this, language);

    public PublishedShare Share => new(N, Helped, Rules);

    public IEnumerable<FigureNumber> InNumbers() => [Share.InNumbers(RatingFigures.SourceName, "", "yes", From, To)];
}
