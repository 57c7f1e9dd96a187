using Dapper;
using LiveDashboard.Storage;

namespace LiveDashboard.Staff.Audit;

/// <summary>Who does something.</summary>
/// <param name="Id">Of the member of staff; empty when there is none.</param>
/// <param name="Name">As it is at this time.</param>
public sealed record Actor(string Id, string Name)
{
    /// <summary>Somebody at the command line of the server.</summary>
    public static readonly Actor Console = new("", "console");

    /// <summary>Somebody who is not known.</summary>
    public static readonly Actor Nobody = new("", "");
}

/// <summary>The kinds of acts that are recorded.</summary>
public static class AuditKind
{
    public const string SignedIn = "signed-in";
    public const string SignInFailed = "sign-in-failed";
    public const string SignedOut = "signed-out";
    public const string SessionEnded = "session-ended";
    public const string Invited = "invited";
    public const string Withdrawn = "invitation-withdrawn";
    public const string Joined = "joined";
    public const string WayReplaced = "way-replaced";
    public const string RoleChanged = "role-changed";
    public const string Disabled = "disabled";
    public const string Enabled = "enabled";
    public const string PasswordSet = "password-set";
    public const string PasskeyAdded = "passkey-added";
    public const string PasskeyRemoved = "passkey-removed";
    public const string RecoveryCodesMade = "recovery-codes-made";
    public const string RecoveryCodeUsed = "recovery-code-used";
    public const string CaseAnswered = "case-answered";
    public const string CaseClosed = "case-closed";
    public const string CaseReopened = "case-reopened";
    public const string CaseWithheld = "case-withheld";
    public const string CaseRestored = "case-restored";
    public const string CasePostponed = "case-postponed";
    public const string CaseNoted = "case-noted";
    public const string CaseAssigned = "case-assigned";
    public const string CasePriority = "case-priority";
    public const string CaseTakenOver = "case-taken-over";
    public const string CaseEntered = "case-entered";
    public const string TemplateSaved = "template-saved";
    public const string TemplateRemoved = "template-removed";

    public const string ForumAct = "forum-act";
    public const string ScreenAct = "screen-act";
    public const string ListChanged = "list-changed";
    public const string TargetSet = "target-set";
    public const string KeepingChanged = "keeping-changed";
    public const string HoldSet = "hold-set";
    public const string HoldLifted = "hold-lifted";
    public const string ErasureAsked = "erasure-asked";
    public const string Erased = "erased";
    public const string Proposed = "publication-proposed";
    public const string Moderated = "publication-decided";
    public const string TextEdited = "publication-edited";
    public const string AppealDecided = "publication-appeal";
    public const string HoldWordChanged = "hold-word";
    public const string InitiativeChanged = "initiative-changed";
    public const string MetricChanged = "metric-changed";
    public const string ReadingEntered = "reading-entered";
    public const string StatisticImported = "statistic-imported";
    public const string StatisticNoted = "statistic-noted";
    public const string StoryChanged = "story-changed";
    public const string DecisionChanged = "decision-changed";
    public const string GuideChanged = "guide-changed";
    public const string EventChanged = "event-changed";
    public const string EventCancelled = "event-cancelled";
    public const string EventsImported = "events-imported";
    public const string AttendanceEntered = "attendance-entered";
    public const string SignUpRemoved = "sign-up-removed";

    public static readonly IReadOnlyList<string> All =
    [
        ForumAct, ScreenAct, ListChanged, TargetSet, KeepingChanged, HoldSet, HoldLifted, ErasureAsked, Erased,
        SignedIn, SignInFailed, SignedOut, SessionEnded, Invited, Withdrawn, Joined, WayReplaced, RoleChanged, Disabled,
        Enabled, PasswordSet, PasskeyAdded, PasskeyRemoved, RecoveryCodesMade, RecoveryCodeUsed, CaseAnswered, CaseClosed, CaseReopened,
        CaseWithheld, CaseRestored, CasePostponed, CaseNoted, CaseAssigned, CasePriority, CaseTakenOver, CaseEntered,
        TemplateSaved, TemplateRemoved,
        Proposed, Moderated, TextEdited, AppealDecided, HoldWordChanged, InitiativeChanged, MetricChanged, ReadingEntered,
        StatisticImported, StatisticNoted, StoryChanged, DecisionChanged, GuideChanged, EventChanged, EventCancelled,
        EventsImported, AttendanceEntered, SignUpRemoved,
    ];
}

/// <summary>One act. <see cref="At"/> is Unix milliseconds; empty texts mean that there is nothing to say.</summary>
public sealed record AuditEntry
{
    public string Id { get; init; } = "";
    public long At { get; init; }
    public string Actor { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Subject { get; init; } = "";
    public string Was { get; init; } = "";
    public string Became { get; init; } = "";
}

/// <summary>Which entries: null means any.</summary>
/// <param name="Person">A name, as actor or subject.</param>
/// <param name="From">Unix milliseconds.</param>
/// <param name="Before">Unix milliseconds.</param>
public sealed record AuditFilter(string? Person, string? Kind, long? From, long? Before);

/// <summary>What was done. It is added to, and nothing here changes or removes an entry.</summary>
public sealed class AuditStore(Database database, WriteLane lane, StaffClock clock)
{
    /// <summary>Records an act, in the transaction of the act.</summary>
    public static Task Add(
        WriteTurn turn, StaffClock clock, Actor actor, string kind, string subject = "", string was = "",
        string became = "") => turn.Connection.ExecuteAsync(
        """
        INSERT INTO staff_audit (id, at, actor_id, actor, kind, subject, was, became)
        VALUES (@id, @at, @actorId, @actor, @kind, @subject, @was, @became)
        """,
        new
        {
            id = Guid.CreateVersion7(clock.Now).ToString("n"),
            at = clock.NowMs,
            actorId = actor.Id,
            actor = actor.Name,
            kind,
            subject,
            was,
            became,
        });

    /// <summary>Records what changed nothing, such as a failed sign-in.</summary>
    public Task Add(Actor actor, string kind, string subject, CancellationToken ct) =>
        lane.Write(turn => Add(turn, clock, actor, kind, subject), ct);

    /// <summary>The newest first.</summary>
    /// <param name="most">At most so many.</param>
    public async Task<IReadOnlyList<AuditEntry>> List(AuditFilter filter, int most, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await db.QueryAsync<AuditEntry>(
            """
            SELECT id, at, actor, kind, subject, was, became
              FROM staff_audit
             WHERE at >= @from AND at < @before
               AND kind = COALESCE(@kind, kind)
               AND (@person = '' OR lower(actor) = @person OR lower(subject) = @person)
             ORDER BY at DESC, id DESC
             LIMIT @most
            """,
            new
            {
                from = filter.From ?? 0,
                before = filter.Before ?? long.MaxValue,
                kind = filter.Kind,
                person = (filter.Person ?? "").Trim().ToLowerInvariant(),
                most,
            })).AsList();
    }
}
