using System.Data.Common;
using Dapper;

namespace LiveDashboard.Subscriptions;

/// <summary>
/// Ends letters: the address goes, and with it the letters that wait. Of one that was asked and never answered, a trace
/// that names nobody stays until its 48 hours are over; else whoever asks, takes back and asks again could send first
/// letters without end.
/// </summary>
public static class Ending
{
    /// <summary>Ends the subscriptions that a statement gives, with their ids and addresses.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> Run(DbConnection db, string ids, object which, long now)
    {
        var ended = (await db.QueryAsync<Subscription>(ids, which)).AsList();
        foreach (var one in ended)
        {
            // Its row first: who writes a letter of it on another node holds that row, and the letter is seen after it.
            var traced = await db.ExecuteAsync(
                """
                UPDATE subscription
                   SET address = @trace, topics = '', about = '', confirm_hash = NULL
                 WHERE id = @Id AND confirmed_at IS NULL AND asked_at > @since
                """,
                new
                {
                    one.Id,
                    trace = Trace(one.Address),
                    since = now - (long)SubscriptionStore.Asked.TotalMilliseconds,
                });
            if (traced == 0) await db.ExecuteAsync("DELETE FROM subscription WHERE id = @Id", new { one.Id });
            await db.ExecuteAsync("DELETE FROM letter WHERE subscription_id = @Id", new { one.Id });
        }
        return ended.Count;
    }

    /// <summary>What stays of an address that was asked; of a trace, the same.</summary>
    public static string Trace(string address) => address.Contains('@') ? Asking.Hash(address) : address;
}
