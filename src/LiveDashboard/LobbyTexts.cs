using System.Data.Common;
using System.Globalization;
using Dapper;
using LiveDashboard.Feedback.Breakdowns;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Publication;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Feedback.ReplyTimes.Words;
using LiveDashboard.Figures;
using LiveDashboard.Figures.Boards;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Initiatives.Metrics;
using LiveDashboard.Lobby.Panels;
using LiveDashboard.Web;

namespace LiveDashboard;

/// <summary>Texts for the lobby: from the view <c>lobby_case</c>, and from nothing else.</summary>
public sealed class LobbyTexts(StationTime station) : ISaidAndDone
{
    /// <summary>What can be read from five metres before the panel is gone (ux.md 2.3): a text is never shortened.</summary>
    public const int MostWords = 38;

    private const int Most = 6; // of each language
    private const int Looked = 60;

    public async Task<IReadOnlyList<SaidAndDone>> Read(DbConnection db, DateTimeOffset now)
    {
        var rows = await db.QueryAsync<(string Said, string Did, string Language, long? ResolvedAt, long ReceivedDay)>(
            """
            SELECT said, did, language, resolved_at, received_day
              FROM lobby_case
             WHERE visible_at <= @now
             ORDER BY visible_at DESC, case_id
             LIMIT @Looked
            """,
            new { now = now.ToUnixTimeMilliseconds(), Looked });
        return [.. rows.Where(row => Words(row.Said) + Words(row.Did) <= MostWords)
            .GroupBy(row => row.Language).SelectMany(group => group.Take(Most))
            .Select(row => Plain(row.Said, row.Did, row.Language, row.ResolvedAt, row.ReceivedDay))];
    }

    private SaidAndDone Plain(string said, string did, string language, long? resolvedAt, long receivedDay)
    {
        DateOnly? done = resolvedAt is { } at ? station.DayOf(DateTimeOffset.FromUnixTimeMilliseconds(at)) : null;
        var days = done is { } day ? Math.Max(0, day.DayNumber - StationDays.Day(receivedDay).DayNumber) : 0;
        return new SaidAndDone(PlainText.Of(said), PlainText.Of(did), language, done, days);
    }

    private static int Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
}

/// <summary>The forum of today, for the lobby.</summary>
public sealed class LobbyMeetings(ForumClock clock, StationTime station) : IMeetings
{
    private static readonly TimeSpan ToldAfter = TimeSpan.FromHours(2);

    public async Task<Meeting?> Today(DbConnection db)
    {
        var today = station.DayOf(clock.GetUtcNow());
        var found = await db.QuerySingleOrDefaultAsync<Forum?>(
            """
            SELECT name, state, code, starts_at, slug
              FROM forum
             WHERE rehearsal = 0
               AND (state = 'open' OR (state = 'planned' AND starts_at >= @from AND starts_at < @before)
                    OR (state = 'ended' AND ended_at >= @recent))
             ORDER BY CASE state WHEN 'open' THEN 0 WHEN 'planned' THEN 1 ELSE 2 END, starts_at, id
             LIMIT 1
            """,
            new
            {
                from = station.StartOf(today).ToUnixTimeMilliseconds(),
                before = station.StartOf(today.AddDays(1)).ToUnixTimeMilliseconds(),
                recent = clock.NowMs - (long)ToldAfter.TotalMilliseconds,
            });
        return found is null ? null : new Meeting(
            found.Name, found.State, found.Code ?? "", found.StartsAt,
            found.State == ForumState.Ended ? $"/forums/{found.Slug}" : "");
    }
}

/// <summary>The topics of the home page, for the lobby.</summary>
public sealed class LobbyTopics : ITopics
{
    public IReadOnlyList<Topic> Shown(BoardState board, Language language, int most) =>
        board.Readings.GetValueOrDefault(BreakdownFigures.SourceName("category")) is not BreakdownReading reading ? []
        : [.. reading.Rows.Where(row => BreakdownWords.State(reading, row) == FigureState.Ok).Take(most)
            .Select(row => new Topic(
                BreakdownWords.Key(reading, row),
                row.Names[language.Code] ?? (row.Name.Length > 0 ? row.Name : language["breakdown.none"])))];
}

/// <summary>The initiatives of the home page, for the lobby: another one each week (ISO 8601).</summary>
public sealed class LobbyProgrammes : IProgrammes
{
    public Programme? OfTheWeek(BoardState board, Language language, DateOnly day)
    {
        if (board.Readings.GetValueOrDefault(InitiativeFigures.HomeSourceName) is not InitiativesReading reading) return null;
        var shown = reading.States.Where(state => state.Milli is not null).ToArray();
        if (shown.Length == 0) return null;
        var state = shown[ISOWeek.GetWeekOfYear(day) % shown.Length];
        var (spoken, words) = state.Initiative.In(language);
        return new Programme(state.Metric.Key, words.Name, words.Goal, spoken, state.Initiative.Origin == "invented");
    }
}
