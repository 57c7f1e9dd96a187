using System.Data.Common;
using Dapper;

namespace LiveDashboard.Tests.Commands;

/// <summary>
/// What the demonstration's parts have put into a database, as lines: all but ids, which are random, and the moments at
/// which it was written.
/// </summary>
public static class DemoContents
{
    private static readonly string[] Lists =
    [
        """
        SELECT i.slug, i.kind, i.state, i.first_day, i.last_day, i.version, t.language, t.name, t.goal
          FROM initiative i
          JOIN initiative_text t ON t.initiative_id = i.id
        """,
        """
        SELECT i.slug, m.position, m.name_en, m.target_milli, r.period, r.version, r.value_milli
          FROM metric m
          JOIN initiative i ON i.id = m.initiative_id
          JOIN metric_reading r ON r.metric_id = m.id
        """,
        "SELECT name_en, starts_at, ends_at, state, sign_up, capacity, reason FROM community_event",
        """
        SELECT e.name_en, e.starts_at, s.seq, s.people, s.state, s.name
          FROM event_sign_up s
          JOIN community_event e ON e.id = s.event_id
        """,
        """
        SELECT e.name_en, e.starts_at, a.version, a.people, a.reason
          FROM event_attendance a
          JOIN community_event e ON e.id = a.event_id
        """,
        """
        SELECT s.slug, s.revision, COUNT(*), SUM(c.n), SUM(c.shown)
          FROM statistic s
          JOIN statistic_cell c ON c.statistic_id = s.id
         GROUP BY s.slug, s.revision
        """,
        "SELECT id, month, category, text_en, text_fr FROM statistic_note",
        "SELECT slug, kind, day, proof_kind, state, title_en, title_fr FROM story",
        """
        SELECT d.slug, v.version, v.state, v.stage, v.day, v.reason
          FROM decision d
          JOIN decision_version v ON v.decision_id = d.id
        """,
        "SELECT g.slug, g.state, g.checked, p.kind, p.place FROM guide g LEFT JOIN guide_place p ON p.guide_id = g.id",
    ];

    public static async Task<string[]> Read(DbConnection db)
    {
        var lines = new List<string>();
        foreach (var (i, list) in Lists.Index())
            lines.AddRange((await db.QueryAsync(list)).Select(row =>
                $"{i} {string.Join(" | ", ((IDictionary<string, object>)row).Values)}"));
        return [.. lines.Order(StringComparer.Ordinal)];
    }
}
