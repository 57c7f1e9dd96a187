using System.Data.Common;
using Dapper;
using LiveDashboard.Feedback.Letters;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Feedback.Publication;

namespace LiveDashboard.Feedback.Keeping;

/// <summary>
/// Erases the person and keeps the clock: every word, name, place and contact goes; the events and their times stay, so
/// that no figure changes. The codes still open the case, which then says when it was erased.
/// </summary>
public sealed class EraseCase(ICaseLetters letters)
{
    /// <summary>Erases a case, in a transaction that may do more. A case on legal hold is left alone.</summary>
    /// <returns>Whether it was erased now.</returns>
    public async Task<bool> Run(DbConnection db, string caseId, long now)
    {
        await CaseWords.Reference(db, caseId); // of an imported case that has no more than its subject
        if (await db.ExecuteAsync(
            """
            UPDATE case_detail
               SET erased_at = @now, place = ''
             WHERE case_id = @caseId AND erased_at IS NULL
               AND NOT EXISTS (SELECT 1 FROM legal_hold h WHERE h.case_id = @caseId)
            """,
            new { caseId, now }) == 0) return false;
        await db.ExecuteAsync("UPDATE case_text SET body = '' WHERE case_id = @caseId", new { caseId });
        await Sender(db, caseId);
        await db.ExecuteAsync("DELETE FROM reply_draft WHERE case_id = @caseId", new { caseId });
        await PublicErasure.Erase(db, caseId);
        await db.ExecuteAsync("UPDATE feedback_case SET subject = NULL WHERE id = @caseId", new { caseId });
        await db.ExecuteAsync(
            "UPDATE erasure_request SET done_at = @now WHERE case_id = @caseId AND done_at IS NULL", new { caseId, now });
        return true;
    }

    /// <summary>Deletes the name and how to reach who wrote, also by letters.</summary>
    public async Task Sender(DbConnection db, string caseId)
    {
        await db.ExecuteAsync("DELETE FROM case_sender WHERE case_id = @caseId", new { caseId });
        await letters.Forget(db, caseId);
    }
}
