using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Desk.Claims;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Figures;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Desk.Acts;

/// <summary>
/// What staff do to a case. Each act, its words and its audit are one transaction, done once however often its form is
/// sent; it answers with a <see cref="DeskProblem"/>, or null when it is done.
/// </summary>
public sealed class DeskActs(
    WriteLane lane, CaseWords words, ClaimStore claims, FigureSignal signal, StaffClock staffClock, TimeProvider clock)
{
    /// <summary>Sends an answer. Only who holds the case can, and only if nothing new was said on it.</summary>
    public Task<string?> Reply(DeskForm form, DeskRights by, CancellationToken ct) => Once(form, by, async (turn, thread) =>
    {
        if (!await claims.Keep(turn, form.CaseId, by)) return DeskProblem.NotHeld;
        if (thread.Events.Any(one => one.Seq > form.Newest
            && one.Kind is EventKind.Replied or EventKind.Wrote or EventKind.Reopened)) return DeskProblem.News;
        await Add(turn, form, by, EventKind.Replied, AuditKind.CaseAnswered);
        await turn.Connection.ExecuteAsync(
            "DELETE FROM reply_draft WHERE case_id = @CaseId AND member_id = @MemberId", new { form.CaseId, by.MemberId });
        return null;
    }, ct);

    /// <summary>Closes an answered case with an outcome and a reason that the resident reads.</summary>
    public Task<string?> Close(DeskForm form, string outcome, DeskRights by, CancellationToken ct) =>
        Once(form, by, async (turn, thread) =>
        {
            if (await turn.Connection.ExecuteScalarAsync<long>(
                "SELECT COUNT(*) FROM outcome WHERE code = @outcome", new { outcome }) == 0) return DeskProblem.Outcome;
            if (thread.RepliedAt is null) return DeskProblem.Unanswered; // closing would leave the clock running for good
            if (thread.ResolvedAt is not null || thread.Withheld) return DeskProblem.State;
            if (!await claims.Keep(turn, form.CaseId, by)) return DeskProblem.NotHeld;
            await Add(turn, form, by, EventKind.Resolved, AuditKind.CaseClosed, outcome, became: outcome);
            return null;
        }, ct);

    /// <summary>Opens a closed case again, with a reason that the resident reads.</summary>
    public Task<string?> Reopen(DeskForm form, DeskRights by, CancellationToken ct) => Once(form, by, async (turn, thread) =>
    {
        if (thread.ResolvedAt is null) return DeskProblem.State;
        await Add(turn, form, by, EventKind.Reopened, AuditKind.CaseReopened);
        return null;
    }, ct);

    /// <summary>Takes a case off the clock: spam, test or duplicate, with a reason.</summary>
    public Task<string?> Withhold(DeskForm form, string why, DeskRights by, CancellationToken ct) =>
        Once(form, by, async (turn, thread) =>
        {
            if (!WithholdReasons.Contains(why)) return DeskProblem.Reason;
            if (thread.Withheld) return DeskProblem.State;
            await Add(turn, form, by, EventKind.Withheld, AuditKind.CaseWithheld, why, became: why);
            return null;
        }, ct);

    public static readonly IReadOnlyList<string> WithholdReasons = ["spam", "test", "duplicate"];

    /// <summary>Puts it back on the clock.</summary>
    public Task<string?> Restore(DeskForm form, DeskRights by, CancellationToken ct) => Once(form, by, async (turn, thread) =>
    {
        if (!thread.Withheld) return DeskProblem.State;
        await Add(turn, form, by, EventKind.Restored, AuditKind.CaseRestored);
        return null;
    }, ct);

    /// <summary>Tells the resident why the promise is missed, and by when the answer comes now. The clock runs on.</summary>
    /// <param name="until">The new date: ahead, and later than the promise.</param>
    public Task<string?> Postpone(DeskForm form, DateTimeOffset until, DeskRights by, CancellationToken ct) =>
        Once(form, by, async (turn, thread) =>
        {
            var at = until.ToUnixTimeMilliseconds();
            if (thread.RepliedAt is not null || thread.Withheld || thread.DueAt is not { } due) return DeskProblem.State;
            if (until <= clock.GetUtcNow() || at <= due) return DeskProblem.Date;
            if (!await claims.Keep(turn, form.CaseId, by)) return DeskProblem.NotHeld;
            await Add(turn, form, by, EventKind.Postponed, AuditKind.CasePostponed,
                at.ToString(System.Globalization.CultureInfo.InvariantCulture));
            await WorkStore.Told(turn, form.CaseId, at);
            return null;
        }, ct);

    /// <summary>A note that only staff read. It never stops the clock.</summary>
    public Task<string?> Note(DeskForm form, DeskRights by, CancellationToken ct) => Once(form, by, async (turn, _) =>
    {
        await Add(turn, form, by, EventKind.Noted, AuditKind.CaseNoted);
        return null;
    }, ct);

    private async Task Add(
        WriteTurn turn, DeskForm form, DeskRights by, string kind, string audit, string code = "", string became = "")
    {
        await words.Add(turn, form.CaseId, kind, clock.GetUtcNow(), new Words(Author.Staff, by.MemberId, form.Body, code));
        var reference = await CaseWords.Reference(turn.Connection, form.CaseId);
        await AuditStore.Add(turn, staffClock, by.Actor, audit, reference, became: became);
    }

    private async Task<string?> Once(
        DeskForm form, DeskRights by, Func<WriteTurn, CaseThread, Task<string?>> act, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        var problem = await lane.Write(async turn =>
        {
            var key = $"desk:{form.CaseId}:{form.Once}";
            // Taken first: the same form on another node waits here for this transaction's end, and then is done.
            if (!await Idempotency.First(turn, key, clock.GetUtcNow())) return null;
            var refused = await ThreadStore.Read(turn.Connection, form.CaseId) is { } thread && by.Sees(thread.Queue)
                ? await act(turn, thread) : DeskProblem.State;
            if (refused is not null) await Idempotency.Release(turn, key); // it can be sent again
            return refused;
        }, ct);
        if (problem is null) signal.CasesChanged();
        return problem;
    }
}
