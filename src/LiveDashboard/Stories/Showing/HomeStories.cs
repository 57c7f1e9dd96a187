using System.Data.Common;
using LiveDashboard.Figures;
using LiveDashboard.Stories.Achievements;
using LiveDashboard.Stories.Decisions;
using LiveDashboard.Web;

namespace LiveDashboard.Stories.Showing;

/// <summary>The newest of both, for the home page, which reads no database. Equal when the same would be shown.</summary>
public sealed record HomeStoriesReading(Story? Story, Decision? Decision) : IFigureReading
{
    // Words and not figures: an open page goes on showing what it came with.
    public IEnumerable<Figure> InWords(Language language) => [];
    public IEnumerable<FigureNumber> InNumbers() => [];

    public bool Equals(HomeStoriesReading? other) => other is not null
        && (Story?.Id, Story?.Version) == (other.Story?.Id, other.Story?.Version)
        && (Decision?.Id, Decision?.Version) == (other.Decision?.Id, other.Decision?.Version);

    public override int GetHashCode() => HashCode.Combine(Story?.Id, Story?.Version, Decision?.Id, Decision?.Version);
}

/// <summary>Reads the newest story and the newest decision.</summary>
public sealed class HomeStories : IFigureSource
{
    public const string SourceName = "stories-home";

    public string Name => SourceName;
    public string Board => Visit.BoardName;

    public async Task<IFigureReading> Measure(DbConnection snapshot, DateTimeOffset now, CancellationToken ct) =>
        new HomeStoriesReading(
            await StoryStore.List(snapshot, all: false) is [var story, ..] ? story : null,
            await DecisionStore.List(snapshot, all: false) is [var decision, ..] ? decision : null);
}
