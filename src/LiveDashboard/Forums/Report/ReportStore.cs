using Dapper;
using LiveDashboard.Figures;
using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Projector;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Storage;

namespace LiveDashboard.Forums.Report;

/// <summary>A round that was revealed. Times are Unix milliseconds.</summary>
public sealed record ReportedRound(Poll Poll, long Round, long OpenedAt, long? ClosedAt, long RevealedAt, ShownResult Shown);

/// <summary>What a forum found out: the rounds that were revealed as they were frozen, and no rehearsal.</summary>
public sealed class ReportStore(Database database, PublicationRules rules)
{
    /// <summary>The forum of an address; null when there is none that has ended.</summary>
    public async Task<Forum?> FindEnded(string slug, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        var id = await db.ExecuteScalarAsync<string?>(
            "SELECT id FROM forum WHERE slug = @slug AND state = 'ended'", new { slug });
        return id is null ? null : await ForumStore.Read(db, id);
    }

    /// <summary>In the order of the run sheet.</summary>
    public async Task<IReadOnlyList<ReportedRound>> Rounds(string forumId, CancellationToken ct)
    {
        await using var snapshot = await database.ReadSnapshot(ct);
        var db = snapshot.Connection;
        var rows = (await db.QueryAsync<Row>(
            """
            SELECT r.poll_id, r.round, r.opened_at, r.closed_at, r.revealed_at
              FROM poll_round r
              JOIN poll p ON p.id = r.poll_id
             WHERE p.forum_id = @forumId AND r.rehearsal = 0 AND r.revealed_at IS NOT NULL AND r.frozen <> ''
             ORDER BY p.place, r.round
            """,
            new { forumId })).AsList();
        var rounds = new List<ReportedRound>();
        foreach (var row in rows)
        {
            var poll = (await PollStore.Read(db, row.PollId))!;
            var shown = await ShownResult.Of(db, poll, row.Round, (await FrozenResult.Shown(db, poll, row.Round))!, rules);
            rounds.Add(new ReportedRound(poll, row.Round, row.OpenedAt, row.ClosedAt, row.RevealedAt, shown));
        }
        return rounds;
    }

    private sealed record Row
    {
        public string PollId { get; init; } = "";
        public long Round { get; init; }
        public long OpenedAt { get; init; }
        public long? ClosedAt { get; init; }
        public long RevealedAt { get; init; }
    }
}
