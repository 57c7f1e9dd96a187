using System.Buffers.Text;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using LiveDashboard.Subscriptions.Letters;
using LiveDashboard.Web;

namespace LiveDashboard.Subscriptions;

/// <summary>What letters are asked for.</summary>
/// <param name="Rhythm">One of <see cref="Subscriptions.Rhythm"/>.</param>
/// <param name="Topics">Keys of news, parted by a space each; "" of a matter.</param>
/// <param name="About">The matter, see <see cref="Own.Matter"/>; "" news.</param>
public sealed record Wanted(string Rhythm, string Topics, string About);

/// <summary>Asks an address whether it wants letters, by a first letter: only who has it can say yes.</summary>
public sealed class Asking(FirstLetter first, TimeProvider clock)
{
    /// <summary>Asks it, unless it was asked too often. Nobody is told which.</summary>
    public async Task Ask(DbConnection db, string address, Language language, Wanted wanted)
    {
        var (id, confirm, now) = (NewToken(), NewToken(), clock.GetUtcNow().ToUnixTimeMilliseconds());
        var asked = await db.ExecuteAsync(
            """
            INSERT INTO subscription (id, address, language, rhythm, topics, about, confirm_hash, stop_token, asked_at,
                                      confirmed_at, news_until)
            SELECT @id, @address, @Code, @Rhythm, @Topics, @About, @hash, @stop, @now, NULL, @now
             WHERE (SELECT COUNT(*)
                      FROM subscription
                     WHERE address IN (@address, @ended) AND asked_at > @since) < @MostAsked
            """,
            new
            {
                id,
                address,
                ended = Ending.Trace(address),
                language.Code,
                wanted.Rhythm,
                wanted.Topics,
                wanted.About,
                hash = Hash(confirm),
                stop = NewToken(),
                now,
                since = now - (long)SubscriptionStore.Asked.TotalMilliseconds,
                SubscriptionStore.MostAsked,
            });
        if (asked == 1) await LetterBox.Add(db, first.Write(id, address, language, confirm), now);
    }

    /// <summary>A token as the table has it.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(18));
}
