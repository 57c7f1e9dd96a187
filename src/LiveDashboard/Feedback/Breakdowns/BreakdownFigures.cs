using System.Data.Common;
using System.Globalization;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Figures;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.Breakdowns;

/// <summary>A breakdown, as its batches were published: by category or by area.</summary>
public sealed class BreakdownFigures(string scopeKind, StationTime station, PublicationRules rules) : IFigureSource
{
    public string Name => SourceName(scopeKind);
    public string Board => HomeBoard.Name;

    public static string SourceName(string scopeKind) => $"by-{scopeKind}";

    public async Task<IFigureReading> Measure(DbConnection snapshot, DateTimeOffset now, CancellationToken ct)
    {
        var rows = (await BreakdownStore.Rows(snapshot, scopeKind)).ToArray();
        var names = await BreakdownStore.Names(snapshot, scopeKind);
        var hidden = Suppression.Hide([.. rows.Select(row => row.Received)], rules.K);
        // Largest first; the hidden ones by their random ids, as an order by size would tell what is hidden.
        var shown = rows.Select((row, i) => Row(row, names[row.ScopeId], hidden[i]))
            .OrderByDescending(row => row.Received).ThenBy(row => row.Id, StringComparer.Ordinal);
        DateTimeOffset? asOf = rows.Length == 0 ? null
            : station.At(DateTimeOffset.FromUnixTimeMilliseconds(rows.Max(row => row.PublishedAt)));
        var last = StationDays.Day(rows.Length == 0 ? 0 : rows.Max(row => row.LastDay));
        return new BreakdownReading(
            scopeKind, last.AddDays(1 - PublishBreakdowns.Days), last, asOf, station.At(PublishBreakdowns.HourOf(now).AddHours(1)),
            new(shown), await ReplyTimeStore.SingleTarget(snapshot, now), rules);
    }

    private static BreakdownRow Row(PublishedRow row, IEnumerable<KeyValuePair<string, string>> names, bool hidden)
    {
        var named = names.ToDictionary(StringComparer.Ordinal);
        var name = named.GetValueOrDefault("", "");
        named.Remove("");
        return hidden
            ? new BreakdownRow(row.ScopeId, name, new(named), true, 0, null, null, null, new([]))
            : new BreakdownRow(
                row.ScopeId, name, new(named), false, row.Received,
                row.P50Ms is { } median ? new Quantile(TimeSpan.FromMilliseconds(median), row.P50Reached == 1) : null,
                Time(row.LowMs), Time(row.HighMs), new(row.Weeks.Split(' ').Select(Week)));
    }

    private static TimeSpan? Time(long? ms) => ms is { } known ? TimeSpan.FromMilliseconds(known) : null;

    private static TimeSpan? Week(string ms) =>
        ms == "-" ? null : TimeSpan.FromMilliseconds(long.Parse(ms, CultureInfo.InvariantCulture));
}
