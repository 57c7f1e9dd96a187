using LiveDashboard.Figures;
using LiveDashboard.Stories.Showing;
using LiveDashboard.Stories.Thanks;

namespace LiveDashboard.Stories.Linking;

/// <summary>Tells the beat, after a commit, that stories or decisions were changed.</summary>
public sealed class StoryNews(FigureSignal signal, IEnumerable<ProvenFigures> proven)
{
    public void Changed()
    {
        signal.Changed(ThanksFigures.SourceName);
        signal.Changed(HomeStories.SourceName);
        foreach (var source in proven) signal.Changed(source.Name); // another of its figures may be shown now
    }

    /// <summary>Somebody said thanks, or took it back.</summary>
    public void Thanked() => signal.Changed(ThanksFigures.SourceName);
}
