using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Keeping;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Feedback.Publication.Queue;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Figures;
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
    public bool HasSender => Name.Length + Contact.Length + SafeContact.Length > 0;
}

/// <summary>What residents do to their own cases.</summary>
public sealed class FollowStore(
    Database database, WriteLane lane, CaseWords words, FigureSignal signal, TimeProvider clock)
{
    /// <summary>How long after it was closed a case can be opened again by who wrote it.</summary>
    public static readonly TimeSpan ReopenWithin = TimeSpan.FromDays(30);

    /// <summary>Adds what the resident writes.</summary>
    /// <param name="form">Of the page that it was written on: sent twice, it is one entry.</param>
    public Task Write(string caseId, string form, string body, CancellationToken ct) =>
        Once($"wrote:{caseId}:{form}", async turn =>
        {
            await words.Add(turn, caseId, EventKind.Wrote, clock.GetUtcNow(), new Words(Author.Resident, "", body));
            return true;
        }, ct);

    /// <summary>Opens the case again, if it was closed in the last 30 days.</summary>
    /// <returns>False when it was not, any more.</returns>
    public Task<bool> Reopen(string caseId, string form, string body, CancellationToken ct) =>
        Once($"reopened:{caseId}:{form}", async turn =>
        {
            var now = clock.GetUtcNow();
            if (await CanReopen(turn, caseId, now) is false) return false;
            await words.Add(turn, caseId, EventKind.Reopened, now, new Words(Author.Resident, "", body));
            return true;
        }, ct);

    /// <summary>Deletes the name and how to reach who wrote.</summary>
    public async Task DeleteSender(string caseId, CancellationToken ct)
    {
        await lane.Write(turn => EraseCase.Sender(turn.Connection, caseId), ct);
        lane.ForgetLog();
    }

    /// <summary>Agrees that the words are shown in public once a person approved them, or takes that back at once.</summary>
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
        return await db.QuerySingleAsync<KeptData>(
            """
            SELECT COALESCE(s.name, '') AS name, COALESCE(s.contact, '') AS contact,
                   COALESCE(s.safe_contact, '') AS safe_contact, r.asked_at AS erasure_asked_at
              FROM feedback_case c
              LEFT JOIN case_sender s ON s.case_id = c.id
              LEFT JOIN erasure_request r ON r.case_id = c.id
             WHERE c.id = @caseId
            """,
            new { caseId });
    }

    private static async Task<bool> CanReopen(WriteTurn turn, string caseId, DateTimeOffset now) =>
        await turn.Connection.ExecuteScalarAsync<long?>(
            "SELECT resolved_at FROM case_clock WHERE case_id = @caseId", new { caseId }) is { } closed
        && now.ToUnixTimeMilliseconds() - closed <= (long)ReopenWithin.TotalMilliseconds;

    private async Task<bool> Once(string key, Func<WriteTurn, Task<bool>> work, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        var done = await lane.Write(async turn =>
            !await Idempotency.First(turn, key, clock.GetUtcNow()) || await work(turn), ct);
        signal.CasesChanged();
        return done;
    }
}
