using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Publication.Reading;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.Publication.Review;

/// <summary>What a moderator decides about a case that was seen in this state.</summary>
/// <param name="Words">The public text; null leaves it as it is.</param>
/// <param name="Rulings">By surface; those that are left are not in it.</param>
/// <param name="Looked">The moderator has looked at the words that hold the case.</param>
public sealed record Verdict(
    string CaseId, long Revision, long Seq, PublicWords? Words, IReadOnlyDictionary<string, string> Rulings, string Reason,
    string Note, bool Looked);

/// <summary>What came of a verdict; all but <see cref="Done"/> changed nothing.</summary>
public enum Verdicted
{
    Done,
    /// <summary>Something happened to the case since it was looked at, or it may not be shown any more.</summary>
    Changed,
    /// <summary>A word of the list holds it, and nobody said to have looked.</summary>
    Held,
    /// <summary>The resident appealed against this person's decision.</summary>
    Mine,
    /// <summary>A text differs from what was written, and no reason says why.</summary>
    EditReason,
    /// <summary>It refuses or withdraws without a reason that tells something.</summary>
    NoReason,
    /// <summary>It would show nothing.</summary>
    Empty,
}

/// <summary>Takes decisions: guarded in the statement by what was seen, recorded in the transaction of the act.</summary>
public sealed class Decisions(
    Database database, WriteLane lane, StationTime station, StaffClock clock, NewestCases newest)
{
    /// <summary>How long a decision can be taken back. Nothing is shown before it is over.</summary>
    public static readonly TimeSpan UndoWithin = TimeSpan.FromSeconds(30);

    /// <summary>How long after it was received a case is not shown yet (reliability.md S12).</summary>
    public static readonly TimeSpan Earliest = TimeSpan.FromHours(24);

    /// <summary>Decides about several cases, each for itself.</summary>
    /// <param name="batch">By which all of it can be taken back.</param>
    public async Task<IReadOnlyList<Verdicted>> Decide(
        Actor by, IReadOnlyList<Verdict> verdicts, string batch, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        var came = await lane.Write<IReadOnlyList<Verdicted>>(async turn =>
        {
            var all = new List<Verdicted>(verdicts.Count);
            foreach (var verdict in verdicts) all.Add(await Decide(turn, by, verdict, batch));
            return all;
        }, ct);
        newest.Forget();
        return came;
    }

    /// <summary>The case to decide about; null when it is none that may be shown.</summary>
    public async Task<ReviewedCase?> Read(string reference, string memberId, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return await ReviewedCase.Read(db, "", reference, memberId);
    }

    /// <summary>The words of the lists that a public text of the case has.</summary>
    public async Task<IReadOnlyList<string>> Held(ReviewedCase one, PublicWords words, CancellationToken ct)
    {
        await using var db = await database.Read(ct);
        return (await HoldWords.Read(db)).Match(one.Language, words.Everything);
    }

    private async Task<Verdicted> Decide(WriteTurn turn, Actor by, Verdict verdict, string batch)
    {
        var seen = await ReviewedCase.Read(turn.Connection, verdict.CaseId, "", by.Id);
        if (seen is null || seen.Revision != verdict.Revision || seen.Seq != verdict.Seq) return Verdicted.Changed;
        if (verdict.Rulings.Any(one => !Ruling.From(seen.State(one.Key)).Contains(one.Value))) return Verdicted.Changed;
        var words = verdict.Words ?? seen.Words;
        if (!words.Differs(seen)) words = words with { EditReason = "", EditNote = "" };
        else if (!Reason.Tells(words.EditReason, words.EditNote)) return Verdicted.EditReason;
        var refuses = verdict.Rulings.Values.Any(one => one is Ruling.Refused or Ruling.Withdrawn);
        if (refuses && !Reason.Tells(verdict.Reason, verdict.Note)) return Verdicted.NoReason;
        var shows = Surface.All.Any(one => verdict.Rulings.GetValueOrDefault(one, seen.State(one)) == Ruling.Approved);
        if (shows && words.Said.Length == 0) return Verdicted.Empty;
        if (shows && !verdict.Looked && !verdict.Rulings.Values.Contains(Ruling.Withdrawn)
            && (await HoldWords.Read(turn.Connection)).Match(seen.Language, words.Everything).Count > 0) return Verdicted.Held;

        var now = station.Now.ToUnixTimeMilliseconds();
        // Whatever is shown can be withdrawn by everybody; all else that an appeal questions is another person's.
        var takesBack = verdict.Words is null && verdict.Rulings.Values.All(one => one == Ruling.Withdrawn);
        if (!takesBack && seen.Mine == 1 && seen.AppealDecision != Ruling.Upheld) return Verdicted.Mine;
        if (await Claim(turn, verdict, by, takesBack) == 0) return Verdicted.Changed;
        if (words != seen.Words) await Revise(turn, by, seen, words, now, batch);
        foreach (var (surface, ruling) in verdict.Rulings)
        {
            var became = ruling == Ruling.Withdrawn && !await WasShown(turn, seen.CaseId, surface, now) ? Ruling.Refused : ruling;
            await Rule(turn, by, seen, surface, became, verdict, now, batch);
        }
        return Verdicted.Done;
    }

    /// <summary>
    /// One who comes second finds another revision. The rules stand in the statement too, so that no way around the
    /// checks above leads past them.
    /// </summary>
    private static Task<int> Claim(WriteTurn turn, Verdict verdict, Actor by, bool takesBack) =>
        turn.Connection.ExecuteAsync(
            """
            UPDATE publication SET revision = revision + 1
             WHERE case_id = @CaseId AND revision = @Revision
               AND @Seq = (SELECT MAX(e.seq) FROM case_event e WHERE e.case_id = @CaseId)
               AND EXISTS (SELECT 1 FROM case_detail d
                            WHERE d.case_id = @CaseId AND d.queue = 'desk' AND d.may_show = 1 AND d.erased_at IS NULL)
               AND (@takesBack = 1 OR NOT EXISTS (
                    SELECT 1 FROM publication_appeal a
                      JOIN publication_decision x ON x.case_id = a.case_id AND x.member_id = @me
                     WHERE a.case_id = @CaseId AND a.decision <> 'upheld'
                       AND x.undone_at IS NULL AND x.at <= a.asked_at
                       AND x.decision NOT IN ('upheld', 'granted')))
            """,
            new { verdict.CaseId, verdict.Revision, verdict.Seq, me = by.Id, takesBack = takesBack ? 1L : 0L });

    private static async Task<bool> WasShown(WriteTurn turn, string caseId, string surface, long now) =>
        await turn.Connection.ExecuteScalarAsync<long>(
            """
            SELECT COUNT(*)
              FROM publication_surface s
              JOIN case_clock c ON c.case_id = s.case_id
             WHERE s.case_id = @caseId AND s.surface = @surface AND s.state = 'approved'
               AND s.shown_from <= @now AND c.received_at <= @now - 86400000
            """,
            new { caseId, surface, now }) > 0;

    private async Task Revise(
        WriteTurn turn, Actor by, ReviewedCase seen, PublicWords words, long now, string batch)
    {
        await turn.Connection.ExecuteAsync(
            """
            UPDATE publication
               SET title = @Title, said = @Said, did = @Did, why = @Why, edit_reason = @EditReason,
                   edit_note = @EditNote, edited_at = @now
             WHERE case_id = @CaseId
            """,
            new { seen.CaseId, words.Title, words.Said, words.Did, words.Why, words.EditReason, words.EditNote, now });
        await DecisionLog.Add(turn, by, new Decided(seen.CaseId, "", Ruling.Edited, words.EditReason, words.EditNote), now, batch);
        await AuditStore.Add(
            turn, clock, by, AuditKind.TextEdited, seen.Reference, seen.EditReason, DecisionLog.Say(words.EditReason, words.EditNote));
    }

    private async Task Rule(
        WriteTurn turn, Actor by, ReviewedCase seen, string surface, string ruling, Verdict verdict, long now, string batch)
    {
        var (reason, note) = ruling is Ruling.Refused or Ruling.Withdrawn ? (verdict.Reason, verdict.Note) : ("", "");
        var id = await DecisionLog.Add(turn, by, new Decided(seen.CaseId, surface, ruling, reason, note), now, batch);
        await turn.Connection.ExecuteAsync(
            """
            UPDATE publication_surface
               SET state = @ruling, reason = @reason, note = @note, decision_id = @id, decided_at = @now,
                   shown_from = CASE WHEN @ruling = 'approved'
                                     THEN (SELECT CASE WHEN c.received_at + @earliest > @undone
                                                       THEN c.received_at + @earliest ELSE @undone END
                                             FROM case_clock c WHERE c.case_id = @CaseId) END
             WHERE case_id = @CaseId AND surface = @surface
            """,
            new
            {
                seen.CaseId,
                surface,
                ruling,
                reason,
                note,
                id,
                now,
                earliest = (long)Earliest.TotalMilliseconds,
                undone = now + (long)UndoWithin.TotalMilliseconds,
            });
        await AuditStore.Add(
            turn, clock, by, AuditKind.Moderated, seen.Reference, $"{surface}: {seen.State(surface)}",
            $"{surface}: {DecisionLog.Say($"{ruling} {reason}".Trim(), note)}");
    }
}
