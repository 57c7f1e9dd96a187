using System.Data.Common;

namespace LiveDashboard.Web.News;

/// <summary>Something that was published, as feeds and letters tell it.</summary>
/// <param name="Page">Its page after the language, such as <c>/cases/7F-4KQ</c>: stable, and different for every item.</param>
/// <param name="Topics">What can be followed to hear of it: its kind first.</param>
/// <param name="Title">Plain text.</param>
/// <param name="Text">Plain text of several lines; "" the title says all.</param>
/// <param name="Language">In which the title and the text are written.</param>
/// <param name="At">When it was published; no finer than it may be known.</param>
/// <param name="IsInvented">Made up for the demonstration: wherever it is told, that is said.</param>
public sealed record NewsItem(
    string Page, IReadOnlyList<string> Topics, string Title, string Text, string Language, DateTimeOffset At,
    bool IsInvented = false);

/// <summary>What can be followed.</summary>
/// <param name="Key">Such as <c>cases</c>, <c>cases/area/north</c>, <c>initiatives/night-walks</c>.</param>
/// <param name="Name">In the reader's language.</param>
public sealed record NewsTopic(string Key, string Name);

/// <summary>What a part of the program publishes that people follow.</summary>
public interface INews
{
    /// <summary>The topic that all its items have, named by <c>news.kind.{Kind}</c>.</summary>
    string Kind { get; }

    /// <summary>What can be followed of it besides all.</summary>
    Task<IReadOnlyList<NewsTopic>> Topics(DbConnection db, Language language, CancellationToken ct);

    /// <summary>What was published after one moment and until another, the newest first.</summary>
    /// <param name="most">How many at most, whatever their topics.</param>
    Task<IReadOnlyList<NewsItem>> Published(
        DbConnection db, Language language, DateTimeOffset after, DateTimeOffset until, int most, CancellationToken ct);
}
