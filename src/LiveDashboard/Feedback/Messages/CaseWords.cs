using System.Data.Common;
using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Letters;
using LiveDashboard.Feedback.Publication.Queue;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Messages;

/// <summary>What somebody says on a case that is there.</summary>
/// <param name="MemberId">Of staff; "" of residents.</param>
/// <param name="Code">See the column <c>code</c> of <c>case_text</c>; "" for most.</param>
public sealed record Words(string Author, string MemberId, string Body, string Code = "");

/// <summary>Adds an event together with its words, and the letter that it is there, in one transaction.</summary>
public sealed class CaseWords(CaseLedger ledger, ICaseLetters letters)
{
    /// <summary>Adds an event of the kind, and its words if there are any.</summary>
    /// <param name="at">When it happened; never before the case was received.</param>
    public async Task Add(WriteTurn turn, string caseId, string kind, DateTimeOffset at, Words? words = null)
    {
        await ledger.Record(turn, [], [new NewEvent(caseId, kind, at)]);
        if (words is not null) await Say(turn.Connection, caseId, words);
        if (kind == EventKind.Resolved) await QueuedCases.Enter(turn.Connection, caseId, at);
        // What staff say where the resident reads it. That somebody has opened the case is no reason to write.
        if (words?.Author == Author.Staff && kind != EventKind.Noted)
            await letters.Tell(turn, caseId, at.ToUnixTimeMilliseconds(), TimeSpan.Zero);
    }

    /// <summary>Puts words to the newest event of a case, which this turn has added.</summary>
    public static Task Say(DbConnection db, string caseId, Words words) => db.ExecuteAsync(
        """
        INSERT INTO case_text (case_id, seq, author, member_id, code, body)
        SELECT @caseId, MAX(seq), @Author, @MemberId, @Code, @Body
          FROM case_event
         WHERE case_id = @caseId
        """,
        new { caseId, words.Author, words.MemberId, words.Code, words.Body });

    /// <summary>
    /// Gives the case a reference if it has none, as of those that were imported, and says which it is.
    /// </summary>
    public static async Task<string> Reference(DbConnection db, string caseId)
    {
        await AddDetail(db, caseId, null, CaseChannel.Import, CaseQueues.Desk, "", "", false);
        return (await db.ExecuteScalarAsync<string>(
            "SELECT reference FROM case_detail WHERE case_id = @caseId", new { caseId }))!;
    }

    /// <summary>Adds what a case has beyond its events, unless it is there, under a reference that is free.</summary>
    internal static async Task AddDetail(
        DbConnection db, string caseId, string? codeHash, string channel, string queue, string language, string place, bool mayShow)
    {
        for (var tries = 0; tries < 50; tries++)
        {
            if (await db.ExecuteScalarAsync<string?>(
                "SELECT reference FROM case_detail WHERE case_id = @caseId", new { caseId }) is not null) return;
            await db.ExecuteAsync(
                """
                INSERT INTO case_detail (case_id, reference, code_hash, channel, queue, language, place, may_show)
                VALUES (@caseId, @reference, @codeHash, @channel, @queue, @language, @place, @agreed)
                    ON CONFLICT DO NOTHING
                """,
                new
                {
                    caseId,
                    reference = CaseReference.New(),
                    codeHash,
                    channel,
                    queue,
                    language,
                    place,
                    agreed = mayShow ? 1L : 0L,
                });
        }
        throw new InvalidOperationException("No reference is free: nearly all of them name a case.");
    }
}
