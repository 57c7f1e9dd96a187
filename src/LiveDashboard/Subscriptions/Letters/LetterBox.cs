using System.Data.Common;
using Dapper;
using LiveDashboard.Storage;

namespace LiveDashboard.Subscriptions.Letters;

/// <summary>
/// Letters on their way. One is written in the transaction of what it tells, and deleted when a mail server took it: an
/// end in between sends it a second time rather than never.
/// </summary>
public sealed class LetterBox(Database database, WriteLane lane, TimeProvider clock)
{
    /// <summary>How long one who takes a letter out has to send it before another may.</summary>
    public static readonly TimeSpan Held = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <param name="due">Not to be sent before; null: at once.</param>
    public static Task Add(DbConnection db, Letter letter, long now, long? due = null) => db.ExecuteAsync(
        """
        INSERT INTO letter (id, subscription_id, address, subject, body, stop, made_at, due_at, tries)
        VALUES (@id, @SubscriptionId, @Address, @Subject, @Body, @Stop, @now, @due, 0)
        """,
        new
        {
            id = Guid.CreateVersion7().ToString("N"),
            letter.SubscriptionId,
            letter.Address,
            letter.Subject,
            letter.Body,
            letter.Stop,
            now,
            due = due ?? now,
        });

    /// <summary>Takes out the letter that has waited longest; null when none is due. No other node takes the same.</summary>
    public Task<DueLetter?> Take(CancellationToken ct) => lane.Write(turn => turn.Connection.QuerySingleOrDefaultAsync<DueLetter?>(
        """
        UPDATE letter
           SET due_at = @held, tries = tries + 1
         WHERE due_at <= @now
           AND id = (SELECT id FROM letter WHERE due_at <= @now ORDER BY due_at, id LIMIT 1)
        RETURNING id, subscription_id, address, subject, body, stop, tries
        """,
        new { now = Now, held = Now + (long)Held.TotalMilliseconds }), ct);

    /// <summary>It was sent, or nobody is there to take it.</summary>
    public Task Sent(DueLetter letter, CancellationToken ct) => lane.Write(
        turn => turn.Connection.ExecuteAsync("DELETE FROM letter WHERE id = @Id", new { letter.Id }), ct);

    /// <summary>It was not sent: again after a pause that doubles with each try.</summary>
    public Task PutBack(DueLetter letter, CancellationToken ct)
    {
        var pause = Math.Min(LongestPause.TotalMilliseconds, FirstPause.TotalMilliseconds * Math.Pow(2, Math.Min(letter.Tries - 1, 20)));
        return lane.Write(turn => turn.Connection.ExecuteAsync(
            "UPDATE letter SET due_at = @due WHERE id = @Id", new { letter.Id, due = Now + (long)pause }), ct);
    }

    /// <summary>How many wait.</summary>
    public async Task<long> Waiting(CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await db.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM letter");
    }
}
