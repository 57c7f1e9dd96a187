using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.Messages;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Figures;
using LiveDashboard.Staff;
using LiveDashboard.Staff.Audit;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Desk.Entry;

/// <summary>Takes what was said by phone, at the counter or on paper, each once however often it is sent.</summary>
public sealed class EntryStore(
    Database database, WriteLane lane, MessageStore messages, FigureSignal signal, StaffClock clock)
{
    /// <summary>Adds the case with its clock running since it was said; sent again, tells the same.</summary>
    /// <param name="said">When the resident said it.</param>
    /// <returns>The reference, and the id of the case.</returns>
    public async Task<(string Reference, string CaseId)> Add(
        CaseCode code, NewMessage message, DateTimeOffset said, DeskRights by, CancellationToken ct)
    {
        lane.Gate.EnterFromOutside();
        await lane.Write(async turn =>
        {
            if (await turn.Connection.ExecuteScalarAsync<string?>(
                "SELECT case_id FROM case_detail WHERE code_hash = @Hash", new { code.Hash }) is not null) return;
            var caseId = CaseId.New();
            await messages.Add(turn, caseId, code, message, said);
            var reference = await CaseWords.Reference(turn.Connection, caseId);
            await AuditStore.Add(turn, clock, by.Actor, AuditKind.CaseEntered, reference, became: message.Channel);
        }, ct);
        signal.CasesChanged();
        await using var db = await database.Read(ct);
        return await db.QuerySingleAsync<(string, string)>(
            "SELECT reference, case_id FROM case_detail WHERE code_hash = @Hash", new { code.Hash });
    }
}
