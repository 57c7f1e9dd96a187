using System.Data.Common;
using Dapper;
using LiveDashboard.Storage;
using LiveDashboard.Subscriptions.Letters;
using LiveDashboard.Web;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Subscriptions.Own;

/// <summary>
/// Letters about one matter of somebody's own. All that changes something is done in the transaction of what it is of:
/// an end of the program leaves both or neither.
/// </summary>
public sealed class OwnLetters(Database database, Asking asking, IOptions<MailOptions> mail, TimeProvider clock)
{
    /// <summary>How many letters of one matter come within a day; what happens then is one letter, after it.</summary>
    public const int MostADay = 3;

    private static readonly long Day = (long)TimeSpan.FromDays(1).TotalMilliseconds;

    public bool AreOffered => mail.Value.IsOn;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Asks an address whether it wants letters of a matter.</summary>
    public Task Ask(DbConnection db, Matter matter, string address, Language language) =>
        asking.Ask(db, address, language, new Wanted(Rhythm.AtOnce, "", matter.ToString()));

    /// <summary>Who gets letters of it; while nobody does, who was asked last; null: nobody was.</summary>
    public async Task<Subscription?> Read(Matter matter, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await db.QueryFirstOrDefaultAsync<Subscription?>(
            """
            SELECT id, address, language, rhythm, about, asked_at, confirmed_at
              FROM subscription
             WHERE about = @about AND (confirmed_at IS NOT NULL OR asked_at > @since)
             ORDER BY CASE WHEN confirmed_at IS NULL THEN 1 ELSE 0 END, asked_at DESC
             LIMIT 1
            """,
            new { about = matter.ToString(), since = Now - (long)SubscriptionStore.Asked.TotalMilliseconds });
    }

    /// <summary>The keys of all matters of a kind that letters are wanted of.</summary>
    public async Task<IReadOnlyList<string>> Keys(string kind, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        var begin = new Matter(kind, "").ToString();
        return [.. (await db.QueryAsync<string>(
            "SELECT DISTINCT about FROM subscription WHERE about <> '' AND about LIKE @all", new { all = begin + "%" }))
            .Select(about => about[begin.Length..])];
    }

    /// <summary>
    /// Writes a letter that something happened. One that waits and that nobody has taken out says it already: then no
    /// other is written.
    /// </summary>
    /// <param name="told">Unix milliseconds of when it happened; with it, it can be taken back.</param>
    /// <param name="after">How long it can be: it is not sent before.</param>
    public async Task Tell(DbConnection db, Matter matter, Func<Subscription, Told> write, long told, TimeSpan after)
    {
        var (about, now, firm) = (matter.ToString(), Now, after == TimeSpan.Zero ? 1L : 0L);
        var until = now + (long)after.TotalMilliseconds;
        if (await db.ExecuteAsync(
            """
            UPDATE letter
               SET made_at = CASE WHEN @firm = 1 THEN @told ELSE made_at END,
                   due_at = CASE WHEN @firm = 0 AND due_at < @until THEN @until ELSE due_at END
             WHERE tries = 0
               AND subscription_id IN (SELECT id FROM subscription WHERE about = @about AND confirmed_at IS NOT NULL)
            """,
            new { about, told, firm, until }) > 0) return;
        foreach (var to in (await db.QueryAsync<Subscription>(
            """
            UPDATE subscription
               SET told = CASE WHEN told_from <= @before THEN 1 ELSE told + 1 END,
                   told_from = CASE WHEN told_from <= @before THEN @now ELSE told_from END
             WHERE about = @about AND confirmed_at IS NOT NULL
            RETURNING id, address, language, about, stop_token, asked_at, told_from, told
            """,
            new { about, now, before = now - Day })).AsList())
        {
            var due = to.Told > MostADay ? to.ToldFrom + Day : now;
            await LetterBox.Add(db, Letter(to, write(to)), told, Math.Max(due, until));
        }
    }

    /// <summary>Takes back a letter that would tell what is no longer so, and nothing else besides.</summary>
    /// <param name="told">As it was told.</param>
    public static Task TakeBack(DbConnection db, Matter matter, long told) => db.ExecuteAsync(
        """
        DELETE FROM letter
         WHERE tries = 0 AND made_at = @told AND due_at > made_at
           AND subscription_id IN (SELECT id FROM subscription WHERE about = @about)
        """,
        new { about = matter.ToString(), told });

    /// <summary>Ends them: the address goes, and the letters that wait.</summary>
    public Task<int> End(DbConnection db, Matter matter) => Ending.Run(
        db, "SELECT id, address FROM subscription WHERE about = @about", new { about = matter.ToString() }, Now);

    private Letter Letter(Subscription to, Told told)
    {
        var text = Language.Find(to.Language) ?? Language.English;
        var end = text.Say("letter.own.end", mail.Value.Link($"/{text.Code}/letters/{to.StopToken}"));
        return new Letter(to.Id, to.Address, told.Subject, $"{told.Body}\n\n-- \n{end}", to.StopToken);
    }
}
