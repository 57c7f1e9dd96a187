using System.Data.Common;
using Dapper;

namespace LiveDashboard.Feedback.Publication;

/// <summary>Takes the words of an erased person out of what was made of them for the public.</summary>
public static class PublicErasure
{
    /// <summary>In the turn that erases the person. The record of decisions stays, without its notes.</summary>
    public static async Task Erase(DbConnection db, string caseId)
    {
        await db.ExecuteAsync(
            """
            UPDATE publication SET title = '', said = '', did = '', why = '', edit_note = '', revision = revision + 1
             WHERE case_id = @caseId
            """,
            new { caseId });
        await db.ExecuteAsync("UPDATE publication_surface SET note = '' WHERE case_id = @caseId", new { caseId });
        await db.ExecuteAsync("UPDATE publication_decision SET note = '' WHERE case_id = @caseId", new { caseId });
        await db.ExecuteAsync("UPDATE publication_appeal SET body = '' WHERE case_id = @caseId", new { caseId });
    }
}
