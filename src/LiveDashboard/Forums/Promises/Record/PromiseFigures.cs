using System.Data.Common;
using Dapper;
using LiveDashboard.Figures;
using LiveDashboard.Web;

namespace LiveDashboard.Forums.Promises.Record;

/// <summary>How many promises of forums that have ended were kept, and how many were not.</summary>
/// <param name="Late">Open, and their day is over.</param>
/// <param name="Open">Their day is still to come.</param>
public sealed record PromiseReading(long Kept, long Broken, long Late, long Open, DateOnly First, DateOnly Today) : IFigureReading
{
    public long All => Kept + Broken + Late + Open;

    private (string Standing, long N)[] Counts => [("kept", Kept), ("late", Late), ("broken", Broken), ("open", Open)];

    public IEnumerable<Figure> InWords(Language language) =>
        Counts.Select(one => new Figure($"promises-{one.Standing}", language.Count(one.N)));

    // They are the provider's own words, not people: nothing to hide, and zero says something.
    public IEnumerable<FigureNumber> InNumbers() => All == 0 ? [] : Counts.Select(one => new FigureNumber(
        "promises", "", one.Standing, one.N, "promises", null, First, Today, FigureState.Ok));
}

/// <summary>Counts the promises. A day that ends makes one late, so it is measured with every refresh.</summary>
public sealed class PromiseFigures(StationTime station) : IFigureSource
{
    public const string SourceName = "promises";

    public string Name => SourceName;
    public string Board => Visit.BoardName;

    public async Task<IFigureReading> Measure(DbConnection snapshot, DateTimeOffset now, CancellationToken ct)
    {
        var rows = (await snapshot.QueryAsync<(string Standing, long N, long First)>(
            """
            SELECT s.standing, COUNT(*), MIN(s.made_at)
              FROM (SELECT CASE WHEN p.state = 'open' AND p.due_at <= @now THEN 'late' ELSE p.state END AS standing, p.made_at
                      FROM promise p
                      JOIN forum f ON f.id = p.forum_id
                     WHERE p.state <> 'withdrawn' AND f.state = 'ended' AND f.rehearsal = 0) s
             GROUP BY s.standing
            """,
            new { now = now.ToUnixTimeMilliseconds() })).ToDictionary(row => row.Standing);
        var first = rows.Count == 0 ? now : DateTimeOffset.FromUnixTimeMilliseconds(rows.Values.Min(row => row.First));
        long Of(string standing) => rows.TryGetValue(standing, out var row) ? row.N : 0;
        return new PromiseReading(Of("kept"), Of("broken"), Of("late"), Of("open"), station.DayOf(first), station.DayOf(now));
    }
}
