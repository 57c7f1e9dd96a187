using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace LiveDashboard.Storage;

/// <summary>The same key came with a different request: a mistake of the sender, answered with 422.</summary>
public sealed class IdempotencyConflictException(string key)
    : Exception($"The idempotency key '{key}' was used before for a different request.");

/// <summary>What makes a request repeatable.</summary>
/// <param name="Text">Made by the client, 1 to 200 characters.</param>
/// <param name="RequestHash">Of what was asked, to tell a repetition from a mistake.</param>
public sealed record IdempotencyKey(string Text, string RequestHash)
{
    public static IdempotencyKey Of(string text, string request) => text.Length is > 0 and <= 200
        ? new(text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request))))
        : throw new ArgumentException("An idempotency key has 1 to 200 characters.", nameof(text));
}

/// <summary>
/// Makes a repeated request have one effect and the same answer: the key is stored in the transaction of the effect,
/// so that there is never one without the other.
/// </summary>
public sealed class Idempotency(WriteLane lane, TimeProvider clock)
{
    /// <summary>
    /// Runs <paramref name="work"/> unless the key has been seen; returns its answer, now or then.
    /// </summary>
    /// <exception cref="IdempotencyConflictException">The key belongs to another request.</exception>
    /// <exception cref="WriteStoppedException">Nothing is taken from outside now.</exception>
    public Task<string> Once(IdempotencyKey key, Func<WriteTurn, Task<string>> work, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        return lane.Write(turn => Once(turn, key, work), ct);
    }

    /// <summary>The same for work that can be written with others of its kind; see <see cref="NotSeen"/>.</summary>
    /// <exception cref="IdempotencyConflictException">The key belongs to another request.</exception>
    /// <exception cref="WriteStoppedException">Nothing is taken from outside now.</exception>
    public Task<string> Once<TItem>(
        IdempotencyKey key, ITogether<TItem, string> together, TItem item, Func<WriteTurn, Task<string>> work,
        CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        return lane.Write(together, item, turn => Once(turn, key, work), ct);
    }

    /// <summary>Those of the keys that have not been seen; of one that is given twice, the first.</summary>
    public static async Task<HashSet<IdempotencyKey>> NotSeen(WriteTurn turn, IEnumerable<IdempotencyKey> keys)
    {
        var asked = keys.DistinctBy(key => key.Text).ToArray();
        var seen = (await turn.Connection.QueryAsync<string>(
            EngineText.WithLists(turn.Connection, "SELECT key FROM idempotency WHERE key IN @keys"),
            new { keys = asked.Select(key => key.Text).ToArray() })).ToHashSet();
        return [.. asked.Where(key => !seen.Contains(key.Text))];
    }

    /// <summary>
    /// Takes a key for what needs no answer, inside the turn that does it; false when it was taken before, and then there
    /// is nothing left to do.
    /// </summary>
    public static async Task<bool> First(WriteTurn turn, string key, DateTimeOffset now) => await turn.Connection.ExecuteAsync(
        """
        INSERT INTO idempotency (key, request_hash, answer, written_at)
        VALUES (@key, '', '', @now)
            ON CONFLICT (key) DO NOTHING
        """,
        new { key, now = now.ToUnixTimeMilliseconds() }) > 0;

    /// <summary>Gives back a key that this turn took, when nothing came of it.</summary>
    public static Task Release(WriteTurn turn, string key) =>
        turn.Connection.ExecuteAsync("DELETE FROM idempotency WHERE key = @key", new { key });

    /// <summary>Stores answers of keys that were not seen, in the transaction of what they tell.</summary>
    public async Task Store(WriteTurn turn, IEnumerable<(IdempotencyKey Key, string Answer)> answers)
    {
        await using var insert = new PreparedCommand(turn.Connection,
            "INSERT INTO idempotency (key, request_hash, answer, written_at) VALUES (@key, @hash, @answer, @now)",
            "key", "hash", "answer", "now");
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        // In one order, so that two nodes that were sent the same keys do not wait for each other.
        foreach (var (key, answer) in answers.OrderBy(one => one.Key.Text, StringComparer.Ordinal))
            await insert.Run(key.Text, key.RequestHash, answer, now);
        await insert.Finish();
    }

    private async Task<string> Once(WriteTurn turn, IdempotencyKey key, Func<WriteTurn, Task<string>> work)
    {
        // Claimed first: a concurrent repetition on another node waits here for this transaction's end.
        var claimed = await turn.Connection.ExecuteAsync(
            """
            INSERT INTO idempotency (key, request_hash, answer, written_at)
            VALUES (@Text, @RequestHash, '', @now)
                ON CONFLICT (key) DO NOTHING
            """,
            new { key.Text, key.RequestHash, now = clock.GetUtcNow().ToUnixTimeMilliseconds() });
        if (claimed == 0) return await Answered(turn, key);

        var answer = await work(turn);
        await turn.Connection.ExecuteAsync(
            "UPDATE idempotency SET answer = @answer WHERE key = @Text", new { key.Text, answer });
        return answer;
    }

    private static async Task<string> Answered(WriteTurn turn, IdempotencyKey key)
    {
        var (stored, answer) = await turn.Connection.QuerySingleAsync<(string, string)>(
            "SELECT request_hash, answer FROM idempotency WHERE key = @Text", new { key.Text });
        return stored == key.RequestHash ? answer : throw new IdempotencyConflictException(key.Text);
    }
}
