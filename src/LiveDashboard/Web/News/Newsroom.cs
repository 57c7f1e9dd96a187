using System.Data.Common;
using LiveDashboard.Storage;

namespace LiveDashboard.Web.News;

/// <summary>The news of all parts of the program.</summary>
public sealed class Newsroom(IEnumerable<INews> parts, Database database)
{
    /// <summary>How many items of a part are looked through for those of a topic.</summary>
    private const int Looked = 500;

    private readonly IReadOnlyList<INews> _parts = [.. parts];

    /// <summary>What can be followed, by kind: each kind as a whole comes first.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<NewsTopic>>> Topics(Language language, CancellationToken ct)
    {
        await using var snapshot = await database.ReadSnapshot(ct);
        var all = new List<IReadOnlyList<NewsTopic>>();
        foreach (var part in _parts)
            all.Add([
                new NewsTopic(part.Kind, language[$"news.kind.{part.Kind}"]),
                .. await part.Topics(snapshot.Connection, language, ct)]);
        return all;
    }

    /// <summary>The newest first.</summary>
    /// <param name="topic">"" all; of a topic that there is not, there is nothing.</param>
    public async Task<IReadOnlyList<NewsItem>> Newest(Language language, string topic, DateTimeOffset until, int most, CancellationToken ct)
    {
        await using var snapshot = await database.ReadSnapshot(ct);
        return await Published(snapshot.Connection, language, topic.Length == 0 ? [] : [topic], DateTimeOffset.UnixEpoch, until, most, ct);
    }

    /// <summary>What was published of some topics, the newest first.</summary>
    /// <param name="topics">None: all.</param>
    public async Task<IReadOnlyList<NewsItem>> Published(
        DbConnection db, Language language, IReadOnlyCollection<string> topics, DateTimeOffset after, DateTimeOffset until,
        int most, CancellationToken ct)
    {
        var found = new List<NewsItem>();
        foreach (var part in _parts.Where(part => topics.Count == 0 || topics.Any(topic => topic.Split('/')[0] == part.Kind)))
            found.AddRange((await part.Published(db, language, after, until, Looked, ct))
                .Where(item => topics.Count == 0 || item.Topics.Any(topics.Contains)).Take(most));
        return [.. found.OrderByDescending(item => item.At).ThenBy(item => item.Page, StringComparer.Ordinal).Take(most)];
    }
}
