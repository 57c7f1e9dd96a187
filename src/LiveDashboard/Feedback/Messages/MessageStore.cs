using System.Data.Common;
using System.Text.Json;
using Dapper;
using LiveDashboard.Feedback.Cases;
using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Figures;
using LiveDashboard.Storage;

namespace LiveDashboard.Feedback.Messages;

/// <summary>Takes residents' messages, each once however often it is sent.</summary>
public sealed class MessageStore(
    Database database, CaseLedger ledger, Idempotency idempotency, FigureSignal signal, TimeProvider clock)
{
    /// <summary>Stores a message, durably; sent again, it is told the receipt of the first time.</summary>
    /// <exception cref="WriteStoppedException">Nothing is taken now; what is on the form is still there.</exception>
    public async Task<Receipt> Send(CaseCode code, NewMessage message, CancellationToken ct)
    {
        var asked = JsonSerializer.Serialize(message);
        var same = true;
        try
        {
            await idempotency.Once(IdempotencyKey.Of($"case:{code.Hash}", asked), async turn =>
            {
                // The key is forgotten after a while; the code is not.
                if (await Sent(turn.Connection, code) is null) await Add(turn, CaseId.New(), code, message, clock.GetUtcNow());
                return "";
            }, ct);
            signal.CasesChanged();
        }
        catch (IdempotencyConflictException)
        {
            same = false;
        }
        await using var db = await database.Read(ct);
        var sent = (await Sent(db, code))!;
        return new Receipt(
            sent.Id, sent.Reference, DateTimeOffset.FromUnixTimeMilliseconds(sent.ReceivedAt), same && sent.Body == message.Text);
    }

    /// <summary>Adds a case with its words, in a turn that may do more.</summary>
    /// <param name="code">Null: nobody is given one.</param>
    /// <param name="received">When the resident said it.</param>
    public async Task Add(WriteTurn turn, string caseId, CaseCode? code, NewMessage message, DateTimeOffset received)
    {
        var facts = new CaseFacts(message.Kind, message.CategoryId, message.AreaId);
        var source = message.Channel == CaseChannel.Web ? "web" : "desk";
        await ledger.Record(
            turn, [new NewCase(caseId, source, null, null)], [new NewEvent(caseId, EventKind.Received, received, facts)]);
        await CaseWords.Say(turn.Connection, caseId, new Words(Author.Resident, "", message.Text));
        // Nothing is sent by itself about something suspicious.
        if (message.Queue != CaseQueues.Restricted)
            await ledger.Record(turn, [], [new NewEvent(caseId, EventKind.Acknowledged, clock.GetUtcNow())]);
        await CaseWords.AddDetail(
            turn.Connection, caseId, code?.Hash, message.Channel, message.Queue, message.Language, message.Place,
            message.MayShow);
        if (message.Sender is { Name: "", Contact: "" } && message.SafeContact.Length == 0) return;
        await turn.Connection.ExecuteAsync(
            """
            INSERT INTO case_sender (case_id, name, contact, safe_contact, hidden_from_public, hidden_from_staff)
            VALUES (@caseId, @Name, @Contact, @SafeContact, @hiddenFromPublic, @hiddenFromStaff)
            """,
            new
            {
                caseId,
                message.Sender.Name,
                message.Sender.Contact,
                message.SafeContact,
                hiddenFromPublic = message.Sender.HiddenFromPublic ? 1L : 0L,
                hiddenFromStaff = message.Sender.HiddenFromStaff ? 1L : 0L,
            });
    }

    private sealed record SentCase
    {
        public string Id { get; init; } = "";
        public string Reference { get; init; } = "";
        public long ReceivedAt { get; init; }
        public string Body { get; init; } = "";
    }

    private static Task<SentCase?> Sent(DbConnection db, CaseCode code) => db.QuerySingleOrDefaultAsync<SentCase?>(
        """
        SELECT d.case_id AS id, d.reference, e.at AS received_at, t.body
          FROM case_detail d
          JOIN case_event e ON e.case_id = d.case_id AND e.seq = 1
          JOIN case_text t ON t.case_id = d.case_id AND t.seq = 1
         WHERE d.code_hash = @hash
        """,
        new { hash = code.Hash });
}
