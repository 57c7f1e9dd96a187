using System.Data.Common;
using LiveDashboard.Feedback.Letters;
using LiveDashboard.Storage;
using LiveDashboard.Subscriptions;
using LiveDashboard.Subscriptions.Own;
using LiveDashboard.Web;
using Microsoft.Extensions.Options;

namespace LiveDashboard;

/// <summary>
/// Letters of cases. Such a letter holds no word, topic, code or reference: whoever sees the mailbox could look up an
/// approved message by it, and would know whose it is.
/// </summary>
public sealed class CaseLetters(
    OwnLetters letters, IOptions<MailOptions> mail, IOptions<ProviderOptions> provider, StationTime station)
    : ICaseLetters
{
    private const string Kind = "case";

    public bool AreOffered => letters.AreOffered;

    public string? ReadAddress(string? typed) => MailAddresses.Read(typed);

    public Task Ask(WriteTurn turn, string caseId, string address, Language language) =>
        letters.Ask(turn.Connection, Of(caseId), address, language);

    public async Task<CaseFollower?> Read(string caseId, CancellationToken ct) =>
        await letters.Read(Of(caseId), ct) is { } one
            ? new CaseFollower(one.Address, one.ConfirmedAt is not null) : null;

    public Task Tell(WriteTurn turn, string caseId, long told, TimeSpan after) =>
        letters.Tell(turn.Connection, Of(caseId), Write, told, after);

    public Task TakeBack(WriteTurn turn, string caseId, long told) =>
        OwnLetters.TakeBack(turn.Connection, Of(caseId), told);

    public Task Forget(DbConnection db, string caseId) => letters.End(db, Of(caseId));

    public Task<IReadOnlyList<string>> Followed(CancellationToken ct) => letters.Keys(Kind, ct);

    private static Matter Of(string caseId) => new(Kind, caseId);

    private Told Write(Subscription to)
    {
        var text = Language.Find(to.Language) ?? Language.English;
        var asked = text.LongDay(station.DayOf(DateTimeOffset.FromUnixTimeMilliseconds(to.AskedAt)));
        return new Told(
            text.Say("letter.case.subject", provider.Value.Name),
            text.Say("letter.case.body", provider.Value.Name, asked, mail.Value.Link($"/{text.Code}/case")));
    }
}
