using System.Data.Common;
using LiveDashboard.Events;
using LiveDashboard.Events.SignUps;
using LiveDashboard.Subscriptions;
using LiveDashboard.Subscriptions.Own;
using LiveDashboard.Web;
using Microsoft.Extensions.Options;

namespace LiveDashboard;

/// <summary>Letters to who waits for a place at an event: which event it is, and that the place is there.</summary>
public sealed class PlaceLetters(
    OwnLetters letters, IOptions<MailOptions> mail, IOptions<ProviderOptions> provider, StationTime station)
    : IPlaceLetters
{
    public bool AreOffered => letters.AreOffered;

    public string? ReadAddress(string? typed) => MailAddresses.Read(typed);

    public Task Ask(DbConnection db, string eventId, long seq, string address, Language language) =>
        letters.Ask(db, Of(eventId, seq), address, language);

    public Task Tell(DbConnection db, CommunityEvent one, long seq, DateTimeOffset now) => letters.Tell(
        db, Of(one.Id, seq), to => Write(to, one), now.ToUnixTimeMilliseconds(), TimeSpan.Zero);

    public Task Forget(DbConnection db, string eventId, long seq) => letters.End(db, Of(eventId, seq));

    private static Matter Of(string eventId, long seq) => new("place", $"{eventId}/{seq}");

    private Told Write(Subscription to, CommunityEvent one)
    {
        var text = Language.Find(to.Language) ?? Language.English;
        return new Told(
            text.Say("letter.place.subject", provider.Value.Name),
            text.Say(
                "letter.place.body", one.Name(text), station.Say(text, one), mail.Value.Link($"/{text.Code}{one.Path}"),
                mail.Value.Link($"/{text.Code}/events/mine")));
    }
}
