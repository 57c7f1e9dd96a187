using System.Data.Common;
using LiveDashboard.Web;
using LiveDashboard.Web.News;

namespace LiveDashboard.Forums.Promises.Record;

/// <summary>What forums were promised, and what became of it.</summary>
public sealed class PromiseNews : INews
{
    public string Kind => "promises";

    public Task<IReadOnlyList<NewsTopic>> Topics(DbConnection db, Language language, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<NewsTopic>>([]);

    // There are at most some thousands, which the page reads too.
    public async Task<IReadOnlyList<NewsItem>> Published(
        DbConnection db, Language language, DateTimeOffset after, DateTimeOffset until, int most, CancellationToken ct)
    {
        var (from, to) = (after.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds());
        return [.. (await PromiseStore.Ended(db))
            .SelectMany(one => new (Promise One, long At, string What)[] { (one, one.MadeAt, "made"), (one, one.SettledAt ?? 0, one.State) })
            .Where(row => row.At > from && row.At <= to)
            .OrderByDescending(row => row.At)
            .Take(most)
            .Select(row => new NewsItem(
                $"/promises?{row.What}#p-{row.One.Id}", [Kind], language.Say($"news.promise.{row.What}", row.One.Body),
                row.What == "made" ? row.One.Owner : row.One.Reason,
                language.Code, DateTimeOffset.FromUnixTimeMilliseconds(row.At)))];
    }
}
