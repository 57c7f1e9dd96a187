using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Figures;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.Ratings;

/// <summary>
/// Takes whether an answer helped, and keeps the public figure of it: counted at once, published only together with
/// others who newly rated, so that watching it never tells what one person said (reliability.md 2.2 S2).
/// </summary>
public sealed class RatingStore(
    WriteLane lane, CaseWords words, FigureSignal signal, StationTime station, PublicationRules rules)
{
    public const string Yes = "yes";
    public static readonly IReadOnlyList<string> Ratings = [Yes, "partly", "no"];

    /// <summary>How long a rating can be changed.</summary>
    public static readonly TimeSpan AgainWithin = TimeSpan.FromDays(7);

    /// <summary>Of how many days, with today, the figure is when it is published, and how long it stands.</summary>
    public const int Days = 90;

    /// <summary>Says whether the answer helped; within 7 days again, and the last word holds.</summary>
    /// <returns>False when there is no answer yet, or the time to change it is over.</returns>
    public async Task<bool> Rate(string caseId, string rating, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        var (taken, published) = await lane.Write(async turn =>
        {
            var db = turn.Connection;
            // Held until the commit, so that two nodes do not both take the word of one resident for the first.
            await db.ExecuteAsync("UPDATE case_detail SET queue = queue WHERE case_id = @caseId", new { caseId });
            var thread = await ThreadStore.Read(db, caseId);
            if (thread?.RepliedAt is null) return (false, false);
            var said = thread.Events.Where(one => one.Kind == EventKind.Rated).ToArray();
            var now = station.Now;
            if (said is [var first, ..]
                && now.ToUnixTimeMilliseconds() - first.At > (long)AgainWithin.TotalMilliseconds)
                return (false, false);
            if (said is [.., { } last] && last.Code == rating) return (true, false);
            await words.Add(turn, caseId, EventKind.Rated, now, new Words(Author.Resident, "", "", rating));
            await Count(db, caseId, rating);
            return (true, await Publish(db));
        }, ct);
        if (published) signal.Changed(RatingFigures.SourceName); // a rating alone changes nothing that anybody sees
        return taken;
    }

    /// <summary>What was published last.</summary>
    public static Task<PublishedRating> Published(DbConnection db) => db.QuerySingleAsync<PublishedRating>(
        """
        SELECT first_day, last_day, n, helped, closed, unrated, published_at
          FROM rating_published
         WHERE id = 'current'
        """);

    private long Today => station.Today.Number();

    private async Task Count(DbConnection db, string caseId, string rating)
    {
        if (await db.ExecuteAsync(
            """
            INSERT INTO case_rating (case_id, day, rating) VALUES (@caseId, @day, @rating)
                ON CONFLICT (case_id) DO NOTHING
            """,
            new { caseId, day = Today, rating }) == 0)
            await db.ExecuteAsync(
                """
                UPDATE rating_day SET n = n - 1
                 WHERE EXISTS (SELECT 1 FROM case_rating r
                                WHERE r.case_id = @caseId AND r.day = rating_day.day AND r.rating = rating_day.rating);
                UPDATE case_rating SET rating = @rating WHERE case_id = @caseId
                """,
                new { caseId, rating });
        else await ClosedCases.Rated(db, caseId);
        await db.ExecuteAsync(
            """
            INSERT INTO rating_day (day, rating, n)
            SELECT r.day, r.rating, 1 FROM case_rating r WHERE r.case_id = @caseId
                ON CONFLICT (day, rating) DO UPDATE SET n = rating_day.n + 1
            """,
            new { caseId });
    }

    /// <returns>Whether enough have newly rated, and the figure was renewed.</returns>
    private async Task<bool> Publish(DbConnection db)
    {
        var wanted = RandomNumberGenerator.GetInt32(rules.K, 2 * rules.K + 1);
        await db.ExecuteAsync("UPDATE rating_published SET wanted = @wanted WHERE wanted = 0", new { wanted });
        return await db.ExecuteAsync(
            """
            UPDATE rating_published
               SET first_day = @first, last_day = @last, seen = (SELECT CAST(SUM(d.n) AS BIGINT) FROM rating_day d),
                   n = (SELECT CAST(COALESCE(SUM(d.n), 0) AS BIGINT)
                          FROM rating_day d
                         WHERE d.day BETWEEN @first AND @last),
                   helped = (SELECT CAST(COALESCE(SUM(d.n), 0) AS BIGINT)
                               FROM rating_day d
                              WHERE d.day BETWEEN @first AND @last AND d.rating = 'yes'),
                   closed = (SELECT CAST(COALESCE(SUM(q.closed), 0) AS BIGINT)
                               FROM closed_quarter q
                              WHERE q.quarter >= @from AND q.quarter < @until),
                   unrated = (SELECT CAST(COALESCE(SUM(q.closed - q.rated), 0) AS BIGINT)
                                FROM closed_quarter q
                               WHERE q.quarter >= @from AND q.quarter < @until),
                   wanted = @wanted, published_at = @now
             WHERE seen + wanted <= (SELECT SUM(d.n) FROM rating_day d)
            """,
            new
            {
                first = Today - Days + 1,
                last = Today,
                from = Quarter(station.Today.AddDays(1 - Days)),
                until = Quarter(station.Today.AddDays(1)),
                wanted,
                now = station.Now.ToUnixTimeMilliseconds(),
            }) > 0;
    }

    private long Quarter(DateOnly day) => station.StartOf(day).ToUnixTimeMilliseconds() / ClosedCases.QuarterMs;
}

/// <summary>How many rated in a period, and of them said that the answer helped.</summary>
public sealed record PublishedRating
{
    public long FirstDay { get; init; }
    public long LastDay { get; init; }
    public long N { get; init; }
    public long Helped { get; init; }
    /// <summary>How many cases staff closed in the period; null: published before it was counted.</summary>
    public long? Closed { get; init; }
    /// <summary>Of these, how many were not rated.</summary>
    public long? Unrated { get; init; }
    /// <summary>Unix milliseconds; 0: never.</summary>
    public long PublishedAt { get; init; }
}
