using Dapper;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Subscriptions;

/// <summary>
/// Who gets letters. An address is kept only while letters are wanted: it is asked for by a first letter, and goes with
/// the last click.
/// </summary>
public sealed class SubscriptionStore(Database database, WriteLane lane, Asking asking, TimeProvider clock)
{
    /// <summary>How long the first letter's link works.</summary>
    public static readonly TimeSpan Asked = TimeSpan.FromHours(48);

    /// <summary>How many first letters an address gets in that time, whoever asks: they cannot be used to annoy somebody.</summary>
    public const int MostAsked = 3;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>
    /// Asks an address whether it wants letters. Nobody is told whether it has some already, or was asked too often.
    /// </summary>
    /// <exception cref="WriteStoppedException">Nothing is taken from outside now.</exception>
    public Task Ask(string address, Language language, string rhythm, IReadOnlyList<string> topics, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        var wanted = new Wanted(rhythm, string.Join(' ', topics), "");
        return lane.Write(turn => asking.Ask(turn.Connection, address, language, wanted), ct);
    }

    /// <summary>What a letter's link is of: still to be confirmed, or to be ended; null when it is of nothing any more.</summary>
    public async Task<Subscription?> Find(string token, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await db.QuerySingleOrDefaultAsync<Subscription>(
            """
            SELECT id, address, language, rhythm, topics, about, stop_token, asked_at, confirmed_at, news_until
              FROM subscription
             WHERE stop_token = @token OR (confirm_hash = @hash AND asked_at > @since)
            """,
            new { token, hash = Asking.Hash(token), since = Now - (long)Asked.TotalMilliseconds });
    }

    /// <summary>
    /// Begins with what is published from now on; what the address had before of news, or anybody of the same matter,
    /// ends.
    /// </summary>
    /// <returns>False: the link was used, or is too old.</returns>
    /// <exception cref="WriteStoppedException">Nothing is taken from outside now.</exception>
    public async Task<bool> Confirm(string token, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        var begun = await lane.Write(async turn =>
        {
            var db = turn.Connection;
            var id = await db.QuerySingleOrDefaultAsync<string?>(
                """
                UPDATE subscription
                   SET confirmed_at = @now, news_until = @now, confirm_hash = NULL
                 WHERE confirm_hash = @hash AND asked_at > @since
                RETURNING id
                """,
                new { hash = Asking.Hash(token), now = Now, since = Now - (long)Asked.TotalMilliseconds });
            if (id is null) return false;
            await Ending.Run(db,
                """
                SELECT o.id, o.address
                  FROM subscription o
                  JOIN subscription s ON s.about = o.about AND (s.about <> '' OR s.address = o.address)
                 WHERE s.id = @id AND o.id <> @id
                """,
                new { id }, Now);
            return true;
        }, ct);
        if (begun) lane.ForgetLog();
        return begun;
    }

    /// <summary>Ends it, and with it all that is known of the address. False: it was ended before.</summary>
    public Task<bool> Stop(string token, CancellationToken ct) => Forget(
        "SELECT id, address FROM subscription WHERE stop_token = @token", new { token }, ct);

    /// <summary>Ends what was asked and never confirmed.</summary>
    public Task Prune(CancellationToken ct) => Forget(
        "SELECT id, address FROM subscription WHERE confirmed_at IS NULL AND asked_at <= @before",
        new { before = Now - (long)Asked.TotalMilliseconds }, ct);

    /// <summary>How many get letters.</summary>
    public async Task<long> Count(CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await db.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM subscription WHERE confirmed_at IS NOT NULL");
    }

    // No word of it stays in the files, nor in the log of what was written.
    private async Task<bool> Forget(string ids, object which, CancellationToken ct)
    {
        var ended = await lane.Write(turn => Ending.Run(turn.Connection, ids, which, Now), ct) > 0;
        if (ended) lane.ForgetLog();
        return ended;
    }
}
