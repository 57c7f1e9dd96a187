using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Figures;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Follow;

/// <summary>What residents say further on their own cases.</summary>
public sealed class FollowStore(WriteLane lane, CaseWords words, FigureSignal signal, TimeProvider clock)
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
