using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace LiveDashboard.Storage;

/// <summary>The same key came with a different request: a mistake of the sender, answered with 422.</summary>
public sealed class IdempotencyConflictException(string key)
    : Exception($"The idempotency key '{key}' was used before for a different request.");

/// <summary>
/// Makes a repeated request have one effect and the same answer: the key is stored in the transaction of the effect,
/// so that there is never one without the other.
/// </summary>
public sealed class Idempotency(WriteLane lane, TimeProvider clock)
{
    /// <summary>
    /// Runs <paramref name="work"/> unless <paramref name="key"/> has been seen; returns its answer, now or then.
    /// </summary>
    /// <param name="key">Made by the client, 1 to 200 characters.</param>
    /// <param name="request">What was asked, to tell a repetition from a mistake.</param>
    /// <exception cref="IdempotencyConflictException">The key belongs to another request.</exception>
    public Task<string> Once(string key, string request, Func<WriteTurn, Task<string>> work, CancellationToken ct)
    {
        if (key.Length is 0 or > 200) throw new ArgumentException("An idempotency key has 1 to 200 characters.", nameof(key));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request)));
        return lane.Write(async turn =>
        {
            // Claimed first: a concurrent repetition on another node waits here for this transaction's end.
            var claimed = await turn.Connection.ExecuteAsync(
                """
                INSERT INTO idempotency (key, request_hash, answer, written_at)
                VALUES (@key, @hash, '', @now)
                    ON CONFLICT (key) DO NOTHING
                """,
                new { key, hash, now = clock.GetUtcNow().ToUnixTimeMilliseconds() });
            if (claimed == 0) return await Answered(turn, key, hash);

            var answer = await work(turn);
            await turn.Connection.ExecuteAsync(
                "UPDATE idempotency SET answer = @answer WHERE key = @key", new { key, answer });
            return answer;
        }, ct);
    }

    private static async Task<string> Answered(WriteTurn turn, string key, string hash)
    {
        var (stored, answer) = await turn.Connection.QuerySingleAsync<(string, string)>(
            "SELECT request_hash, answer FROM idempotency WHERE key = @key", new { key });
        return stored == hash ? answer : throw new IdempotencyConflictException(key);
    }
}
