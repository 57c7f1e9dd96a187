using System.Data.Common;
using Dapper;
using LiveDashboard.Jobs;
using LiveDashboard.Storage;
using LiveDashboard.Subscriptions.Letters;
using LiveDashboard.Web;
using LiveDashboard.Web.News;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Subscriptions.Digests;

/// <summary>
/// Writes the letters: daily ones at seven in the morning, weekly ones on Mondays, of what was published since the last.
/// After a pause of the program they are written when it is back. Where nothing is new, no letter is.
/// </summary>
public sealed class MakeDigests(
    Database database, WriteLane lane, Newsroom news, DigestLetter letters, IOptions<MailOptions> mail, StationTime station,
    TimeProvider clock) : IJob
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(7);

    public async Task Run(CancellationToken ct)
    {
        if (!mail.Value.IsOn) return;
        foreach (var rhythm in Rhythm.All)
        {
            var until = Last(rhythm);
            while (await Due(rhythm, until, ct) is { Count: > 0 } due)
                foreach (var since in due.GroupBy(one => (one.Language, one.NewsUntil)))
                    await Make([.. since], since.Key.Language, since.Key.NewsUntil, until, ct);
        }
    }

    /// <summary>When the newest letters of a rhythm were due.</summary>
    public DateTimeOffset Last(string rhythm)
    {
        var day = station.Today;
        if (station.Now < station.StartOf(day) + Hour) day = day.AddDays(-1);
        if (rhythm == Rhythm.Weekly) day = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        return station.StartOf(day) + Hour;
    }

    private async Task<IReadOnlyList<Subscription>> Due(string rhythm, DateTimeOffset until, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<Subscription>(
            """
            SELECT id, address, language, rhythm, topics, stop_token, confirmed_at, news_until
              FROM subscription
             WHERE rhythm = @rhythm AND confirmed_at IS NOT NULL AND news_until < @until
             ORDER BY news_until, id
             LIMIT @AtOnce
            """,
            new { rhythm, until = until.ToUnixTimeMilliseconds(), AtOnce })).AsList();
    }

    // Of one language since one moment: what there is is read once for all topics that somebody of them follows.
    private async Task Make(IReadOnlyList<Subscription> due, string language, long since, DateTimeOffset until, CancellationToken ct)
    {
        IReadOnlyList<NewsItem> all;
        await using (var snapshot = await database.ReadSnapshot(ct))
            all = await news.Published(
                snapshot.Connection, Language.Find(language) ?? Language.English, [.. due.SelectMany(one => one.Keys).Distinct()],
                DateTimeOffset.FromUnixTimeMilliseconds(since), until, int.MaxValue, ct);
        await lane.Write(async turn =>
        {
            foreach (var one in due)
                await Write(turn.Connection, one, [.. all.Where(item => item.Topics.Any(one.Keys.Contains))], until.ToUnixTimeMilliseconds());
        }, ct);
    }

    // The letter and how far it goes are one write: an end in between leaves both or none, and of two nodes one writes it.
    private async Task Write(DbConnection db, Subscription to, IReadOnlyList<NewsItem> its, long until)
    {
        var mine = await db.ExecuteAsync(
            "UPDATE subscription SET news_until = @until WHERE id = @Id AND news_until = @NewsUntil", new { to.Id, to.NewsUntil, until });
        if (mine == 1 && its.Count > 0) await LetterBox.Add(db, letters.Write(to, its), clock.GetUtcNow().ToUnixTimeMilliseconds());
    }
}
