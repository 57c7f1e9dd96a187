using Dapper;
using LiveDashboard.Feedback.Keeping;
using LiveDashboard.Feedback.Letters;
using LiveDashboard.Feedback.Publication.Queue;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Follow;

/// <summary>What is kept of who wrote a case. Times are Unix milliseconds.</summary>
public sealed record KeptData
{
    public string Name { get; init; } = "";
    public string Contact { get; init; } = "";
    public string SafeContact { get; init; } = "";
    /// <summary>When the resident asked that the words be erased; null: did not.</summary>
    public long? ErasureAskedAt { get; init; }
    /// <summary>Who gets letters of it, or was asked; null: nobody.</summary>
    public CaseFollower? Follower { get; init; }
    public bool HasSender => Name.Length + Contact.Length + SafeContact.Length > 0;
}

/// <summary>What residents decide about the data of their own cases.</summary>
public sealed class OwnData(
    Database database, WriteLane lane, EraseCase erase, ICaseLetters letters, TimeProvider clock)
{
    /// <summary>Deletes the name and how to reach who wrote, also by letters.</summary>
    public async Task DeleteSender(string caseId, CancellationToken ct)
    {
        await lane.Write(turn => erase.Sender(turn.Connection, caseId), ct);
        lane.ForgetLog();
    }

    /// <summary>Agrees that the words are shown once a person approved them, or takes that back at once.</summary>
    public Task Agree(string caseId, bool mayShow, CancellationToken ct) => lane.Write(async turn =>
    {
        await turn.Connection.ExecuteAsync(
            "UPDATE case_detail SET may_show = @agreed WHERE case_id = @caseId AND queue <> 'restricted'",
            new { caseId, agreed = mayShow ? 1L : 0L });
        if (mayShow && await turn.Connection.ExecuteScalarAsync<long?>(
            "SELECT resolved_at FROM case_clock WHERE case_id = @caseId", new { caseId }) is not null)
            await QueuedCases.Enter(turn.Connection, caseId, clock.GetUtcNow());
    }, ct);

    /// <summary>Asks staff to erase the words.</summary>
    public Task AskErasure(string caseId, CancellationToken ct) => lane.Write(turn =>
        turn.Connection.ExecuteAsync(
            "INSERT INTO erasure_request (case_id, asked_at) VALUES (@caseId, @now) ON CONFLICT (case_id) DO NOTHING",
            new { caseId, now = clock.GetUtcNow().ToUnixTimeMilliseconds() }), ct);

    public async Task<KeptData> Kept(string caseId, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        var kept = await db.QuerySingleAsync<KeptData>(
            """
            SELECT COALESCE(s.name, '') AS name, COALESCE(s.contact, '') AS contact,
                   COALESCE(s.safe_contact, '') AS safe_contact, r.asked_at AS erasure_asked_at
              FROM feedback_case c
              LEFT JOIN case_sender s ON s.case_id = c.id
              LEFT JOIN erasure_request r ON r.case_id = c.id
             WHERE c.id = @caseId
            """,
            new { caseId });
        return kept with { Follower = await letters.Read(caseId, ct) };
    }
}
