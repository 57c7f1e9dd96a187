using Dapper;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Desk.Work;

/// <summary>Who wrote, as far as staff may see it. What is hidden from staff does not leave the database.</summary>
public sealed record DeskSender
{
    public string Name { get; init; } = "";
    public string Contact { get; init; } = "";
    public string SafeContact { get; init; } = "";
    /// <summary>1: the name is never public.</summary>
    public long HiddenFromPublic { get; init; }
    /// <summary>1: something was given and is hidden from staff.</summary>
    public long HiddenFromStaff { get; init; }
}

/// <summary>Reads senders for those who answer.</summary>
public sealed class SenderStore(Database database)
{
    /// <summary>Null: nothing was given, or who asks is not one who answers.</summary>
    public async Task<DeskSender?> Read(string caseId, DeskRights rights, CancellationToken ct)
    {
        if (!rights.MayAnswer) return null;
        await using var db = await database.Read(ct);
        return await db.QuerySingleOrDefaultAsync<DeskSender>(
            """
            SELECT CASE WHEN hidden_from_staff = 1 THEN '' ELSE name END AS name,
                   CASE WHEN hidden_from_staff = 1 THEN '' ELSE contact END AS contact,
                   CASE WHEN hidden_from_staff = 1 THEN '' ELSE safe_contact END AS safe_contact,
                   hidden_from_public, hidden_from_staff
              FROM case_sender
             WHERE case_id = @caseId
            """,
            new { caseId });
    }

    /// <summary>The names of staff by id, also of those who left: who wrote what stays told.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Authors(IEnumerable<string> memberIds, CancellationToken ct)
    {
        var ids = memberIds.Where(id => id.Length > 0).Distinct().ToArray();
        if (ids.Length == 0) return new Dictionary<string, string>();
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<(string Id, string Name)>(
            EngineText.WithLists(db, "SELECT id, name FROM staff_member WHERE id IN @ids"), new { ids }))
            .ToDictionary(one => one.Id, one => one.Name);
    }
}
