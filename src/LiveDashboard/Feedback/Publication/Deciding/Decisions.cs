using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Publication.WordLists;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.Publication.Deciding;

/// <summary>Takes decisions: guarded in the statement by what was seen, recorded in the transaction of the act.</summary>
public sealed class Decisions(
    Database database, WriteLane lane, StationTime station, StaffClock clock, DecisionNews news)
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
        news.Committed();
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
        if (await VerdictGuards.Claim(turn, verdict, by, takesBack) == 0) return Verdicted.Changed;
        if (words != seen.Words) await Revise(turn, by, seen, words, now, batch);
        foreach (var (surface, ruling) in verdict.Rulings)
        {
            // What nobody could read yet is refused: it leaves no trace in public.
            var unseen = ruling == Ruling.Withdrawn && !await VerdictGuards.WasShown(turn, seen.CaseId, surface, now);
            var became = unseen ? Ruling.Refused : ruling;
            await Rule(turn, by, seen, surface, became, verdict, now, batch);
        }
        if (IsTold(verdict.Rulings.GetValueOrDefault(Surface.Web, seen.Web), verdict, words != seen.Words))
            await news.Decided(turn, seen.CaseId, now);
        return Verdicted.Done;
    }

    // The page of the case shows what was decided for the web, and why a text that is shown there was changed.
    private static bool IsTold(string web, Verdict verdict, bool isRevised) => verdict.Rulings.ContainsKey(Surface.Web)
        ? web != Ruling.Waiting
        : isRevised && web == Ruling.Approved;

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
