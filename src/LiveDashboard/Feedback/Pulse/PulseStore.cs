using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Figures;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Pulse;

/// <summary>How many published answers gave a score from 1 (strongly disagree) to 5.</summary>
public sealed record PulseCount
{
    public long Statement { get; init; }
    public long Score { get; init; }
    public long N { get; init; }
}

/// <summary>
/// Takes answers to the statements and publishes them in batches, so that watching a figure never tells what one person
/// said (reliability.md 2.2 S2; features.md N4).
/// </summary>
public sealed class PulseStore(
    WriteLane lane, FigureSignal signal, PublicationRules rules, TimeProvider clock)
{
    public const int Statements = 3;
    public const int Scores = 5;

    /// <summary>How long a published batch is part of the figures.</summary>
    public static readonly TimeSpan Shown = TimeSpan.FromDays(90);

    /// <summary>Adds one person's answers, durably.</summary>
    /// <param name="form">Of the page that was filled in: sent twice, it counts once.</param>
    /// <param name="scores">The score of each statement that was answered.</param>
    public async Task Add(string form, IReadOnlyDictionary<int, int> scores, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        var published = await lane.Write(async turn =>
        {
            var any = false;
            if (await Idempotency.First(turn, $"pulse:{form}", clock.GetUtcNow()))
                foreach (var (statement, score) in scores.OrderBy(one => one.Key)) any |= await Add(turn.Connection, statement, score);
            return any;
        }, ct);
        if (published) signal.Changed(PulseFigures.SourceName); // an answer alone changes nothing that anybody sees
    }

    /// <summary>The published answers since a moment (Unix milliseconds).</summary>
    public static async Task<IReadOnlyList<PulseCount>> Published(DbConnection db, long since) =>
        (await db.QueryAsync<PulseCount>(
            """
            SELECT b.statement, t.score, CAST(SUM(t.n) AS BIGINT) AS n
              FROM pulse_batch b
              JOIN pulse_tally t ON t.batch_id = b.id
             WHERE b.closed_at >= @since
             GROUP BY b.statement, t.score
            """,
            new { since })).AsList();

    /// <summary>When the newest batch was published (Unix milliseconds); null: none was.</summary>
    public static Task<long?> Newest(DbConnection db) =>
        db.ExecuteScalarAsync<long?>("SELECT MAX(closed_at) FROM pulse_batch WHERE closed_at IS NOT NULL");

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <returns>Whether the answer completed a batch.</returns>
    private async Task<bool> Add(DbConnection db, int statement, int score)
    {
        var batch = await OpenBatch(db, statement);
        await db.ExecuteAsync(
            "INSERT INTO pulse_answer (id, batch_id, score) VALUES (@id, @batch, @score)",
            new { id = CaseId.New(), batch, score });
        await db.ExecuteAsync(
            """
            INSERT INTO pulse_tally (batch_id, score, n) VALUES (@batch, @score, 1)
                ON CONFLICT (batch_id, score) DO UPDATE SET n = pulse_tally.n + 1
            """,
            new { batch, score });
        return await db.ExecuteAsync(
            """
            UPDATE pulse_batch SET closed_at = @now
             WHERE id = @batch AND closed_at IS NULL
               AND wanted <= (SELECT SUM(n) FROM pulse_tally WHERE batch_id = @batch)
            """,
            new { batch, now = Now }) > 0;
    }

    private async Task<string> OpenBatch(DbConnection db, int statement)
    {
        await db.ExecuteAsync(
            """
            INSERT INTO pulse_batch (id, statement, wanted) VALUES (@id, @statement, @wanted)
                ON CONFLICT (statement) WHERE closed_at IS NULL DO NOTHING
            """,
            new { id = CaseId.New(), statement, wanted = RandomNumberGenerator.GetInt32(rules.K, 2 * rules.K + 1) });
        // Held until the commit, so that two nodes do not fill one batch beyond what each saw.
        await db.ExecuteAsync(
            "UPDATE pulse_batch SET wanted = wanted WHERE statement = @statement AND closed_at IS NULL", new { statement });
        return (await db.ExecuteScalarAsync<string>(
            "SELECT id FROM pulse_batch WHERE statement = @statement AND closed_at IS NULL", new { statement }))!;
    }
}
