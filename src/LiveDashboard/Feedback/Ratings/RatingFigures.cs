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
            published.N, published.Helped, rules)
        {
            Closed = published.Closed,
            Unrated = published.Unrated,
        };
    }
}

/// <summary>What residents said of the answers they got, as far as it was published.</summary>
/// <param name="AsOf">When it was published, station time; null: it never was, or too long ago.</param>
/// <param name="N">Who rated; each once, whatever they said first.</param>
/// <param name="Helped">Who of them says yes: not partly, not no.</param>
public sealed record RatingReading(
    DateOnly From, DateOnly To, DateTimeOffset? AsOf, long N, long Helped, PublicationRules Rules) : IFigureReading
{
    /// <summary>How many cases staff closed in these days, as of the ratings' moment; null: not known.</summary>
    public long? Closed { get; init; }
    /// <summary>Of these, how many nobody rated.</summary>
    public long? Unrated { get; init; }

    public IEnumerable<Figure> InWords(Language language) => RatingWords.Of(this, language);

    public PublishedShare Share => new(N, Helped, Rules);

    /// <summary>
    /// A number of cases as it is shown, and why if it is not: rounded down to a multiple of k, and only beside a
    /// share. So neither of the two, nor both against the number who rated, tells of a single case.
    /// </summary>
    public (FigureState State, long? Number) Shown(long? cases) =>
        Share.State == FigureState.Empty || cases is not { } n ? (FigureState.Empty, null)
        : Share.State != FigureState.Ok || n < Rules.K ? (FigureState.Suppressed, null)
        : (FigureState.Ok, n - n % Rules.K);

    public IEnumerable<FigureNumber> InNumbers() =>
    [
        Share.InNumbers(RatingFigures.SourceName, "", "yes", From, To),
        Line("closed", Closed), Line("not-rated", Unrated),
    ];

    private FigureNumber Line(string measure, long? cases)
    {
        var (state, number) = Shown(cases);
        return new FigureNumber(
            RatingFigures.SourceName, "", measure, number, "messages", Shown(Closed).Number, From, To, state,
            number is null ? "" : $"rounded down to a multiple of {Rules.K}");
    }
}
