using Dapper;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.Letters;

/// <summary>What a resident does about letters of the own case.</summary>
public sealed class CaseLetterStore(WriteLane lane, ICaseLetters letters)
{
    /// <summary>
    /// Whether a case may have letters: a code opens it, nothing of it is erased, and it is nothing suspicious, of
    /// which nothing is sent by itself.
    /// </summary>
    public bool MayHave(CaseThread thread) =>
        letters.AreOffered && thread.Queue != CaseQueues.Restricted && thread.ErasedAt is null;

    /// <summary>Asks an address whether it wants letters of a case that may have them.</summary>
    /// <exception cref="WriteStoppedException">Nothing is taken from outside now.</exception>
    public Task Ask(string caseId, string address, Language language, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        return lane.Write(async turn =>
        {
            // Held until the commit: an erasure comes before it and is seen, or after it and finds the address.
            if (await turn.Connection.ExecuteAsync(
                """
                UPDATE case_detail
                   SET queue = queue
                 WHERE case_id = @caseId AND queue <> 'restricted' AND erased_at IS NULL AND code_hash IS NOT NULL
                """,
                new { caseId }) == 1)
                await letters.Ask(turn, caseId, address, language);
        }, ct);
    }

    /// <summary>Ends them. No word of the address stays in the files.</summary>
    public async Task End(string caseId, CancellationToken ct)
    {
        await lane.Write(turn => letters.Forget(turn.Connection, caseId), ct);
        lane.ForgetLog();
    }
}
