using Dapper;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Ingest.Keys;

/// <summary>The keys of connected systems.</summary>
public sealed class ApiKeyStore(Database database, WriteLane lane, TimeProvider clock)
{
    /// <summary>How exactly it is remembered when a key was last used: a write per request would buy nothing.</summary>
    private static readonly TimeSpan UseGrain = TimeSpan.FromHours(1);

    /// <summary>Makes a key. What is returned exists nowhere else.</summary>
    public async Task<ApiSecret> Create(string source, IReadOnlyCollection<string> scopes, TimeSpan lifetime, CancellationToken ct)
    {
        var made = ApiSecret.New();
        var now = clock.GetUtcNow();
        await lane.Write(turn => turn.Connection.ExecuteAsync(
            """
            INSERT INTO api_key (id, source, secret_hash, scopes, created_at, expires_at)
            VALUES (@id, @source, @hash, @scopes, @now, @expires)
            """,
            new
            {
                id = made.Id,
                source,
                hash = ApiSecret.Hash(made.Secret),
                scopes = string.Join(' ', scopes),
                now = now.ToUnixTimeMilliseconds(),
                expires = (now + lifetime).ToUnixTimeMilliseconds(),
            }), ct);
        return made;
    }

    public async Task<ApiKey?> Find(string id, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await db.QuerySingleOrDefaultAsync<ApiKey>(
            """
            SELECT id, source, secret_hash, scopes, created_at, expires_at, revoked_at, last_used_at
              FROM api_key
             WHERE id = @id
            """,
            new { id });
    }

    /// <summary>All that were ever made, the newest first.</summary>
    public async Task<IReadOnlyList<ApiKey>> List(CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<ApiKey>(
            """
            SELECT id, source, secret_hash, scopes, created_at, expires_at, revoked_at, last_used_at
              FROM api_key
             ORDER BY created_at DESC, id
            """)).AsList();
    }

    /// <summary>Ends a key, from the next request on. False when there is none, or it was revoked before.</summary>
    public async Task<bool> Revoke(string id, CancellationToken ct) => await lane.Write(turn => turn.Connection.ExecuteAsync(
        "UPDATE api_key SET revoked_at = @now WHERE id = @id AND revoked_at IS NULL",
        new { id, now = clock.GetUtcNow().ToUnixTimeMilliseconds() }), ct) == 1;

    /// <summary>Remembers that the key was used, at most once an hour, in the transaction of what it wrote.</summary>
    public async Task Used(WriteTurn turn, ApiKey key)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var before = now - (long)UseGrain.TotalMilliseconds;
        if (key.LastUsedAt > before) return;
        await turn.Connection.ExecuteAsync(
            "UPDATE api_key SET last_used_at = @now WHERE id = @id AND (last_used_at IS NULL OR last_used_at <= @before)",
            new { id = key.Id, now, before });
    }
}
