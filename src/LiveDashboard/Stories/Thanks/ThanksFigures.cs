using System.Data.Common;
using LiveDashboard.Figures;
using LiveDashboard.Web;

namespace LiveDashboard.Stories.Thanks;

/// <summary>Measures how many thanks each published story has.</summary>
public sealed class ThanksFigures(PublicationRules rules) : IFigureSource
{
    /// <summary>The board of the stories' own pages.</summary>
    public const string OwnBoard = "stories";

    public const string SourceName = "thanks";

    public string Name => SourceName;
    public string Board => OwnBoard;

    public async Task<IFigureReading> Measure(DbConnection snapshot, DateTimeOffset now, CancellationToken ct) =>
        new ThanksReading(new((await ThanksStore.Counts(snapshot)).Select(one => (one.Key, one.Value))), rules);

    /// <summary>Of the figure of a story.</summary>
    public static string Key(string storyId) => $"thanks-{storyId}";
}

/// <summary>Thanks by story. Nobody is counted out by name; below k they are people who could be guessed.</summary>
public sealed record ThanksReading(EquatableList<(string StoryId, long N)> Stories, PublicationRules Rules) : IFigureReading
{
    public IEnumerable<Figure> InWords(Language language) => Stories.Select(one => Shown(one.N, Rules) is { } n
        ? new Figure(ThanksFigures.Key(one.StoryId), language.Plural("stories.thanks", n))
        : new Figure(
            ThanksFigures.Key(one.StoryId), language.Say("stories.thanks.few", Rules.K), null, FigureState.Suppressed));

    // They are in the list of stories.
    public IEnumerable<FigureNumber> InNumbers() => [];

    /// <summary>The number as far as it may be shown; null: none or a few, which are told alike.</summary>
    public static long? Shown(long n, PublicationRules rules) => n < rules.K ? null : n;
}
